import { Expand, EyeOff } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { PlaybackBar } from '../../panels/bottom/PlaybackBar.tsx';
import { Timeline } from '../../panels/bottom/Timeline.tsx';
import { Button, IconButton } from '../../panels/controls/Button.tsx';
import type { HostRoom } from '../../room/client/room.ts';
import type { Press } from '../../room/protocol.ts';
import { Beginning, NotBegun } from '../Beginning.tsx';
import { Logo } from '../TopBar.tsx';
import { AskPanel } from './AskPanel.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { ControlsPanel } from './ControlsPanel.tsx';
import type { Desk } from './desk.ts';
import { Handout } from './Handout.tsx';
import { LinksPanel } from './LinksPanel.tsx';
import { type OpenHost, openHost } from './openHost.ts';
import { Roster } from './Roster.tsx';
import styles from './room.module.css';
import { Stage } from './Stage.tsx';
import { StepPanel } from './StepPanel.tsx';
import { Timer } from './Timer.tsx';
import { useObserved } from './useObserved.ts';
import { useOpening } from './useOpening.ts';
import { useScenario } from './useScenario.ts';
import { type ScreenKey, toggleFullscreen, useScreenKeys } from './useScreenKeys.ts';

/** The instructor's page. */
export function PresentPage() {
  // As it was when the page was opened: what has been read is taken out of the address.
  const [place] = useState(() => ({ search: location.search, hash: location.hash }));
  const opening = useOpening(() => openHost(place));
  switch (opening.is) {
    case 'opening':
      return <Beginning />;
    case 'open':
      return <Presenting {...opening.value} />;
    case 'failed':
      return <NotBegun error={opening.error} onAgain={opening.again} />;
  }
}

function Presenting({ room, desk, following, server }: OpenHost) {
  const view = useObserved(room);
  const { lesson, problem } = useObserved(desk);
  const scenario = useScenario(view.poll?.about?.scenario ?? null);
  const [showsKeys, setShowsKeys] = useState(false);
  const flow = useFlow(desk);
  const act = useCallback(
    (key: ScreenKey) => {
      if (key === 'fullscreen') return toggleFullscreen();
      if (key === 'help') return setShowsKeys((shown) => !shown);
      return press(room, desk, key);
    },
    [room, desk],
  );
  useScreenKeys(act);
  useEffect(() => room.onPress((pressed) => press(room, desk, pressed)), [room, desk]);
  const driven = useObserved(following).store;
  // Another device shows the class, or a participant who was given the wheel.
  const isDriven = view.connection === 'in' && view.state !== null && !view.driving;
  useEffect(() => {
    if (!isDriven) desk.again();
  }, [isDriven, desk]);
  const isBlank = view.state?.blank === true;
  return (
    <div className={styles.present}>
      <header className={styles.top}>
        <h1 className={styles.brand}>
          <Link href="/">
            <Logo /> Data Flows
          </Link>
        </h1>
        <Timer />
        <div className={styles.row}>
          <Button onPress={() => press(room, desk, 'blank')} label="Darken every screen (B)">
            <EyeOff size={15} aria-hidden /> {isBlank ? 'Show again' : 'Blank'}
          </Button>
          <IconButton label="Full screen" shortcut="F" onPress={toggleFullscreen}>
            <Expand size={16} aria-hidden />
          </IconButton>
        </div>
      </header>
      <ConnectionLine view={view} onRetry={room.retry} />
      {view.connection === 'in' && !view.hosting && (
        <p className={styles.connection} role="status">
          Another device of yours shows the class.{' '}
          <Button onPress={room.takeOver}>Show from here</Button>
        </p>
      )}
      {problem !== null && (
        <p className={styles.connection} role="alert">
          {problem}
        </p>
      )}
      {showsKeys && (
        <p className={styles.keys}>
          PageDown, PageUp: next and previous step · Space: play · R: reveal · B or . : blank · F:
          full screen · ? : these keys
        </p>
      )}
      <main className={styles.desk}>
        <div className={styles.left} data-blank={isBlank}>
          {isDriven && driven !== null ? (
            <Stage store={driven} isStill />
          ) : (
            <Stage store={desk.store}>
              <PlaybackBar />
              <div className={styles.strip}>
                <Timeline strip />
              </div>
            </Stage>
          )}
        </div>
        <div className={styles.right}>
          <StepPanel {...{ desk, room, lesson }} />
          <AskPanel {...{ room, view, lesson, scenario }} />
          <Roster {...{ room, view }} />
          <LinksPanel {...{ room, view }} isOwn={server === null} />
          <ControlsPanel {...{ room, view, flow }} store={desk.store} />
        </div>
      </main>
      {lesson !== null && <Handout scenario={lesson.scenario} />}
    </div>
  );
}

/** What a key or a clicker asks for. */
function press(room: HostRoom, desk: Desk, key: Press): void {
  const { state, poll } = room.get();
  const { lesson } = desk.get();
  switch (key) {
    case 'next':
    case 'previous':
      if (lesson !== null) desk.go(lesson.index + (key === 'next' ? 1 : -1));
      else desk.store.getState()[key === 'next' ? 'skipForward' : 'skipBack']();
      return;
    case 'blank':
      room.set({ blank: state?.blank !== true });
      return;
    case 'reveal':
      if (poll !== null) room.revealPoll();
      return;
    case 'play':
      desk.store.getState().toggle();
  }
}

function useFlow({ store }: Desk) {
  const [flow, setFlow] = useState(() => store.getState().scene.flow);
  useEffect(() => store.subscribe(({ scene }) => setFlow(scene.flow)), [store]);
  return flow;
}
