import { useMemo, useRef, useState } from 'react';
import type { Flow } from '../../flow/flow.ts';
import type { GuideEntry } from '../../flow/guide.ts';
import { createPlayback, type PlaybackStore } from '../../playback/store.ts';
import { library } from '../library.ts';
import { SmallPlayback } from '../small/SmallDiagram.tsx';
import { useOnScreen } from '../small/useOnScreen.ts';
import styles from './Guide.module.css';
import { lookAt } from './look.ts';
import { Measures } from './Measures.tsx';
import { Player } from './Player.tsx';

interface EntryProps {
  readonly flow: Flow;
  readonly entry: GuideEntry;
}

/** What it is, when to use it, and the run that shows it. */
export function Entry({ flow, entry }: EntryProps) {
  const box = useRef<HTMLElement>(null);
  const isNear = useOnScreen(box, '400px');
  const isOnScreen = useOnScreen(box);
  const [wasNear, setWasNear] = useState(false);
  if (isNear && !wasNear) setWasNear(true);
  const store = useMemo(() => (wasNear ? openAt(flow, entry) : null), [wasNear, flow, entry]);
  const { id, title, what, use, sign, solution, handles } = entry;
  return (
    <article ref={box} id={id} className={styles.entry} aria-labelledby={`${id}-title`}>
      <div className={styles.words}>
        <h3 id={`${id}-title`}>{title}</h3>
        {sign !== undefined && (
          <dl className={styles.gap}>
            <dt>Sign</dt>
            <dd>{sign}</dd>
            <dt>Solution</dt>
            <dd>{solution}</dd>
          </dl>
        )}
        <p>{what}</p>
        <p>
          <strong>{sign === undefined ? 'When to use it.' : 'What to do.'}</strong> {use}
        </p>
        {handles !== undefined && (
          <>
            <h4>What it must handle</h4>
            <ul className={styles.handles}>
              {handles.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        )}
        {store !== null && <Measures {...{ flow, entry }} />}
      </div>
      <div className={styles.run}>
        {store !== null && (
          <SmallPlayback store={store} isOnScreen={isOnScreen}>
            <Player id={id} title={title} />
          </SmallPlayback>
        )}
      </div>
    </article>
  );
}

/** Paused at the moment to look at. */
function openAt(flow: Flow, entry: GuideEntry): PlaybackStore {
  const { run, place } = lookAt(flow, entry);
  const store = createPlayback({ catalogue: library.loaded, run });
  const { seek, seekEntry } = store.getState();
  if (place.entry === undefined) seek(place.atUs);
  else seekEntry(place.entry);
  return store;
}
