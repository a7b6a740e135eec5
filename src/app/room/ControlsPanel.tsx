import { useState } from 'react';
import type { Flow } from '../../flow/flow.ts';
import { Button } from '../../panels/controls/Button.tsx';
import { copied } from '../../panels/controls/copied.ts';
import { encodeLink } from '../../playback/link.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import type { HostRoom, HostView } from '../../room/client/room.ts';
import { controlsOf } from './controls.ts';
import { locksText } from './locks.ts';
import styles from './room.module.css';

interface ControlsPanelProps {
  readonly room: HostRoom;
  readonly view: HostView;
  readonly flow: Flow;
  readonly store: PlaybackStore;
}

/** For a class that should look at one thing: which controls the others can use, see, or not see. */
export function ControlsPanel({ room, view, flow, store }: ControlsPanelProps) {
  const { locked = [], hidden = [] } = view.state ?? {};
  const [said, setSaid] = useState('');
  const copyLink = async () => {
    const { run, playhead } = store.getState();
    try {
      const moment = await encodeLink(run, Math.floor(playhead.atUs), playhead.index);
      const query = locksText({ locked, hidden });
      const { href } = new URL(`play${query === '' ? '' : `?${query}`}${moment}`, location.href);
      setSaid((await copied(href)) ? 'Copied.' : href);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  };
  const set = (id: string, is: string) => {
    const others = (list: readonly string[]) => list.filter((each) => each !== id);
    room.set({
      locked: is === 'locked' ? [...others(locked), id] : others(locked),
      hidden: is === 'hidden' ? [...others(hidden), id] : others(hidden),
    });
  };
  return (
    <details className={styles.card}>
      <summary className={styles.head}>What the class can change</summary>
      <ul className={styles.controls}>
        {controlsOf(flow).map(({ id, title }) => (
          <li key={id}>
            <label>
              <span>{title}</span>
              <select
                aria-label={title}
                value={hidden.includes(id) ? 'hidden' : locked.includes(id) ? 'locked' : 'open'}
                onChange={(event) => set(id, event.target.value)}
              >
                <option value="open">open</option>
                <option value="locked">locked</option>
                <option value="hidden">hidden</option>
              </select>
            </label>
          </li>
        ))}
      </ul>
      <div className={styles.row}>
        <Button onPress={() => void copyLink()}>Copy a link with these locks</Button>
        <span role="status">{said}</span>
      </div>
    </details>
  );
}
