import { Check, Copy, Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { copied } from '../controls/copied.ts';
import { cx } from '../controls/cx.ts';
import styles from './exporting.module.css';
import { save } from './save.ts';

interface TextViewProps {
  readonly label: string;
  readonly text: string;
  /** The file to save it in; a text without one is only copied. */
  readonly file?: string;
  /** As high as there is room, when left out. */
  readonly rows?: number;
}

/** Text to be copied, saved, or selected by hand where there is no clipboard. */
export function TextView({ label, text, file, rows }: TextViewProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [done, setDone] = useState('');
  const copy = async () => {
    field.current?.select();
    setDone((await copied(text)) ? 'Copied.' : 'The text is selected: copy it with the keyboard.');
  };
  return (
    <div className={styles.text}>
      <textarea
        ref={field}
        className={cx(styles.field, rows === undefined && styles.tall)}
        readOnly
        aria-label={label}
        {...(rows !== undefined && { rows })}
        spellCheck={false}
        value={text}
        onFocus={() => setDone('')}
      />
      <div className={styles.row}>
        <Button onPress={() => void copy()} label={`Copy: ${label}`}>
          <Copy size={15} aria-hidden />
          Copy
        </Button>
        {file !== undefined && (
          <Button onPress={() => save(file, text)} label={`Save: ${label}`}>
            <Download size={15} aria-hidden />
            Save {file.slice(file.lastIndexOf('.'))}
          </Button>
        )}
        <span role="status" className={styles.done}>
          {done === 'Copied.' && <Check size={14} aria-hidden />} {done}
        </span>
      </div>
    </div>
  );
}
