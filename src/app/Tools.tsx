import { Search } from 'lucide-react';
import { IconButton } from '../panels/controls/Button.tsx';
import { useLesson } from '../panels/lesson/context.ts';
import { BreakButton } from './BreakButton.tsx';
import { CompareButton } from './CompareButton.tsx';
import { FileMenu } from './FileMenu.tsx';
import { PresentButton } from './PresentButton.tsx';
import { openPalette } from './palette/open.ts';
import { Share } from './Share.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import styles from './TopBar.module.css';
import type { Theme } from './theme.ts';
import { WireBadge } from './WireBadge.tsx';

interface ToolsProps {
  /** Where what happens is no panel beside the page, it is opened from here. */
  readonly onSheet: (sheet: 'verdicts') => void;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
}

/** What the top bar opens. Loaded after the flow plays. */
export function Tools({ theme, onTheme, onSheet }: ToolsProps) {
  if (useLesson() !== null) {
    // Other runs, searches and files would give away what is to be found out.
    return (
      <>
        <WireBadge />
        <Share />
        <ThemeMenu theme={theme} onTheme={onTheme} />
      </>
    );
  }
  return (
    <>
      <span className={styles.roomy}>
        <IconButton label="Find anything" shortcut="Ctrl K" onPress={openPalette}>
          <Search size={17} aria-hidden />
        </IconButton>
      </span>
      <WireBadge />
      <span className={styles.roomy}>
        <CompareButton onOpen={() => onSheet('verdicts')} />
      </span>
      <BreakButton onOpen={() => onSheet('verdicts')} />
      <Share />
      <span className={styles.roomy}>
        <PresentButton />
      </span>
      <FileMenu />
      <ThemeMenu theme={theme} onTheme={onTheme} />
    </>
  );
}
