import type { CSSProperties } from 'react';
import styles from './Range.module.css';

interface RangeProps {
  readonly id?: string;
  readonly label?: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  /** What the place on the slider means. */
  readonly words: string;
  readonly onChange: (value: number) => void;
}

/**
 * A slider of whole notches. It is the browser's own, because React Aria's reads its notches
 * aloud, not what a log scale puts there.
 */
export function Range({ id, label, min, max, value, words, onChange }: RangeProps) {
  const filled = `${((value - min) / Math.max(1, max - min)) * 100}%`;
  return (
    <input
      {...(id !== undefined && { id })}
      type="range"
      className={styles.range}
      style={{ '--filled': filled } as CSSProperties}
      min={min}
      max={max}
      step={1}
      value={Math.round(value)}
      aria-label={label}
      aria-valuetext={words}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}
