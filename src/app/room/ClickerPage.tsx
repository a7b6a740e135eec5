import { ChevronLeft, ChevronRight } from 'lucide-react';
import { findServer, hostRoom } from '../../room/client/room.ts';
import { Beginning, NotBegun } from '../Beginning.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { recallHost, rememberHost } from './hostKey.ts';
import styles from './room.module.css';
import { useObserved } from './useObserved.ts';
import { useOpening } from './useOpening.ts';

/** The instructor's phone: two large buttons, and the three that one needs beside them. */
export function ClickerPage() {
  const opening = useOpening(openClicker);
  switch (opening.is) {
    case 'opening':
      return <Beginning />;
    case 'open':
      return <Clicker {...opening.value} />;
    case 'failed':
      return <NotBegun error={opening.error} onAgain={opening.again} />;
  }
}

type OpenClicker = Awaited<ReturnType<typeof openClicker>>;

async function openClicker() {
  rememberHost(location.hash);
  const key = recallHost();
  if (key === null) {
    throw new Error('This page needs the address that “Clicker” on the instructor’s page names.');
  }
  const room = hostRoom({ server: await findServer(), ...key, start: null });
  return { room, close: room.close };
}

function Clicker({ room }: OpenClicker) {
  const view = useObserved(room);
  return (
    <main className={styles.clicker}>
      <h1 className="visually-hidden">Clicker</h1>
      <ConnectionLine view={view} onRetry={room.retry} />
      <button type="button" className={styles.nextButton} onClick={() => room.press('next')}>
        <ChevronRight size={64} aria-hidden />
        Next
      </button>
      <button
        type="button"
        className={styles.previousButton}
        onClick={() => room.press('previous')}
      >
        <ChevronLeft size={40} aria-hidden />
        Previous
      </button>
      <div className={styles.small}>
        <button type="button" onClick={() => room.press('play')}>
          Play
        </button>
        <button
          type="button"
          aria-pressed={view.state?.blank === true}
          onClick={() => room.press('blank')}
        >
          Blank
        </button>
        <button type="button" disabled={view.poll === null} onClick={() => room.press('reveal')}>
          Reveal
        </button>
      </div>
    </main>
  );
}
