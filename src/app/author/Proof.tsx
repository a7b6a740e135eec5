import { Check, CircleX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../panels/controls/Button.tsx';
import styles from './author.module.css';
import { Complaints } from './Problems.tsx';
import { type ProvedStep, proveText } from './proving.ts';

interface ProofProps {
  readonly text: string;
  readonly isReady: boolean;
  readonly onJump: (line: number, column: number) => void;
}

interface Proved {
  /** What was proved: another text is another proof. */
  readonly text: string;
  readonly steps: readonly ProvedStep[];
  readonly is: 'under way' | 'done' | 'failed';
  readonly why: string;
}

/** The same as `sim check`: every claim is held against its run. */
export function Proof({ text, isReady, onJump }: ProofProps) {
  const [proved, setProved] = useState<Proved | null>(null);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  const begin = () => {
    stop.current();
    setProved({ text, steps: [], is: 'under way', why: '' });
    stop.current = proveText(text, (reply) =>
      setProved((now) => {
        if (now === null) return now;
        switch (reply.is) {
          case 'step':
            return { ...now, steps: [...now.steps, reply] };
          case 'done':
            return { ...now, is: 'done' };
          case 'failed':
            return { ...now, is: 'failed', why: reply.why };
        }
      }),
    );
  };
  const wrong = proved?.steps.flatMap(({ complaints }) => complaints) ?? [];
  return (
    <section aria-label="Test">
      <h2>Test</h2>
      <Button isDisabled={!isReady || proved?.is === 'under way'} onPress={begin}>
        {proved?.is === 'under way' ? 'Testing …' : 'Test it'}
      </Button>
      {proved !== null && (
        <>
          <ul className={styles.proof} aria-label="Steps that were tested">
            {proved.steps.map(({ id, kind, say, complaints }) => (
              <li key={id}>
                {complaints.length === 0 ? (
                  <Check size={14} aria-label="true:" />
                ) : (
                  <CircleX size={14} aria-label="not true:" className={styles.bad} />
                )}
                <span>
                  <b>
                    {kind} {id}
                  </b>
                  {say !== '' && `: ${say}`}
                </span>
              </li>
            ))}
          </ul>
          <p role="status" className={styles.verdict}>
            {proved.text !== text && 'The text has changed since. '}
            {proved.is === 'failed' && `It could not be tested: ${proved.why}`}
            {proved.is === 'done' &&
              (wrong.length === 0
                ? 'Everything that it claims is so.'
                : `${wrong.length} ${wrong.length === 1 ? 'claim is' : 'claims are'} not so:`)}
          </p>
          <Complaints complaints={wrong} onJump={onJump} />
        </>
      )}
    </section>
  );
}
