import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useRef } from 'react';
import { useShown } from '../../playback/shown.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { nowSentence } from '../../views/now.ts';
import { formatClock } from '../../views/words.ts';
import { OpenInWorkbench } from '../small/OpenInWorkbench.tsx';
import { SmallDiagram } from '../small/SmallDiagram.tsx';
import { useWidth } from '../small/useWidth.ts';
import styles from './Guide.module.css';

interface PlayerProps {
  readonly id: string;
  readonly title: string;
}

const UPRIGHT_BELOW_PX = 420;

/** A run, small: what happens now, play and step, and the way to the workbench. */
export function Player({ id, title }: PlayerProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const store = usePlaybackStore();
  const { scene, index } = useShown('panels');
  const playing = usePlayback((state) => state.playing);
  const atUs = scene.trace.entries[index]?.atUs ?? 0;
  const hasPlayed = useRef(false);
  const toggle = () => {
    const { toStart, toggle: press, playhead } = store.getState();
    const isOver = playhead.index >= scene.trace.entries.length - 1;
    // The first time from the start: until then it stands at the moment that matters.
    if (!playing && (!hasPlayed.current || isOver)) toStart();
    hasPlayed.current = true;
    press();
  };
  const step = (to: 'skipBack' | 'skipForward') => {
    hasPlayed.current = true;
    store.getState()[to]();
  };
  return (
    <div className={styles.player} role="group" aria-label={`The run of “${title}”`}>
      {/* A picture here: everything in it can be broken in the workbench. */}
      <div ref={box} className={styles.diagram} role="img" aria-label={`Diagram of “${title}”`}>
        <div inert>{width > 0 && <SmallDiagram upright={width < UPRIGHT_BELOW_PX} />}</div>
      </div>
      <div className={styles.bar}>
        <button
          type="button"
          className={styles.button}
          onClick={toggle}
          aria-label={playing ? 'Pause' : 'Play'}
        >
          {playing ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => step('skipBack')}
          aria-label="Step back"
        >
          <ChevronLeft size={16} aria-hidden />
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => step('skipForward')}
          aria-label="Step forward"
        >
          <ChevronRight size={16} aria-hidden />
        </button>
        <p className={styles.now} aria-live={playing ? 'off' : 'polite'}>
          <span className={styles.clock}>{formatClock(atUs)}</span> {nowSentence(scene, index)}
        </p>
        <OpenInWorkbench otherwise={`/play?show=${id}`} />
      </div>
    </div>
  );
}
