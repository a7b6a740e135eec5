import { useEffect, useState } from 'react';
import { Button } from '../../panels/controls/Button.tsx';
import type { RoomView } from '../../room/client/room.ts';
import type { Refusal } from '../../room/protocol.ts';
import styles from './room.module.css';

interface ConnectionLineProps {
  readonly view: Pick<RoomView, 'connection' | 'refusal' | 'retryAtMs'>;
  readonly onRetry: () => void;
}

/** How one stands with the room, where it is not simply in. */
export function ConnectionLine({ view, onRetry }: ConnectionLineProps) {
  const { connection, refusal, retryAtMs } = view;
  switch (connection) {
    case 'in':
      return null;
    case 'joining':
      return (
        <p className={styles.connection} role="status">
          Joining the room …
        </p>
      );
    case 'away':
      return (
        <p className={styles.connection} role="status">
          You were disconnected. What you have is kept.{' '}
          {retryAtMs !== null && <Countdown untilMs={retryAtMs} />}{' '}
          <Button onPress={onRetry}>Try now</Button>
        </p>
      );
    case 'left':
      return (
        <p className={styles.connection} role="status">
          You left the room.
        </p>
      );
    case 'refused':
      return (
        <p className={styles.connection} role="alert">
          {refusal === null ? 'The room does not let you in.' : REASONS[refusal]}
        </p>
      );
  }
}

const REASONS: Readonly<Record<Refusal, string>> = {
  'no-such-room': 'There is no such room: is the code right, and is the room open?',
  'room-locked': 'The room is locked: nobody new can join. Ask the instructor to open it.',
  'room-full': 'The room is full.',
  removed: 'The instructor removed you from the room.',
  'too-many-joins': 'Too many tried to join from your address. Wait a minute, and try again.',
  'wrong-secret':
    "The instructor's link is not of this room. Take the one that the room's server prints.",
};

function Countdown({ untilMs }: { readonly untilMs: number }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((untilMs - nowMs) / 1_000);
  return <span>{seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying …'}</span>;
}
