import type { Flow } from '../../flow/flow.ts';
import type { HostRoom, HostView } from '../../room/client/room.ts';
import { controlsOf } from './controls.ts';
import styles from './room.module.css';

interface ControlsPanelProps {
  readonly room: HostRoom;
  readonly view: HostView;
  readonly flow: Flow;
}

/** For a class that should look at one thing: which controls the others can use, see, or not see. */
export function ControlsPanel({ room, view, flow }: ControlsPanelProps) {
  const { locked = [], hidden = [] } = view.state ?? {};
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
    </details>
  );
}
