import { Button } from '../../panels/controls/Button.tsx';
import type { HostRoom, HostView } from '../../room/client/room.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Bars } from './Bars.tsx';
import type { ClassStep } from './classRun.ts';
import styles from './room.module.css';
import { LETTERS, questionOf } from './stepWords.ts';

interface AskPanelProps {
  readonly room: HostRoom;
  readonly view: HostView;
  readonly lesson: ClassStep | null;
  readonly scenario: Scenario | null;
}

/** Asks the class: the step's prediction, or a question that is spoken. Counts are the instructor's until revealed. */
export function AskPanel({ room, view, lesson, scenario }: AskPanelProps) {
  const { poll, board } = view;
  if (poll === null) {
    const step = lesson?.step;
    return (
      <section className={styles.card} aria-label="Ask the class">
        <h2 className={styles.head}>Ask the class</h2>
        <div className={styles.row}>
          {step?.kind === 'predict' && lesson !== null && (
            <Button
              look="strong"
              onPress={() =>
                room.openPoll(
                  { scenario: lesson.scenario.id, step: step.id },
                  step.options.map(({ id }) => id),
                )
              }
            >
              Ask this prediction
            </Button>
          )}
          {[2, 4].map((count) => (
            <Button key={count} onPress={() => room.openPoll(null, LETTERS.slice(0, count))}>
              Ask aloud: {LETTERS.slice(0, count).join(' ')}
            </Button>
          ))}
        </div>
      </section>
    );
  }
  const question = questionOf(poll, scenario);
  const counts = poll.counts ?? board?.counts ?? [];
  return (
    <section className={styles.card} aria-label="Answers">
      <h2 className={styles.head}>
        Answers · round {poll.round}
        {poll.phase === 'revealed' ? ' · the class sees them' : ' · only you see them'}
      </h2>
      <Bars question={question} counts={counts} />
      <div className={styles.row}>
        {poll.phase === 'open' && <Button onPress={room.closePoll}>Close</Button>}
        {poll.phase !== 'revealed' && (
          <Button look="strong" onPress={room.revealPoll}>
            Reveal (R)
          </Button>
        )}
        {poll.round === 1 && <Button onPress={room.askAgain}>Ask once more</Button>}
        <Button onPress={room.clearPoll}>Take it away</Button>
      </div>
    </section>
  );
}
