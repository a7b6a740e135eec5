import { Radio, RadioGroup } from 'react-aria-components';
import { Line, Prose } from '../../panels/lesson/Prose.tsx';
import type { Room, RoomView } from '../../room/client/room.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Bars } from './Bars.tsx';
import styles from './room.module.css';
import { questionOf } from './stepWords.ts';

interface PollCardProps {
  readonly room: Room;
  readonly view: RoomView;
  /** The scenario that the poll is about, once it is there. */
  readonly scenario: Scenario | null;
}

/** The question of the moment: one answer a person and round, changed as often as one likes while it is open. */
export function PollCard({ room, view, scenario }: PollCardProps) {
  const { poll, vote, voteOnItsWay } = view;
  if (poll === null) return null;
  const question = questionOf(poll, scenario);
  return (
    <section className={styles.card} aria-label="Question">
      <p className={styles.kind}>
        {poll.round === 2 ? 'Once more, after the discussion' : 'Question'}
      </p>
      <Prose text={question.ask} />
      {poll.phase === 'revealed' ? (
        <Bars question={question} counts={poll.counts ?? []} />
      ) : (
        <RadioGroup
          className={styles.options ?? ''}
          aria-label="Your answer"
          value={vote}
          onChange={room.vote}
          isDisabled={poll.phase === 'closed'}
        >
          {question.options.map(({ id, text }) => (
            <Radio key={id} value={id} className={styles.option ?? ''}>
              <Line text={text} />
            </Radio>
          ))}
        </RadioGroup>
      )}
      <p role="status" className={styles.quiet}>
        {statusOf(poll.phase, vote !== null, voteOnItsWay)}
      </p>
    </section>
  );
}

function statusOf(
  phase: 'open' | 'closed' | 'revealed',
  hasVoted: boolean,
  isOnItsWay: boolean,
): string {
  switch (phase) {
    case 'open':
      if (!hasVoted) return 'Choose one. Nobody sees who chose what.';
      return isOnItsWay ? 'Sending your answer …' : 'Your answer is in. You can still change it.';
    case 'closed':
      return hasVoted ? 'Closed. Your answer counts.' : 'Closed.';
    case 'revealed':
      return hasVoted ? '' : 'You gave no answer in this round.';
  }
}
