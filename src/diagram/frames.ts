/**
 * What moves between two entries (messages, rings) is placed once a frame, straight on its
 * element: nothing is rendered for it.
 */
import { createContext, useContext, useEffect, useRef } from 'react';
import type { Micros } from '../kernel/time.ts';
import type { MessageInFlight } from '../views/messages.ts';

export interface Frames {
  /** Calls `draw` at every change of what follows. Returns what ends that. */
  readonly subscribe: (draw: (atUs: Micros) => void) => () => void;
  readonly nowUs: () => Micros;
  /** Whether the playhead moves by itself. */
  readonly moves: () => boolean;
  /** The messages under way at this very instant: boxes and lines may be a moment behind. */
  readonly messages: () => readonly MessageInFlight[];
}

export const FramesContext = createContext<Frames>({
  subscribe: () => () => {},
  nowUs: () => 0,
  moves: () => false,
  messages: () => [],
});

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
