/** Where the step of a scenario is a sheet over the diagram: whether it is open. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useLesson } from '../panels/lesson/context.ts';

export const lessonSheet = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: true }));

/** Opens and closes it as the lesson goes: away to look at what plays, back when it has stopped. */
export function useLessonSheet(
  hasRight: boolean,
  show: (overlay: 'verdicts' | null) => void,
): void {
  const isLed = useLesson() !== null;
  const isOpen = useStore(lessonSheet, (state) => state.isOpen);
  useEffect(() => {
    if (isLed && !hasRight) show(isOpen ? 'verdicts' : null);
  }, [isLed, hasRight, isOpen, show]);
}
