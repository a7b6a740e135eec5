import { type ReactNode, useId, useState } from 'react';
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
  const shown = Number.isFinite(value) ? String(value) : '∞';
  const [draft, setDraft] = useState(shown);
  const commit = () => {
    const typed = /^(∞|inf|infinity)$/i.test(draft.trim())
      ? Number.POSITIVE_INFINITY
      : Number(draft.replaceAll(/[\s,_]/g, '') || Number.NaN);
    const settled = Number.isNaN(typed) ? value : settle(typed, scale);
    setDraft(Number.isFinite(settled) ? String(settled) : '∞');
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
      <span aria-hidden>{unit}</span>
    </span>
  );
}

function wordsOf(value: number, unit: string): string {
  return Number.isFinite(value) ? `${value.toLocaleString('en')} ${unit}` : 'without bound';
}
