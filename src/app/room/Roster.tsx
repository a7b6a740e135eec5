import { Hand, Trash2 } from 'lucide-react';
import { IconButton } from '../../panels/controls/Button.tsx';
import type { HostRoom, HostView, Person } from '../../room/client/room.ts';
import { STATUSES, type Status } from '../../room/protocol.ts';
import styles from './room.module.css';

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  working: 'working',
  done: 'done',
  stuck: 'stuck',
};

/** Who is there: counts for all to see, names for the instructor alone. */
export function Roster({ room, view }: { readonly room: HostRoom; readonly view: HostView }) {
  const here = view.roster.filter(({ presence }) => presence.here);
  const voters = new Set(view.board?.voters);
  const ready = here.filter(({ presence }) => presence.readiness === 'ready').length;
  const slow = here.filter(({ presence }) => presence.readiness === 'more-time').length;
  return (
    <section className={styles.card} aria-label="Who is there">
      <h2 className={styles.head}>{here.length === 1 ? '1 person' : `${here.length} people`}</h2>
      <p className={styles.counts} role="status">
        {STATUSES.map((status) => (
          <span key={status}>
            <b>{here.filter(({ presence }) => presence.status === status).length}</b>{' '}
            {STATUS_WORDS[status]}
          </span>
        ))}
        <span>
          <b>{ready}</b> ready
        </span>
        <span>
          <b>{slow}</b> need time
        </span>
        {view.poll !== null && (
          <span>
            <b>{voters.size}</b> answered
          </span>
        )}
      </p>
      <ul className={styles.people}>
        {view.roster.map((person, i) => (
          <PersonRow
            key={person.pid}
            {...{ person, room }}
            name={person.presence.name ?? `Participant ${i + 1}`}
            hasVoted={voters.has(person.pid)}
            drives={view.state?.driver === person.pid}
          />
        ))}
      </ul>
    </section>
  );
}

interface PersonRowProps {
  readonly person: Person;
  readonly room: HostRoom;
  readonly name: string;
  readonly hasVoted: boolean;
  readonly drives: boolean;
}

function PersonRow({ person, room, name, hasVoted, drives }: PersonRowProps) {
  const { pid, presence } = person;
  const words = [
    presence.here ? STATUS_WORDS[presence.status] : 'gone',
    presence.readiness === 'more-time' && 'needs more time',
    presence.readiness === 'ready' && 'ready',
    hasVoted && 'answered',
    presence.here &&
      !presence.following &&
      `on their own${presence.step === null ? '' : `: ${presence.step}`}`,
    drives && 'drives',
  ].filter(Boolean);
  return (
    <li data-here={presence.here} data-status={presence.status}>
      <span className={styles.name}>{name}</span>
      <span className={styles.quiet}>{words.join(' · ')}</span>
      <IconButton
        label={drives ? `Take the wheel back from ${name}` : `Let ${name} drive`}
        pressed={drives}
        isDisabled={!presence.here}
        onPress={() => room.handOver(drives ? (room.get().pid ?? pid) : pid)}
      >
        <Hand size={15} aria-hidden />
      </IconButton>
      <IconButton label={`Remove ${name}`} onPress={() => room.remove(pid)}>
        <Trash2 size={15} aria-hidden />
      </IconButton>
    </li>
  );
}
