import { LessonPage } from './LessonPage.tsx';
import { loadScenario } from './lessons.ts';

/** A scenario that comes with the app: `/play?s=caching.fast-and-gone&step=crash`. */
export function ScenarioPage({ id }: { readonly id: string }) {
  return (
    <LessonPage
      key={id}
      id={id}
      address={`/play?s=${encodeURIComponent(id)}`}
      load={() => loadScenario(id)}
      keeps
    />
  );
}
