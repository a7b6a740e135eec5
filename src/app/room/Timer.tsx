import { Timer as Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../panels/controls/Button.tsx';
import styles from './room.module.css';

const MINUTE_MS = 60_000;

/** How long the class has been going, or how much of a countdown is left. */
export function Timer() {
  const [startMs, setStartMs] = useState(() => Date.now());
  const [untilMs, setUntilMs] = useState<number | null>(null);
  const [nowMs, setNowMs] = useState(startMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const leftMs = untilMs === null ? null : untilMs - nowMs;
  return (
    <div className={styles.timer} role="timer" data-over={leftMs !== null && leftMs < 0}>
      <Clock size={15} aria-hidden />
      <b>{leftMs === null ? clockText(nowMs - startMs) : clockText(leftMs)}</b>
      {[2, 5, 10].map((minutes) => (
        <Button
          key={minutes}
          look="bare"
          label={`Count down ${minutes} minutes`}
          onPress={() => setUntilMs(Date.now() + minutes * MINUTE_MS)}
        >
          {minutes} min
        </Button>
      ))}
      <Button
        look="bare"
        onPress={() => {
          setStartMs(Date.now());
          setUntilMs(null);
        }}
      >
        From 0
      </Button>
    </div>
  );
}

function clockText(ms: number): string {
  const seconds = Math.max(0, Math.round(Math.abs(ms) / 1_000));
  const sign = ms < -500 ? '−' : '';
  return `${sign}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
