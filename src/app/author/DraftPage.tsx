import { LessonPage } from '../lesson/LessonPage.tsx';
import { checkText } from './checking.ts';
import { readDrafts } from './drafts.ts';

/** A scenario of one's own, played: `/play?draft=untitled`. Nothing of it counts as progress. */
export function DraftPage({ name }: { readonly name: string }) {
  const load = async () => {
    const text = (await readDrafts())[name];
    if (text === undefined) return undefined;
    const { scenario, complaints } = await checkText(text);
    if (scenario !== null) return scenario;
    const [first] = complaints;
    throw new Error(`This draft cannot be played: line ${first?.line ?? 1}, ${first?.say ?? ''}`);
  };
  return (
    <LessonPage
      key={name}
      id={name}
      address={`/play?draft=${encodeURIComponent(name)}`}
      load={load}
      keeps={false}
    />
  );
}
