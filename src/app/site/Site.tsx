import { Search } from 'lucide-react';
import { type ReactNode, Suspense, useEffect } from 'react';
import { Link } from 'wouter';
import { later } from '../../playback/later.ts';
import { openPalette } from '../palette/open.ts';
import { shelf } from '../scenarios/shelf.ts';
import { Logo } from '../TopBar.tsx';
import { useTheme } from '../theme.ts';
import { goToPart } from './goToPart.ts';
import styles from './Site.module.css';

const ThemeMenu = later(async () => (await import('../ThemeMenu.tsx')).ThemeMenu);

interface SiteProps {
  /** Of the browser's tab. */
  readonly title: string;
  readonly children: ReactNode;
}

/** What surrounds every page that is read: where one can go, and how it looks. */
export function Site({ title, children }: SiteProps) {
  const [theme, setTheme] = useTheme();
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
        <Suspense>
          <ThemeMenu theme={theme} onTheme={setTheme} />
        </Suspense>
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
