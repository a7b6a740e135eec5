import { Suspense } from 'react';
import { Link } from 'wouter';
import { later } from '../../playback/later.ts';
import { shelf } from '../scenarios/shelf.ts';
import { Site } from '../site/Site.tsx';
import { Hero } from './Hero.tsx';
import styles from './Home.module.css';

const Contents = later(async () => (await import('./Contents.tsx')).Contents);

const first = shelf.find(({ level }) => level === 'intro') ?? shelf[0];

/** What this is, in one look; and everything that can be opened. */
export function HomePage() {
  return (
    <Site title="Data Flows">
      <div className={styles.top}>
        <div className={styles.words}>
          <h1>What happens if the cache dies right there?</h1>
          <p className={styles.lead}>
            Play the data flows behind every web application. Predict what comes next, break it, fix
            it, and prove that the fix holds.
          </p>
          <div className={styles.ways}>
            {first !== undefined && (
              <Link href={`/play?s=${first.id}`} className={styles.way}>
                Start with a scenario
              </Link>
            )}
            <Link href="/play" className={styles.way}>
              Explore freely
            </Link>
          </div>
        </div>
        <Hero />
      </div>
      <Suspense>
        <Contents />
      </Suspense>
    </Site>
  );
}
