import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { StepOf } from '../../scenario/scenario.ts';
import { Button } from '../controls/Button.tsx';
import type { StepProps } from './LessonPanel.tsx';
import styles from './lesson.module.css';
import { answerOf, SURE } from './lesson.ts';
import { Line, Prose } from './Prose.tsx';

/** Choose, say how sure you are, commit. Only then can it be seen. */
export function PredictStep({ lesson, snapshot, step }: StepProps<StepOf<'predict'>>) {
  const { context } = snapshot;
  const kept = answerOf(context, step);
  const isOpen = snapshot.matches({ predicting: 'open' });
  // `null`, not an empty text: else no radio could be reached by Tab.
  const [option, setOption] = useState<string | null>(kept.said ?? null);
  const [sure, setSure] = useState<string | null>(kept.sure ?? null);
  const [reason, setReason] = useState(kept.reason ?? '');
  const [asked, setAsked] = useState('');
  const showsNext = context.scenario.steps[context.index + 1]?.id === step.shownBy;
  const commit = () => {
    if (option === null) return setAsked('Choose one of the answers first.');
    if (sure === null) return setAsked('Say how sure you are.');
    const { actor, onSheet } = lesson;
    actor.send({ type: 'commit', option, sure, reason: reason.trim() });
    if (!showsNext) return undefined;
    actor.send({ type: 'next', play: true });
    return onSheet(false);
  };
  return (
    <>
      <div className={styles.ask}>
        <Prose text={step.ask} />
      </div>
      <RadioGroup
        className={styles.options ?? ''}
        aria-label="Your prediction"
        value={option}
        onChange={setOption}
        isDisabled={!isOpen}
      >
        {step.options.map(({ id, text }) => (
          <Radio key={id} value={id} className={styles.option ?? ''}>
            <Line text={text} />
          </Radio>
        ))}
      </RadioGroup>
      <RadioGroup
        className={styles.sure ?? ''}
        value={sure}
        onChange={setSure}
        isDisabled={!isOpen}
        orientation="horizontal"
      >
        <Label>How sure are you?</Label>
        {SURE.map(({ id, title }) => (
          <Radio key={id} value={id} className={styles.small ?? ''}>
            {title}
          </Radio>
        ))}
      </RadioGroup>
      {step.reason && (
        <label className={styles.reason}>
          Why? In your own words; nobody judges it.
          <textarea
            rows={2}
            value={reason}
            readOnly={!isOpen}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      {isOpen ? (
        <>
          <Button look="strong" onPress={commit}>
            {showsNext ? 'Commit and run' : 'Commit'}
          </Button>
          <p role="status" className={styles.quiet}>
            {asked}
          </p>
        </>
      ) : (
        <p className={styles.quiet}>You have committed to this.</p>
      )}
    </>
  );
}
