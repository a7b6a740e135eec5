import { Pause, Play } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { openingRun } from '../../flow/compile.ts';
import { useShown } from '../../playback/shown.ts';
import { createPlayback, type PlaybackStore } from '../../playback/store.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { faultMenu } from '../../views/menus.ts';
import { nowSentence } from '../../views/now.ts';
import { formatTime } from '../../views/words.ts';
import { useReducedMotion } from '../DiagramView.tsx';
import { library, notLoaded } from '../library.ts';
import { OpenInWorkbench } from '../small/OpenInWorkbench.tsx';
import { SmallDiagram, SmallPlayback } from '../small/SmallDiagram.tsx';
import { useOnScreen } from '../small/useOnScreen.ts';
import { useWidth } from '../small/useWidth.ts';
import styles from './Hero.module.css';
import { outcomeAt } from './outcome.ts';

/** A flow that plays, with one thing to do: crash a node of it. */
export function Hero() {
  const box = useRef<HTMLDivElement>(null);
  const isOnScreen = useOnScreen(box);
  const [store, setStore] = useState<PlaybackStore | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    openFirst().then(
      (opened) => !isGone && setStore(opened),
      (error: unknown) => !isGone && setProblem(notLoaded(error).title),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <section aria-label="A flow to break" className={styles.stage} ref={box}>
      {store !== null && (
        <SmallPlayback store={store} isOnScreen={isOnScreen}>
          <Stage isOnScreen={isOnScreen} />
        </SmallPlayback>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  );
}

async function openFirst(): Promise<PlaybackStore> {
  const flow = await library.load(library.entries[0]?.id);
  if (flow === undefined) throw new Error('The catalogue is empty.');
  return createPlayback({ catalogue: library.loaded, run: openingRun(flow) });
}

function Stage({ isOnScreen }: { readonly isOnScreen: boolean }) {
  const store = usePlaybackStore();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const flow = usePlayback(({ scene }) => scene.flow);
  const isBroken = usePlayback(({ run }) => run.faults.length > 0);
  const still = useReducedMotion();
  const [isStopped, setIsStopped] = useState(still);
  const goesOn = !isStopped && !isBroken;
  useAgainAndAgain(store, isOnScreen && goesOn);
  useEffect(() => {
    if (isStopped) store.getState().pause();
  }, [store, isStopped]);
  const { breakable } = flow.opening;
  const crash = () => {
    const { scene, playhead, inject, play } = store.getState();
    const target = { kind: 'node', node: breakable } as const;
    const offer = faultMenu(scene, playhead, target).find(({ id }) => id === 'crash');
    if (offer === undefined) return;
    inject(offer);
    play();
  };
  return (
    <>
      <div className={styles.diagram} ref={box}>
        {width > 0 && (
          <SmallDiagram
            upright={width < UPRIGHT_BELOW_PX}
            {...(!isBroken && { invite: { node: breakable, words: 'Crash it', act: crash } })}
          />
        )}
      </div>
      <div className={styles.bar}>
        <PlayButton goesOn={goesOn} onStop={setIsStopped} />
        <Outcome />
      </div>
    </>
  );
}

const UPRIGHT_BELOW_PX = 460;
/** So long it rests before it begins again. */
const REST_MS = 2_000;

/** It plays to its end, rests, and begins again. */
function useAgainAndAgain(store: PlaybackStore, goesOn: boolean): void {
  useEffect(() => {
    if (!goesOn) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const goOn = () => {
      const { playing, playhead, scene, play, toStart } = store.getState();
      if (playing) return;
      clearTimeout(timer);
      if (playhead.index < scene.trace.entries.length - 1) return play();
      timer = setTimeout(() => {
        toStart();
        play();
      }, REST_MS);
    };
    const end = store.subscribe((now, before) => now.playing !== before.playing && goOn());
    goOn();
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [store, goesOn]);
}

interface PlayButtonProps {
  /** It plays, or rests before it begins again. */
  readonly goesOn: boolean;
  readonly onStop: (isStopped: boolean) => void;
}

function PlayButton({ goesOn, onStop }: PlayButtonProps) {
  const store = usePlaybackStore();
  const playing = usePlayback((state) => state.playing);
  const isGoing = playing || goesOn;
  const press = () => {
    const { pause, play, toStart, playhead, scene } = store.getState();
    onStop(isGoing);
    if (isGoing) {
      // What begins again by itself stops with the next render.
      if (!goesOn) pause();
      return;
    }
    if (playhead.index >= scene.trace.entries.length - 1) toStart();
    play();
  };
  const Icon = isGoing ? Pause : Play;
  return (
    <button
      type="button"
      className={styles.play}
      onClick={press}
      aria-label={isGoing ? 'Pause' : 'Play'}
    >
      <Icon size={15} aria-hidden />
    </button>
  );
}

/** What happens now; after the crash, what it did. */
function Outcome() {
  const store = usePlaybackStore();
  const { scene, index } = useShown('panels');
  const outcome = outcomeAt(scene, index);
  const again = () => {
    const { reset, play } = store.getState();
    reset();
    play();
  };
  const home = `/play?flow=${scene.flow.id}`;
  switch (outcome.is) {
    case 'whole':
      return <p className={styles.now}>{nowSentence(scene, index)}</p>;
    case 'down':
      return (
        <Told>
          <strong>{outcome.node} is down.</strong>{' '}
          {outcome.lost.length === 0
            ? 'It held nothing that is not in the database, too.'
            : `Gone with its memory: ${outcome.lost.join(', ')}.`}
        </Told>
      );
    case 'broken': {
      const { entry, atUs, sentence } = outcome.evidence;
      return (
        <>
          <Told>
            <strong>
              Broken at {formatTime(atUs)}: {outcome.guarantee}.
            </strong>{' '}
            {sentence}
          </Told>
          <OpenInWorkbench place={{ atUs, entry }} otherwise={home} />
        </>
      );
    }
    case 'unhurt':
      return (
        <>
          <Told>
            <strong>Nothing broke:</strong> {outcome.node} went down at a quiet moment.
          </Told>
          <button type="button" className={styles.again} onClick={again}>
            Try again
          </button>
        </>
      );
  }
}

function Told({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.told} role="status">
      {children}
    </p>
  );
}
