import { Flag, X } from 'lucide-react';
import { Fragment, type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import { usePlaybackStore } from '../../playback/usePlayback.ts';
import type { FaultFlag, Lifelines, ViolationMark } from '../../views/lifelines.ts';
import { formatTime } from '../../views/words.ts';
import type { TimelineLayout } from './drawTimeline.ts';
import { FaultEnd } from './FaultEnd.tsx';
import styles from './Timeline.module.css';
import { atX, DRAG_FROM_PX, stepBy, xOf } from './timescale.ts';

interface FlagsProps {
  readonly layout: TimelineLayout;
  readonly lifelines: Lifelines;
}

/** What can be taken hold of on the timeline: faults, and where a guarantee broke. */
export const Flags = memo(function Flags({ layout, lifelines }: FlagsProps) {
  return (
    <>
      {lifelines.faults.map((flag) =>
        flag.atUs === null ? null : (
          <Fragment key={flag.index}>
            <FaultMark flag={flag} atUs={flag.atUs} layout={layout} />
            {flag.lengthUs !== null && (
              <FaultEnd flag={flag} atUs={flag.atUs} lengthUs={flag.lengthUs} layout={layout} />
            )}
          </Fragment>
        ),
      )}
      {firstOfEach(lifelines.violations).map((mark) => (
        <BrokenMark key={mark.entry} mark={mark} layout={layout} />
      ))}
    </>
  );
});

/** Of a guarantee that broke again and again, the first time is marked. */
function firstOfEach(marks: readonly ViolationMark[]): readonly ViolationMark[] {
  const seen = new Set<string>();
  return marks.filter(({ guarantee }) => !seen.has(guarantee) && seen.add(guarantee));
}

interface FaultMarkProps {
  readonly flag: FaultFlag;
  readonly atUs: number;
  readonly layout: TimelineLayout;
}

function FaultMark({ flag: { index, title, movable }, atUs, layout }: FaultMarkProps) {
  const store = usePlaybackStore();
  /** Where on the page an instant of 0 px would lie, and where the flag was dragged to. */
  const drag = useRef<{ originX: number; fromX: number; toUs: number | null } | null>(null);
  const { moveFault, removeFault, seek } = store.getState();
  const { scale, axisY } = layout;

  const onPointerMove = (event: PointerEvent) => {
    if (drag.current === null || !movable) return;
    const { originX, fromX, toUs } = drag.current;
    if (toUs === null && Math.abs(event.clientX - fromX) < DRAG_FROM_PX) return;
    drag.current.toUs = atX(scale, event.clientX - originX);
    moveFault(index, drag.current.toUs, { dragging: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = stepBy(scale, event.shiftKey);
    if (event.key === 'Delete' || event.key === 'Backspace') removeFault(index);
    else if (event.key === 'ArrowRight' && movable) moveFault(index, atUs + by);
    else if (event.key === 'ArrowLeft' && movable) moveFault(index, Math.max(0, atUs - by));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <button
      type="button"
      className={styles.flag}
      style={{ left: xOf(scale, atUs), height: axisY }}
      data-flag={index}
      aria-label={`Fault: ${title} at ${formatTime(atUs)}`}
      aria-description={`${movable ? 'The arrow keys move it. ' : ''}Delete removes it.`}
      title={`${title}, ${formatTime(atUs)}${movable ? '. Drag to move, Delete to remove' : ''}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const originX = event.clientX - xOf(scale, atUs);
        drag.current = { originX, fromX: event.clientX, toUs: null };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        const toUs = drag.current?.toUs ?? null;
        if (toUs === null) seek(atUs);
        else moveFault(index, toUs);
        drag.current = null;
      }}
    >
      <Flag size={14} fill="currentColor" aria-hidden />
    </button>
  );
}

function BrokenMark({ mark, layout }: { mark: ViolationMark; layout: TimelineLayout }) {
  const store = usePlaybackStore();
  const { entry, atUs, guarantee, sentence } = mark;
  const words = `${guarantee} broken at ${formatTime(atUs)}: ${sentence}`;
  const show = () => {
    const found = store.getState().scene.trace.entries[entry];
    store.getState().showEvidence(entry, found?.kind === 'violation' ? found.because : []);
  };
  return (
    <button
      type="button"
      className={styles.broken}
      style={{ left: xOf(layout.scale, atUs), top: layout.axisY - 12 }}
      aria-label={words}
      title={words}
      onClick={show}
    >
      <X size={12} strokeWidth={3} aria-hidden />
    </button>
  );
}
