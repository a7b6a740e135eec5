import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Room, RoomView } from '../../room/client/room.ts';
import { READINESS, STATUSES } from '../../room/protocol.ts';
import styles from './room.module.css';

const STATUS_WORDS = { working: 'Working', done: 'Done', stuck: 'Stuck' } as const;
const READY_WORDS = { ready: 'Ready', 'more-time': 'More time' } as const;

/** What the instructor may know of how it goes. A name only from who wants to give one. */
export function StatusButtons({ room, view }: { readonly room: Room; readonly view: RoomView }) {
  return (
    <div className={styles.status}>
      <ToggleButtonGroup
        aria-label="How it goes"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view.status]}
        onSelectionChange={([chosen]) => {
          const status = STATUSES.find((each) => each === chosen);
          if (status !== undefined) room.setStatus(status);
        }}
        className={styles.toggles ?? ''}
      >
        {STATUSES.map((status) => (
          <ToggleButton key={status} id={status}>
            {STATUS_WORDS[status]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ToggleButtonGroup
        aria-label="Ready to go on?"
        selectionMode="single"
        selectedKeys={view.readiness === null ? [] : [view.readiness]}
        onSelectionChange={([chosen]) =>
          room.setReadiness(READINESS.find((each) => each === chosen) ?? null)
        }
        className={styles.toggles ?? ''}
      >
        {READINESS.map((each) => (
          <ToggleButton key={each} id={each}>
            {READY_WORDS[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <label className={styles.myName}>
        <span>Name, for the instructor alone</span>
        <input
          maxLength={40}
          defaultValue={view.name ?? ''}
          placeholder="anonymous"
          onBlur={(event) => room.setName(event.target.value || null)}
        />
      </label>
    </div>
  );
}
