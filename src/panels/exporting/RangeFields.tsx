import type { Micros } from '../../kernel/time.ts';
import { Button } from '../controls/Button.tsx';
import { TimeField } from '../left/TimeField.tsx';
import styles from './exporting.module.css';

export interface TimeRange {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

interface RangeFieldsProps {
  readonly range: TimeRange;
  readonly endUs: Micros;
  readonly onChange: (range: TimeRange) => void;
}

/** A part of the run: from one instant to another. */
export function RangeFields({ range: { fromUs, toUs }, endUs, onChange }: RangeFieldsProps) {
  const set = (from: Micros, to: Micros) => {
    const end = Math.min(endUs, to);
    onChange({ fromUs: Math.min(from, end), toUs: end });
  };
  const isWhole = fromUs === 0 && toUs === endUs;
  return (
    <div className={styles.row} role="group" aria-label="Part of the run">
      <span aria-hidden>From</span>
      <TimeField
        key={`from ${fromUs}`}
        label="From"
        us={fromUs}
        minUs={0}
        onChange={(us) => set(us, Math.max(us, toUs))}
      />
      <span aria-hidden>to</span>
      <TimeField
        key={`to ${toUs}`}
        label="To"
        us={toUs}
        minUs={0}
        onChange={(us) => set(Math.min(us, fromUs), us)}
      />
      {!isWhole && (
        <Button look="bare" onPress={() => set(0, endUs)}>
          The whole run
        </Button>
      )}
    </div>
  );
}
