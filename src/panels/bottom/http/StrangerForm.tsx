import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { enterRequest, nextByHand } from '../../../playback/enter.ts';
import { usePlaybackStore } from '../../../playback/usePlayback.ts';
import { composed, type Draft, fetchLine, routesIn } from '../../../views/http/compose.ts';
import type { Scene } from '../../../views/scene.ts';
import { Button } from '../../controls/Button.tsx';
import { Choice } from '../../controls/Choice.tsx';
import styles from './Http.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((id) => ({ id, title: id }));
const NOTHING: Draft = { method: 'GET', path: '/api/', headers: '', body: '' };

interface StrangerFormProps {
  readonly scene: Scene;
  readonly onSent: (op: string) => void;
}

/** A request as HTTP. Nothing is changed in what one writes: a server says what is wrong with it. */
export function StrangerForm({ scene, onSent }: StrangerFormProps) {
  const store = usePlaybackStore();
  const [routes] = useState(() => routesIn(scene));
  const [route, setRoute] = useState(routes[0]?.id ?? '');
  const [draft, setDraft] = useState<Draft>(routes[0]?.example ?? NOTHING);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setProblem(null);
  };
  const send = () => {
    const read = composed(scene, draft);
    if (!read.ok) {
      const { status, title, detail } = read.problem;
      setProblem(`${status} ${title}. ${detail}`);
      return;
    }
    const op = nextByHand(store.getState().run);
    const refusal = enterRequest(store, op, read.message);
    if (refusal === undefined) onSent(op);
    else setProblem(`It cannot enter the run: ${refusal}`);
  };
  if (routes.length === 0) {
    return <p className={styles.sub}>Nobody sends requests by HTTP in this flow.</p>;
  }
  return (
    <>
      <Choice
        label="Route"
        value={route}
        values={routes}
        onChange={(id) => {
          setRoute(id);
          const example = routes.find((each) => each.id === id)?.example;
          if (example !== undefined) change(example);
        }}
      />
      <div className={styles.line}>
        <Choice
          label="Method"
          hideLabel
          value={draft.method}
          values={METHODS}
          onChange={(method) => change({ method })}
        />
        <input
          aria-label="Path"
          className={styles.input}
          value={draft.path}
          spellCheck={false}
          onChange={({ target }) => change({ path: target.value })}
          onKeyDown={({ key }) => key === 'Enter' && send()}
        />
      </div>
      <label className={styles.area}>
        Headers, one on a line
        <textarea
          rows={2}
          spellCheck={false}
          value={draft.headers}
          onChange={({ target }) => change({ headers: target.value })}
        />
      </label>
      <label className={styles.area}>
        Body, JSON
        <textarea
          rows={2}
          spellCheck={false}
          value={draft.body}
          onChange={({ target }) => change({ body: target.value })}
        />
      </label>
      {problem !== null && (
        <p role="alert" className={`${styles.alert} ${styles.across}`}>
          {problem}
        </p>
      )}
      <div className={styles.line}>
        <Button look="strong" onPress={send}>
          Send at the playhead
        </Button>
      </div>
      <CopyLine line={fetchLine(draft)} />
    </>
  );
}

/** The same for the console of the browser. Where there is no clipboard, the field is there to copy from. */
function CopyLine({ line }: { readonly line: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(line);
      setCopied(line);
    } catch {
      setCopied(null);
    }
  };
  return (
    <label className={`${styles.area} ${styles.across}`}>
      The same from the console of this page
      <span className={styles.line}>
        <input
          readOnly
          className={styles.input}
          value={line}
          onFocus={({ target }) => target.select()}
        />
        <Button onPress={() => void copy()} label="Copy the line for the console">
          {copied === line ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          {copied === line ? 'Copied' : 'Copy'}
        </Button>
      </span>
    </label>
  );
}
