import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../panels/controls/Button.tsx';
import { usePlayback } from '../playback/usePlayback.ts';
import { titleOf } from '../views/scene.ts';
import styles from './Hint.module.css';
import { recall, remember } from './theme.ts';

const KEY = 'data-flows.hint-seen';

/** Until somebody has broken something, or says that they have understood. */
export function useHint() {
  const [isDismissed, setIsDismissed] = useState(() => recall(KEY) !== null);
  const scene = usePlayback((state) => state.scene);
  const dismiss = () => {
    remember(KEY, 'yes');
    setIsDismissed(true);
  };
  const { flow, run, compiled } = scene;
  const { breakable } = flow.opening;
  // Not every variant has it.
  const isThere = compiled.plan.nodes.some(({ id }) => id === breakable);
  return {
    isShown: isThere && !isDismissed && run.faults.length === 0,
    node: titleOf(scene, breakable),
    dismiss,
  };
}

interface HintProps {
  readonly node: string;
  readonly onDismiss: () => void;
}

export function Hint({ node, onDismiss }: HintProps) {
  return (
    <div className={styles.hint} role="note">
      <p>
        <strong>Click {node}</strong> and crash it: what is lost, and which guarantee breaks?
      </p>
      <IconButton label="Dismiss the hint" onPress={onDismiss}>
        <X size={15} aria-hidden />
      </IconButton>
    </div>
  );
}
