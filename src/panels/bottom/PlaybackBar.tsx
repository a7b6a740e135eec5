import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useRef } from 'react';
import { SPEED_MAX, SPEED_MIN, speedText } from '../../playback/state.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { formatClock } from '../../views/words.ts';
import { IconButton } from '../controls/Button.tsx';
import { Range } from '../controls/Range.tsx';
import styles from './PlaybackBar.module.css';
import { usePlayhead } from './usePlayhead.ts';

export function PlaybackBar() {
  const store = usePlaybackStore();
  const playing = usePlayback((state) => state.playing);
  const { toStart, toEnd, stepBack, stepForward, toggle } = store.getState();
  return (
    <div className={styles.bar} role="toolbar" aria-label="Playback">
      <IconButton label="To the start" shortcut="Home" onPress={toStart}>
        <ChevronFirst size={18} aria-hidden />
      </IconButton>
      <IconButton label="One entry back" shortcut="," onPress={stepBack}>
        <StepBack size={16} aria-hidden />
      </IconButton>
      <IconButton label={playing ? 'Pause' : 'Play'} shortcut="Space" look="round" onPress={toggle}>
        {playing ? (
          <Pause size={15} fill="currentColor" strokeWidth={1} aria-hidden />
        ) : (
          <Play size={15} fill="currentColor" strokeWidth={1} aria-hidden />
        )}
      </IconButton>
      <IconButton label="One entry forward" shortcut="." onPress={stepForward}>
        <StepForward size={16} aria-hidden />
      </IconButton>
      <IconButton label="To the end" shortcut="End" onPress={toEnd}>
        <ChevronLast size={18} aria-hidden />
      </IconButton>
      <Clock />
      <Speed />
    </div>
  );
}

/** While it plays, the thousandths cannot be read anyway. */
const WRITE_EVERY_MS = 60;

/** The instant and the end. The instant changes all the time, so it is written, not rendered. */
function Clock() {
  const store = usePlaybackStore();
  const now = useRef<HTMLSpanElement>(null);
  const text = useRef<Text>(null);
  const endUs = usePlayback((state) => state.scene.trace.endUs);
  const working = usePlayback((state) => state.working);
  const writtenAtMs = useRef(Number.NEGATIVE_INFINITY);
  usePlayhead((atUs) => {
    if (now.current === null) return;
    const nowMs = performance.now();
    const isPlaying = store.getState().player === 'playing';
    if (isPlaying && nowMs - writtenAtMs.current < WRITE_EVERY_MS) return;
    writtenAtMs.current = nowMs;
    text.current ??= now.current.appendChild(document.createTextNode(''));
    const words = formatClock(atUs);
    if (text.current.data !== words) text.current.data = words;
  });
  return (
    <span className={styles.clock} aria-busy={working}>
      <span
        ref={now}
        className={styles.now}
        style={{ width: `${formatClock(endUs).length}ch` }}
        data-testid="clock"
      />
      <span className={styles.end}> / {formatClock(endUs)}</span>
    </span>
  );
}

function Speed() {
  const speed = usePlayback((state) => state.speed);
  const setSpeed = usePlayback((state) => state.setSpeed);
  return (
    <div className={styles.speed}>
      <Range
        label="Speed"
        min={Math.log2(SPEED_MIN)}
        max={Math.log2(SPEED_MAX)}
        value={Math.log2(speed)}
        words={speedText(speed)}
        onChange={(notch) => setSpeed(2 ** notch)}
      />
      <output className={styles.factor}>{speedText(speed)}</output>
    </div>
  );
}
