/** Where the step of a scenario is a sheet over the diagram: which sheet is open. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useLesson } from '../panels/lesson/context.ts';

type Sheet = 'step' | 'setup' | null;

export const lessonSheet = createStore<{ readonly open: Sheet }>()(() => ({ open: 'step' }));

/** Opens and closes it as the lesson goes: away to look at what plays, back when it has stopped. */
export function useLessonSheet(
  hasRight: boolean,
  show: (overlay: 'setup' | 'verdicts' | null) => void,
): void {
  const isLed = useLesson() !== null;
  const open = useStore(lessonSheet, (state) => state.open);
  useEffect(() => {
    if (!isLed) return;
    if (open === 'setup') show('setup');
    else if (!hasRight) show(open === 'step' ? 'verdicts' : null);
  }, [isLed, hasRight, open, show]);
}
