import { CircleX, Redo2, RotateCcw, Undo2 } from 'lucide-react';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { formatTime } from '../../views/words.ts';
import { IconButton } from '../controls/Button.tsx';
import styles from './left.module.css';
import { Section } from './Section.tsx';

/** Every run that was looked at: none is lost by changing something. */
export function BranchesSection() {
  const store = usePlaybackStore();
  const branches = usePlayback((state) => state.branches);
  const current = usePlayback((state) => state.current);
  const canUndo = usePlayback((state) => state.canUndo);
  const canRedo = usePlayback((state) => state.canRedo);
  const { undo, redo, reset, switchBranch } = store.getState();
  const tools = (
    <span className={styles.row}>
      <IconButton label="Undo" shortcut="Ctrl Z" isDisabled={!canUndo} onPress={undo}>
        <Undo2 size={15} aria-hidden />
      </IconButton>
      <IconButton label="Redo" shortcut="Ctrl Shift Z" isDisabled={!canRedo} onPress={redo}>
        <Redo2 size={15} aria-hidden />
      </IconButton>
      <IconButton label="Reset everything" onPress={reset}>
        <RotateCcw size={15} aria-hidden />
      </IconButton>
    </span>
  );
  return (
    <Section title="Branches" aside={tools}>
      <ul className={styles.list}>
        {branches.map(({ id, changed, divergedAtUs, verdicts = [] }) => {
          const broken = verdicts.filter(({ verdict }) => verdict === 'broken');
          return (
            <li key={id} className={styles.item}>
              <button
                type="button"
                className={styles.branch}
                aria-current={id === current ? 'true' : undefined}
                onClick={() => switchBranch(id)}
              >
                {changed}
                <small>
                  {divergedAtUs === null && 'the same until the end'}
                  {divergedAtUs != null && `differs from ${formatTime(divergedAtUs)} on`}
                  {divergedAtUs === undefined && 'a run of its own'}
                  {broken.length > 0 && `; broken: ${broken.map(({ ref }) => ref).join(', ')}`}
                </small>
              </button>
              {broken.length > 0 && <CircleX size={14} aria-hidden />}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
