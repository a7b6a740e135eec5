import { type Ref, useImperativeHandle, useRef } from 'react';
import type { Complaint } from '../../scenario/mistakes.ts';
import styles from './author.module.css';

export interface EditorHandle {
  readonly jump: (line: number, column: number) => void;
}

interface EditorProps {
  readonly ref: Ref<EditorHandle>;
  readonly text: string;
  readonly complaints: readonly Complaint[];
  readonly onChange: (text: string) => void;
}

/** The text with its line numbers; those of lines with mistakes stand out. */
export function Editor({ ref, text, complaints, onChange }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split('\n');
  const wrong = new Set(complaints.map(({ line }) => line));
  useImperativeHandle(ref, () => ({
    jump: (line, column) => {
      const element = area.current;
      if (element === null) return;
      const before = element.value.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, each) => sum + each.length + 1, 0);
      const end = element.value.indexOf('\n', start);
      element.focus();
      element.setSelectionRange(
        Math.min(start + column - 1, element.value.length),
        end < 0 ? element.value.length : Math.max(end, start + column - 1),
      );
      const lineHeight = element.scrollHeight / element.value.split('\n').length;
      element.scrollTop = Math.max(0, (line - 4) * lineHeight);
    },
  }));
  return (
    <div className={styles.editor}>
      <div ref={gutter} className={styles.gutter} aria-hidden>
        {lines.map((_, i) => (
          // A line is its number.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={i} className={wrong.has(i + 1) ? styles.wrong : undefined}>
            {i + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        className={styles.text}
        aria-label="The scenario, as YAML"
        aria-describedby="problems"
        spellCheck={false}
        wrap="off"
        value={text}
        placeholder="Paste a scenario, open a file, or begin with the example."
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
