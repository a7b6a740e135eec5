import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Micros } from '../../kernel/time.ts';
import { usePlaybackStore } from '../../playback/usePlayback.ts';
import type { FaultFlag } from '../../views/lifelines.ts';
import { formatTime } from '../../views/words.ts';
import type { TimelineLayout } from './drawTimeline.ts';
import styles from './Timeline.module.css';
import { DRAG_FROM_PX, stepBy, type TimeScale, usOf, xOf } from './timescale.ts';

interface FaultEndProps {
  readonly flag: FaultFlag;
  readonly atUs: Micros;
  readonly lengthUs: Micros;
  readonly layout: TimelineLayout;
}

/** As wide as the flag, beside which it stands when the fault is short; else before its end. */
const FLAG_PX = 24;

interface Drag {
  readonly fromX: number;
  /** As they were when the hand came: another run may be longer, and its scale another. */
  readonly scale: TimeScale;
  readonly lengthUs: Micros;
  /** `null` while the hand has not moved. */
  wantedUs: Micros | null;
}

/** Where a fault ends: dragged, it lasts longer or shorter. */
export function FaultEnd({ flag: { index, title }, atUs, lengthUs, layout }: FaultEndProps) {
  const store = usePlaybackStore();
  const drag = useRef<Drag | null>(null);
  const { scale, axisY } = layout;
  const { stretchFault } = store.getState();
  const endX = xOf(scale, Math.min(scale.endUs, atUs + lengthUs));
  /** No shorter than one step of the arrow keys. */
  const within = (us: Micros): Micros => Math.max(stepBy(scale, false), us);

  const onPointerMove = (event: PointerEvent) => {
    const held = drag.current;
    if (held === null) return;
    const byX = event.clientX - held.fromX;
    if (held.wantedUs === null && Math.abs(byX) < DRAG_FROM_PX) return;
    held.wantedUs = within(held.lengthUs + usOf(held.scale, byX));
    stretchFault(index, held.wantedUs, { dragging: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = stepBy(scale, event.shiftKey);
    if (event.key === 'ArrowRight') stretchFault(index, lengthUs + by);
    else if (event.key === 'ArrowLeft') stretchFault(index, within(lengthUs - by));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = Math.max(endX - FLAG_PX, xOf(scale, atUs) + FLAG_PX);
  // Wherever its handle has room, its line stands at the end itself.
  const line = { '--end-x': `${endX - left}px` } as CSSProperties;
  return (
    <button
      type="button"
      className={styles.end}
      style={{ left, height: axisY, ...line }}
      aria-label={`End of the fault: ${title}, after ${formatTime(lengthUs)}`}
      aria-description="The arrow keys make it last longer or shorter."
      title={`${title}, for ${formatTime(lengthUs)}. Drag to make it last longer or shorter`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { fromX: event.clientX, scale, lengthUs, wantedUs: null };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        const wantedUs = drag.current?.wantedUs ?? null;
        if (wantedUs !== null) stretchFault(index, wantedUs);
        drag.current = null;
      }}
    />
  );
}
