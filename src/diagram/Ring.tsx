import { memo, useRef } from 'react';
import type { Lasting } from '../flow/look.ts';
import { timeLeft } from '../views/timers.ts';
import { useFrame } from './frames.ts';
import styles from './Ring.module.css';

const STEPS = 75;

interface RingProps extends Lasting {
  readonly name: string;
  readonly deadline?: boolean;
}

/** What runs out: a ring that shrinks to nothing, when it is over. A deadline has a dot inside. */
export const Ring = memo(function Ring({ name, startedAtUs, dueUs, deadline }: RingProps) {
  const arc = useRef<SVGCircleElement>(null);
  const drawn = useRef<number | null>(null);
  useFrame((atUs) => {
    // Half a pixel of its length: less is not seen, and would paint the box at every frame.
    const gone = Math.round((1 - timeLeft({ startedAtUs, dueUs }, atUs)) * STEPS) / STEPS;
    if (arc.current === null || gone === drawn.current) return;
    drawn.current = gone;
    arc.current.style.strokeDashoffset = String(gone);
  });
  return (
    <svg viewBox="0 0 16 16" className={styles.ring} data-timer={name} aria-hidden>
      <title>{name}</title>
      <circle cx="8" cy="8" r="6" className={styles.ground} />
      <circle cx="8" cy="8" r="6" pathLength={1} className={styles.arc} ref={arc} />
      {deadline === true && <circle cx="8" cy="8" r="2" className={styles.dot} />}
    </svg>
  );
});
