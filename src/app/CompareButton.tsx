import { Columns2 } from 'lucide-react';
import { Button } from '../panels/controls/Button.tsx';
import { usePlayback } from '../playback/usePlayback.ts';
import styles from './BreakButton.module.css';
import { tool, useTool } from './tool.ts';

/** Two branches side by side: the one on the screen, and the one that it was made from. */
export function CompareButton({ onOpen }: { readonly onOpen: () => void }) {
  const isOpen = useTool()?.kind === 'comparing';
  const branches = usePlayback((state) => state.branches);
  const current = usePlayback((state) => state.current);
  const flow = usePlayback((state) => state.run.flow);
  const own = branches.filter(({ run }) => run.flow === flow);
  const parent = own.find(({ id }) => id === current)?.parent;
  const was = own.find(({ id }) => id === parent) ?? own.findLast(({ id }) => id !== current);
  return (
    <Button
      label="Compare branches"
      onPress={() => {
        tool.setState({ open: isOpen ? null : { kind: 'comparing', was: was?.id ?? current } });
        if (!isOpen) onOpen();
      }}
    >
      <Columns2 size={15} aria-hidden />
      <span className={styles.word}>Compare</span>
    </Button>
  );
}
