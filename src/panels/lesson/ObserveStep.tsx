import { useMemo, useState } from 'react';
import { usePlayback } from '../../playback/usePlayback.ts';
import type { Pointed, StepOf } from '../../scenario/scenario.ts';
import { labelOf } from '../../views/messages.ts';
import type { Scene } from '../../views/scene.ts';
import { formatTime } from '../../views/words.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { Hints } from './Hints.tsx';
import type { StepProps } from './LessonPanel.tsx';
import styles from './lesson.module.css';
import { answerOf, SHOW_AFTER } from './lesson.ts';
import { Prose } from './Prose.tsx';

/** Point at it: in the diagram, with the playhead, or by its name. */
export function ObserveStep({ lesson, snapshot, step }: StepProps<StepOf<'observe'>>) {
  const scene = usePlayback((state) => state.scene);
  const atUs = usePlayback((state) => Math.round(state.playhead.atUs));
  const isLooking = snapshot.matches({ observing: 'looking' });
  const answer = answerOf(snapshot.context, step);
  const things = useMemo(() => thingsOf(scene), [scene]);
  const [named, setNamed] = useState('');
  const chosen = things.find(({ id }) => id === named) ?? things[0];
  const point = (pointed: Pointed, title: string) =>
    lesson.actor.send({ type: 'point', pointed, title });
  return (
    <>
      <div className={styles.ask}>
        <Prose text={step.ask} />
      </div>
      {isLooking && (
        <>
          <p className={styles.quiet}>{wayOf(step)}</p>
          <div className={styles.buttons}>
            <Button onPress={lesson.toDiagram}>To the diagram</Button>
            {hasInstant(step) && (
              <Button onPress={() => point({ fromUs: atUs, toUs: atUs }, `at ${formatTime(atUs)}`)}>
                It is now, at {formatTime(atUs)}
              </Button>
            )}
          </div>
          <details className={styles.byName}>
            <summary>Answer by name</summary>
            <div className={styles.buttons}>
              <Choice
                label="What you point at"
                hideLabel
                values={things}
                value={chosen?.id ?? ''}
                onChange={setNamed}
              />
              <Button onPress={() => chosen !== undefined && point(chosen.pointed, chosen.title)}>
                This one
              </Button>
            </div>
          </details>
          <Hints lesson={lesson} hints={step.hints} answer={answer} />
          {answer.misses >= SHOW_AFTER && (
            <Button look="bare" onPress={() => lesson.actor.send({ type: 'show' })}>
              Show me
            </Button>
          )}
        </>
      )}
    </>
  );
}

const hasInstant = ({ answers }: StepOf<'observe'>): boolean =>
  answers.some((each) => 'toUs' in each);

function wayOf(step: StepOf<'observe'>): string {
  const isMessage = step.answers.some((each) => 'message' in each);
  if (hasInstant(step)) return 'Move the playhead to the instant, and say that it is now.';
  if (isMessage) return 'Step to a moment at which the message is under way, and click it.';
  return 'Click it in the diagram.';
}

interface Thing {
  readonly id: string;
  readonly title: string;
  readonly pointed: Pointed;
}

/** Of a long run the last messages. */
const MESSAGES_MAX = 200;

/** Everything that can be pointed at, by name: nodes, then the messages sent so far. */
function thingsOf({ flow, compiled, trace }: Scene): readonly Thing[] {
  const nodes = compiled.plan.nodes.map(({ id, title }) => ({
    id: `node ${id}`,
    title,
    pointed: { node: id },
  }));
  const sent = new Map<string, Thing>();
  for (const entry of trace.entries) {
    if (entry.kind !== 'send') continue;
    const { address } = entry;
    const title = `${labelOf(flow, entry)}, ${address} at ${formatTime(entry.atUs)}`;
    sent.set(address, { id: `message ${address}`, title, pointed: { message: address } });
  }
  return [...nodes, ...[...sent.values()].slice(-MESSAGES_MAX)];
}
