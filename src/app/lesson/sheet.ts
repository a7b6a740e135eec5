/** Where the lesson is a sheet over the diagram: whether it is open. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export const lessonSheet = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: true }));

export const useLessonSheet = (): boolean => useStore(lessonSheet, ({ isOpen }) => isOpen);
