import { type ReactNode, useId, useState } from 'react';
import { microsOf, quantity, unitFor } from '../../views/words.ts';
import styles from './NumberRow.module.css';
import { Range } from './Range.tsx';
import { lastNotch, notchOf, type Scale, settle, valueAt } from './scale.ts';

interface NumberRowProps {
  readonly label: string;
  readonly unit: string;
  readonly scale: Scale;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Beside the label: an info button, a mark. */
  readonly children?: ReactNode;
}

/** A number: a slider, and a field to type it. */
export function NumberRow({ label, unit, scale, value, onChange, children }: NumberRowProps) {
  const id = useId();
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {children}
        <Field key={value} {...{ label, unit, scale, value, onChange }} />
      </div>
      <Range
        id={id}
        min={0}
        max={lastNotch(scale)}
        value={notchOf(value, scale)}
        words={wordsOf(value, unit)}
        onChange={(notch) => onChange(valueAt(notch, scale))}
      />
    </div>
  );
}

/** Takes effect at Enter or when it is left; Escape takes the typing back. */
function Field({ label, unit, scale, value, onChange }: Omit<NumberRowProps, 'children'>) {
  const shown = writtenOf(value, unit);
  const [draft, setDraft] = useState(shown);
  const commit = () => {
    const typed = draft === shown ? value : typedOf(draft, unit);
    const settled = typed === undefined ? value : settle(typed, scale);
    setDraft(writtenOf(settled, unit));
    if (settled !== value) onChange(settled);
  };
  return (
    <span className={styles.field}>
      <input
        className={styles.input}
        inputMode="decimal"
        aria-label={`${label}, in ${unit}`}
        size={Math.max(3, draft.length)}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setDraft(shown);
        }}
      />
      {!hasOwnUnit(value, unit) && <span aria-hidden>{unitFor(value, unit)}</span>}
    </span>
  );
}

function wordsOf(value: number, unit: string): string {
  return Number.isFinite(value) ? quantity(value, unit) : 'without bound';
}

/** A long time is written with units of its own: `30 days`, not a number of milliseconds. */
const hasOwnUnit = (value: number, unit: string): boolean =>
  Number.isFinite(value) &&
  quantity(value, unit) !== `${value.toLocaleString('en')} ${unitFor(value, unit)}`;

function writtenOf(value: number, unit: string): string {
  if (!Number.isFinite(value)) return '∞';
  return hasOwnUnit(value, unit) ? quantity(value, unit) : String(value);
}

function typedOf(text: string, unit: string): number | undefined {
  if (/^(∞|inf|infinity)$/i.test(text.trim())) return Number.POSITIVE_INFINITY;
  const number = Number(text.replaceAll(/[\s,_]/g, '') || Number.NaN);
  if (!Number.isNaN(number)) return number;
  const us = microsOf(text);
  const unitUs = microsOf(`1 ${unit}`);
  return us === undefined || unitUs === undefined ? undefined : us / unitUs;
}
