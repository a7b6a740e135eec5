import { ChevronRight } from 'lucide-react';
import { memo, useRef } from 'react';
import { type LaneView, placeInTime, type SlotView } from '../views/laneViews.ts';
import { type TimerView, timeLeft } from '../views/timers.ts';
import { formatTime } from '../views/words.ts';
import { useFrame } from './frames.ts';
import styles from './Lanes.module.css';

/** A queue: in each lane its slots, the head at the right, where they leave. */
export const Lanes = memo(function Lanes({ lanes }: { readonly lanes: readonly LaneView[] }) {
  return (
    <dl className={styles.lanes} aria-hidden>
      {lanes.map((lane) => (
        <div key={lane.lane} className={styles.lane} data-lane={lane.lane}>
          <dt className={styles.title}>
            {lane.title} <b className={styles.count}>{lane.count}</b>
          </dt>
          <dd className={styles.track}>
            {lane.lane === 'delayed' ? <TimeLine lane={lane} /> : <Row lane={lane} />}
          </dd>
        </div>
      ))}
    </dl>
  );
});

function Row({ lane: { lane, slots, more } }: { readonly lane: LaneView }) {
  return (
    <>
      {lane === 'waiting' && slots.length > 0 && <ChevronRight size={12} className={styles.head} />}
      {slots.map((slot, i) => (
        // A slot is a place: what stands in it changes.
        // oxlint-disable-next-line react/no-array-index-key
        <Slot key={i} slot={slot} isLeased={lane === 'inFlight'} isDead={lane === 'dead'} />
      ))}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </>
  );
}

interface SlotProps {
  readonly slot: SlotView;
  readonly isLeased: boolean;
  readonly isDead: boolean;
}

function Slot({ slot, isLeased, isDead }: SlotProps) {
  const { mark, attempts, urgent, bad, timer } = slot;
  const names = [
    styles.slot,
    isLeased && styles.leased,
    isDead && styles.dead,
    urgent && styles.urgent,
    bad && styles.bad,
  ];
  return (
    <span className={names.filter(Boolean).join(' ')} data-slot={slot.name}>
      {isLeased && timer !== null && <Lease timer={timer} />}
      {mark}
      <Attempts count={attempts} />
    </span>
  );
}

/** What is left of a lease: it shrinks with the playhead, and at its end the job is handed out again. */
function Lease({ timer }: { readonly timer: TimerView }) {
  const arc = useRef<SVGCircleElement>(null);
  useFrame((atUs) => {
    const left = timeLeft(timer, atUs).toFixed(2);
    if (arc.current === null || arc.current.dataset['left'] === left) return;
    arc.current.dataset['left'] = left;
    arc.current.style.strokeDashoffset = String(1 - Number(left));
  });
  return (
    <svg viewBox="0 0 32 32" className={styles.lease}>
      <circle cx="16" cy="16" r="14" className={styles.ground} />
      <circle cx="16" cy="16" r="14" pathLength={1} className={styles.arc} ref={arc} />
    </svg>
  );
}

const PIPS_MAX = 5;

/** A dot for each attempt. */
function Attempts({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className={styles.pips}>
      {Array.from({ length: Math.min(count, PIPS_MAX) }, (_, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <i key={i} />
      ))}
    </span>
  );
}

/** What is not yet due, by its time: now is at the right. */
function TimeLine({ lane: { slots, more, spanUs } }: { readonly lane: LaneView }) {
  return (
    <span className={styles.time}>
      <span className={styles.axis} />
      <span className={styles.far}>{spanUs === 0 ? '' : formatTime(spanUs)}</span>
      <span className={styles.now}>now</span>
      {slots.map((slot, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Pin key={i} {...{ slot, spanUs }} order={slots.length - i} />
      ))}
      {more > 0 && <span className={styles.moreInTime}>+{more}</span>}
    </span>
  );
}

interface PinProps {
  readonly slot: SlotView;
  readonly spanUs: number;
  readonly order: number;
}

function Pin({ slot, spanUs, order }: PinProps) {
  const pin = useRef<HTMLSpanElement>(null);
  useFrame((atUs) => {
    const right = `${(placeInTime(slot, spanUs, atUs) * 100).toFixed(1)}%`;
    if (pin.current !== null && pin.current.style.right !== right) pin.current.style.right = right;
  });
  const names = [styles.pin, slot.urgent && styles.urgent, slot.bad && styles.bad];
  return (
    <span
      ref={pin}
      className={names.filter(Boolean).join(' ')}
      style={{ zIndex: order }}
      data-slot={slot.name}
    >
      {slot.mark}
    </span>
  );
}
