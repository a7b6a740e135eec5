import { type KeyboardEvent, useRef } from 'react';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { formatClock } from '../../views/words.ts';
import type { TimelineLayout } from './drawTimeline.ts';
import styles from './Timeline.module.css';
import { xOf } from './timescale.ts';
import { usePlayhead } from './usePlayhead.ts';

/** While it plays, its value is told no more often. */
const TELL_EVERY_MS = 500;

/** Where playback stands: a line with a knob, which the keyboard moves as a slider. */
export function Playhead({ layout }: { readonly layout: TimelineLayout }) {
  const store = usePlaybackStore();
  const endUs = usePlayback((state) => state.scene.trace.endUs);
  const element = useRef<HTMLDivElement>(null);
  const toldAtMs = useRef(Number.NEGATIVE_INFINITY);
  usePlayhead((atUs) => {
    if (element.current === null) return;
    element.current.style.transform = `translateX(${xOf(layout.scale, atUs)}px)`;
    const nowMs = performance.now();
    if (store.getState().player === 'playing' && nowMs - toldAtMs.current < TELL_EVERY_MS) return;
    toldAtMs.current = nowMs;
    element.current.setAttribute('aria-valuenow', String(Math.round(atUs)));
    element.current.setAttribute('aria-valuetext', formatClock(atUs));
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const { playhead, seek, toStart, toEnd } = store.getState();
    const by = event.shiftKey ? endUs / 10 : endUs / 100;
    const moves: Record<string, () => void> = {
      ArrowRight: () => seek(Math.min(endUs, playhead.atUs + by)),
      ArrowUp: () => seek(Math.min(endUs, playhead.atUs + by)),
      ArrowLeft: () => seek(Math.max(0, playhead.atUs - by)),
      ArrowDown: () => seek(Math.max(0, playhead.atUs - by)),
      Home: toStart,
      End: toEnd,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  return (
    <div
      ref={element}
      className={styles.playhead}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={endUs}
      aria-valuenow={0}
      onKeyDown={onKeyDown}
    >
      <span className={styles.knob} />
    </div>
  );
}
