/**
 * What moves between two entries (messages, rings) is placed once a frame, straight on its
 * element: nothing is rendered for it.
 */
import { createContext, useContext, useEffect, useRef } from 'react';
import type { Micros } from '../kernel/time.ts';

export interface Frames {
  /** Calls `draw` at every change of the playhead. Returns what ends that. */
  readonly subscribe: (draw: (atUs: Micros) => void) => () => void;
  readonly nowUs: () => Micros;
}

export const FramesContext = createContext<Frames>({ subscribe: () => () => {}, nowUs: () => 0 });

/** Draws now, at every change of the playhead, and after every render. */
export function useFrame(draw: (atUs: Micros) => void): void {
  const frames = useContext(FramesContext);
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
    draw(frames.nowUs());
  });
  useEffect(() => frames.subscribe((atUs) => latest.current(atUs)), [frames]);
}
