import { Search } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { openPalette } from '../palette/open.ts';
import { shelf } from '../scenarios/shelf.ts';
import { Logo } from '../TopBar.tsx';
import { useTheme } from '../theme.ts';
import { goToPart } from './goToPart.ts';
import styles from './Site.module.css';

const ThemeMenu = lazy(async () => ({ default: (await import('../ThemeMenu.tsx')).ThemeMenu }));

/** What plays on the page comes first. */
const CALM_AFTER_MS = 1_200;

function useCalm(): boolean {
  const [isCalm, setIsCalm] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsCalm(true), CALM_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isCalm;
}

interface SiteProps {
  /** Of the browser's tab. */
  readonly title: string;
  readonly children: ReactNode;
}

/** What surrounds every page that is read: where one can go, and how it looks. */
export function Site({ title, children }: SiteProps) {
  const [theme, setTheme] = useTheme();
  const isCalm = useCalm();
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Data Flows';
    };
  }, [title]);
  return (
    <div className={styles.page}>
      <a href="#content" className={styles.skip}>
        To the content
      </a>
      <header className={styles.top}>
        <Link href="/" className={styles.brand}>
          <Logo />
          Data Flows
        </Link>
        <nav aria-label="Site" className={styles.nav}>
          <Link href="/#flows" onClick={() => goToPart('flows')}>
            Flows
          </Link>
          {shelf.length > 0 && (
            <Link href="/#scenarios" onClick={() => goToPart('scenarios')}>
              Scenarios
            </Link>
          )}
          <Link href="/guide">Field guide</Link>
          <Link href="/present">Teach</Link>
        </nav>
        <button
          type="button"
          className={styles.find}
          onClick={openPalette}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <Search size={15} aria-hidden />
          <span>Find anything</span>
          <kbd aria-hidden>Ctrl K</kbd>
        </button>
        <span className={styles.theme}>
          {isCalm && (
            <Suspense>
              <ThemeMenu theme={theme} onTheme={setTheme} />
            </Suspense>
          )}
        </span>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.foot}>
        Free and open source. Nothing you do here leaves your browser.
      </footer>
    </div>
  );
}
