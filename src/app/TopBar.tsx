import { CircleHelp, PanelLeft, PanelRight } from 'lucide-react';
import { Suspense } from 'react';
import { Link } from 'wouter';
import { IconButton } from '../panels/controls/Button.tsx';
import { useLesson } from '../panels/lesson/context.ts';
import { later } from '../playback/later.ts';
import { usePlayback } from '../playback/usePlayback.ts';
import { library } from './library.ts';
import styles from './TopBar.module.css';
import type { Theme } from './theme.ts';

const FlowMenu = later(async () => (await import('./FlowMenu.tsx')).FlowMenu);
const Tools = later(async () => (await import('./Tools.tsx')).Tools);

interface TopBarProps {
  /** A panel that is not at its side is a sheet, to be opened from here. */
  readonly hasLeft: boolean;
  readonly hasRight: boolean;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onSheet: (sheet: 'setup' | 'verdicts') => void;
  readonly onHelp: () => void;
}

/** Where one is, and what concerns the whole. */
export function TopBar(props: TopBarProps) {
  const { hasLeft, hasRight, theme, onTheme, onSheet, onHelp } = props;
  const flow = usePlayback((state) => state.scene.flow);
  const variant = usePlayback((state) => state.run.variant);
  const lesson = useLesson();
  return (
    <header className={styles.top}>
      <h1 className={styles.brand}>
        <Link href="/" className={styles.home}>
          <Logo />
          <span>Data Flows</span>
        </Link>
      </h1>
      <div className={styles.crumb}>
        <span className={styles.flow}>
          {library.entries.length > 1 && lesson === null ? (
            <Suspense fallback={flow.title}>
              <FlowMenu />
            </Suspense>
          ) : (
            flow.title
          )}{' '}
          /{' '}
        </span>
        <b>{flow.variants[variant]?.title ?? variant}</b>
        {lesson !== null && <span> · {lesson.title}</span>}
      </div>
      <div className={styles.tools}>
        {!hasLeft && (
          <IconButton label="Setup" onPress={() => onSheet('setup')}>
            <PanelLeft size={17} aria-hidden />
          </IconButton>
        )}
        {!hasRight && (
          <IconButton label="What happens" onPress={() => onSheet('verdicts')}>
            <PanelRight size={17} aria-hidden />
          </IconButton>
        )}
        <Suspense>
          <Tools theme={theme} onTheme={onTheme} onSheet={onSheet} />
        </Suspense>
        <span className={styles.roomy}>
          <IconButton label="Keyboard" shortcut="?" onPress={onHelp}>
            <CircleHelp size={17} aria-hidden />
          </IconButton>
        </span>
      </div>
    </header>
  );
}

export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden>
      <path d="M6.5 9l7-4M6.5 11l7 4" stroke="currentColor" strokeWidth="1.4" />
      <circle cx="4" cy="10" r="3" fill="currentColor" />
      <circle cx="16" cy="4" r="3" fill="var(--request)" />
      <circle cx="16" cy="16" r="3" fill="var(--reply)" />
    </svg>
  );
}
