/** How often a page was asked for anew: the one that stands there opens what its address now says. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const asked = createStore<{ readonly times: number }>()(() => ({ times: 0 }));

export const useAnew = (): number => useStore(asked, ({ times }) => times);

export const openAnew = (): void => asked.setState(({ times }) => ({ times: times + 1 }));
