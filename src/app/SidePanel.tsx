import { lazy, Suspense } from 'react';
import { useLesson } from '../panels/lesson/context.ts';
import { usePlayback } from '../playback/usePlayback.ts';
import { RightPanel } from './RightPanel.tsx';
import { useTool } from './tool.ts';

const BreakPanel = lazy(async () => ({
  default: (await import('./breaking/BreakPanel.tsx')).BreakPanel,
}));

const ComparePanel = lazy(async () => ({
  default: (await import('./comparing/ComparePanel.tsx')).ComparePanel,
}));

const LessonPanel = lazy(async () => ({
  default: (await import('../panels/lesson/LessonPanel.tsx')).LessonPanel,
}));

/** What happens, led by the step of a scenario; or the tool that is open in its place. */
export function SidePanel() {
  const open = useTool();
  const flow = usePlayback((state) => state.scene.flow.id);
  const lesson = useLesson();
  switch (open?.kind) {
    case 'breaking':
      return (
        <Suspense>
          <BreakPanel key={flow} />
        </Suspense>
      );
    case 'comparing':
      return (
        <Suspense>
          <ComparePanel key={flow} />
        </Suspense>
      );
    case undefined:
      return (
        <>
          {lesson !== null && (
            <Suspense>
              <LessonPanel />
            </Suspense>
          )}
          <RightPanel />
        </>
      );
  }
}
