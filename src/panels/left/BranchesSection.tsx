import { CircleX, Columns2, Redo2, RotateCcw, Undo2 } from 'lucide-react';
import type { Branch } from '../../playback/branches.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { formatTime } from '../../views/words.ts';
import { IconButton } from '../controls/Button.tsx';
import styles from './left.module.css';
import { Section } from './Section.tsx';

interface BranchesSectionProps {
  /** Sees a branch beside the one on the screen. */
  readonly onCompare: (branch: number) => void;
}

/** Every run that was looked at, under the one that it was made from: none is lost by a change. */
export function BranchesSection({ onCompare }: BranchesSectionProps) {
  const store = usePlaybackStore();
  const branches = usePlayback((state) => state.branches);
  const canUndo = usePlayback((state) => state.canUndo);
  const canRedo = usePlayback((state) => state.canRedo);
  const { undo, redo, reset } = store.getState();
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
      <Boughs branches={branches} parent={null} onCompare={onCompare} />
    </Section>
  );
}

interface BoughsProps extends BranchesSectionProps {
  readonly branches: readonly Branch[];
  readonly parent: number | null;
}

/** A chain of changes stays in one column; only where runs part is it indented. */
function Boughs({ branches, parent, onCompare }: BoughsProps) {
  const own = branches.filter((each) => each.parent === parent);
  if (own.length === 0) return null;
  const deeper = parent !== null && own.length > 1;
  return (
    <ul className={`${styles.list} ${deeper ? styles.boughs : ''}`}>
      {own.map((branch) => (
        <li key={branch.id}>
          <BranchRow branch={branch} onCompare={onCompare} />
          <Boughs branches={branches} parent={branch.id} onCompare={onCompare} />
        </li>
      ))}
    </ul>
  );
}

function BranchRow({ branch, onCompare }: BranchesSectionProps & { readonly branch: Branch }) {
  const store = usePlaybackStore();
  const isCurrent = usePlayback((state) => state.current === branch.id);
  const { id, changed, divergedAtUs, verdicts = [] } = branch;
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken');
  return (
    <div className={styles.item}>
      <button
        type="button"
        className={styles.branch}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => store.getState().switchBranch(id)}
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
      {!isCurrent && (
        <IconButton label={`Compare with: ${changed}`} onPress={() => onCompare(id)}>
          <Columns2 size={14} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
