import { useStore } from 'zustand';
import styles from '../../panels/breaking/breaking.module.css';
import { Button } from '../../panels/controls/Button.tsx';
import { counted } from '../../verify/counted.ts';
import { isDecided } from './findings.ts';
import { hunt } from './hunt.ts';

const FURTHER = 10;

/** How far the search is, and how to stop it and go on. */
export function SearchProgress() {
  const { quests, states, searching, speed, workers, trials } = useStore(hunt.store);
  const decided = quests.filter(isDecided).length;
  const known = quests.reduce((sum, { progress }) => sum + (progress?.states ?? 0), 0);
  const front = quests.find(({ at }) => at === 'searching')?.progress;
  const isTrying = trials !== null && !trials.done && !trials.stopped;
  const isBusy = searching || isTrying;
  const isOpen = !searching && decided < quests.length;
  const wasStopped = quests.some(
    (quest) => !isDecided(quest) && (quest.progress?.states ?? 0) < states,
  );
  const steps =
    front == null
      ? ''
      : front.over === 'orders'
        ? `, ${front.depth} steps deep, with ${counted(front.faults, 'fault')}`
        : `, run ${front.depth.toLocaleString('en-US')}, with ${counted(front.faults, 'fault')}`;
  return (
    <section className={styles.progress} aria-label="How far the search is">
      <progress aria-label="Questions decided" max={Math.max(1, quests.length)} value={decided} />
      <p role="status">
        {isBusy ? 'Searching' : 'Searched'}: {decided} of {counted(quests.length, 'question')}{' '}
        decided.
      </p>
      <p className={styles.figures}>
        {counted(known, 'state')}
        {searching &&
          speed > 0 &&
          `, ${counted(Math.round(speed / 1_000) * 1_000, 'state')} a second`}
        {searching && steps}; {counted(workers, 'worker')}
      </p>
      <div className={styles.buttons}>
        {isBusy && <Button onPress={() => hunt.stop()}>Stop</Button>}
        {!isBusy && isOpen && (
          <>
            {wasStopped && <Button onPress={() => hunt.goOn(states)}>Go on</Button>}
            <Button onPress={() => hunt.goOn(states * FURTHER)}>
              Go on to {counted(states * FURTHER, 'state')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
