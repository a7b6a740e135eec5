import { overview } from 'virtual:overview';
import { useEffect } from 'react';
import { capitalised } from '../../views/words.ts';
import { Remembering } from '../progress/Remembering.tsx';
import { goToPart } from '../site/goToPart.ts';
import { countWord } from './countWord.ts';
import { FlowCard } from './FlowCard.tsx';
import { GuideTables } from './GuideTables.tsx';
import styles from './Home.module.css';
import { Scenarios } from './Scenarios.tsx';

/** The flows, the scenarios and the field guide. */
export function Contents() {
  useEffect(() => {
    if (/^#[\w-]+$/.test(location.hash)) goToPart(location.hash.slice(1));
  }, []);
  return (
    <>
      <section aria-labelledby="flows" className={styles.part}>
        <h2 id="flows">{capitalised(countWord(overview.length))} flows</h2>
        <p className={styles.sub}>
          Each runs as state machines against a backend in your browser. Open the network panel: the
          requests are real.
        </p>
        <ul className={styles.cards}>
          {overview.map((flow) => (
            <li key={flow.id}>
              <FlowCard flow={flow} />
            </li>
          ))}
        </ul>
      </section>
      <Scenarios />
      <Remembering />
      <GuideTables flows={overview} />
    </>
  );
}
