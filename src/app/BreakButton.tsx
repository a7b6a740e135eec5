import { Zap } from 'lucide-react';
import { Button } from '../panels/controls/Button.tsx';
import styles from './BreakButton.module.css';
import { tool, useTool } from './tool.ts';

/** Opens the search for a counterexample; it goes on when its panel is closed. */
export function BreakButton({ onOpen }: { readonly onOpen: () => void }) {
  const isOpen = useTool()?.kind === 'breaking';
  return (
    <span className={styles.break}>
      <Button
        label="Find a way to break it"
        onPress={() => {
          tool.setState({ open: isOpen ? null : { kind: 'breaking' } });
          if (!isOpen) onOpen();
        }}
      >
        <Zap size={15} aria-hidden />
        <span className={styles.word}>Find a way to break it</span>
      </Button>
    </span>
  );
}
