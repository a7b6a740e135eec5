import { Info } from 'lucide-react';
import { Button, DialogTrigger, Popover } from 'react-aria-components';
import styles from './Explain.module.css';

interface ExplainProps {
  /** What is explained: names the button. */
  readonly about: string;
  readonly sentences: readonly string[];
}

/** A small button that explains a fix, parameter or guarantee in a sentence, where it stands. */
export function Explain({ about, sentences }: ExplainProps) {
  return (
    <DialogTrigger>
      <Button className={styles.info ?? ''} aria-label={`What is “${about}”?`}>
        <Info size={14} aria-hidden />
      </Button>
      <Popover
        placement="bottom start"
        offset={4}
        className={styles.popover ?? ''}
        aria-label={about}
      >
        <div className={styles.dialog}>
          <strong>{about}</strong>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </Popover>
    </DialogTrigger>
  );
}
