import type { Alone } from '../../views/pairs.ts';
import { Button } from '../controls/Button.tsx';
import styles from './AloneNotes.module.css';

interface AloneNotesProps {
  readonly alone: readonly Alone[];
  readonly onChange: (fix: string, value: string) => void;
}

/** Of a fix that is sound only with another one: what breaks now, and the one that is missing. */
export function AloneNotes({ alone, onChange }: AloneNotesProps) {
  return alone.map(({ says, partner, partnerTitle }) => (
    <div key={says} className={styles.alone} role="note">
      <p>{says}</p>
      <Button
        onPress={() => {
          for (const [name, value] of Object.entries(partner)) onChange(name, value);
        }}
      >
        Add: {partnerTitle}
      </Button>
    </div>
  ));
}
