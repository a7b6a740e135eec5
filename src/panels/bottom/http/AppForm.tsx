import { useState } from 'react';
import type { Json, JsonObject } from '../../../kernel/json.ts';
import { enterAct } from '../../../playback/enter.ts';
import { usePlaybackStore } from '../../../playback/usePlayback.ts';
import type { AppAct } from '../../../views/http/compose.ts';
import { words } from '../../../views/words.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import styles from './Http.module.css';

interface AppFormProps {
  /** What the app may do now. */
  readonly acts: readonly AppAct[];
  readonly onSent: (op: string) => void;
}

/** What a client's app is to do: an act, with its fields. */
export function AppForm({ acts, onSent }: AppFormProps) {
  const store = usePlaybackStore();
  const [id, setId] = useState(acts[0]?.id ?? '');
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const act = acts.find((each) => each.id === id);
  if (act === undefined) {
    return <p className={styles.sub}>This client can do nothing by hand now.</p>;
  }
  const send = () => {
    let op = '';
    const fields = typed(act.fields, texts);
    const refusal = enterAct(store, (atUs) => {
      const made = act.make(atUs, fields);
      ({ op } = made);
      return made;
    });
    if (refusal === undefined) onSent(op);
    else setProblem(`It cannot enter the run: ${refusal}`);
  };
  return (
    <>
      <Choice
        label="What it does"
        value={id}
        values={acts}
        onChange={(next) => {
          setId(next);
          setTexts({});
          setProblem(null);
        }}
      />
      {Object.entries(act.fields).map(([name, value]) => (
        <label key={name} className={styles.area}>
          {words(name)}
          <input
            className={styles.input}
            spellCheck={false}
            value={texts[name] ?? textOf(value)}
            onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
          />
        </label>
      ))}
      {problem !== null && (
        <p role="alert" className={`${styles.alert} ${styles.across}`}>
          {problem}
        </p>
      )}
      <div className={styles.line}>
        <Button look="strong" onPress={send}>
          Do it at the playhead
        </Button>
      </div>
      <p className={`${styles.sub} ${styles.across}`}>
        Busy clients do it as soon as they are ready.
      </p>
    </>
  );
}

const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

/** A text stays one; anything else is read as JSON, and as a text if it is none: the run says what is wrong. */
function typed(fields: JsonObject, texts: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const text = texts[name];
      if (text === undefined || typeof value === 'string') return [name, text ?? value];
      try {
        return [name, JSON.parse(text) as Json];
      } catch {
        return [name, text];
      }
    }),
  );
}
