import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { Toggle } from '../panels/controls/Toggle.tsx';
import { speedText } from '../playback/state.ts';
import { usePlayback } from '../playback/usePlayback.ts';
import { useWire, wantWire } from '../playback/wire.ts';
import { titleOf } from '../views/scene.ts';
import { formatTime } from '../views/words.ts';
import type { CarriedFrame } from '../wire/frame.ts';
import styles from './WireBadge.module.css';

const WORDS = {
  wire: 'on the wire',
  'in-page': 'in the page',
  'in-process': 'in-process',
} as const;

/** How the requests of the clients travel, how many did, and why so. */
export function WireBadge() {
  const { mode, reason, requestCount, frameCount, frames, effectiveSpeed, wanted } = useWire(
    (status) => status,
  );
  const counts = [counted(requestCount, 'request')];
  if (frameCount > 0) counts.push(counted(frameCount, 'message'));
  const words = mode === 'in-process' ? WORDS[mode] : [WORDS[mode], ...counts].join(' · ');
  return (
    <DialogTrigger>
      <Button className={`${styles.badge} ${styles[mode]}`} aria-label={`Transport: ${words}`}>
        <span className={styles.dot} />
        <span className={styles.words}>
          {words}
          {effectiveSpeed !== null && ` · really ${speedText(effectiveSpeed)}`}
        </span>
      </Button>
      <Popover
        placement="bottom end"
        offset={6}
        className={styles.popover ?? ''}
        aria-label="How requests travel"
      >
        <div className={styles.dialog}>
          <strong>{words}</strong>
          <p>{reason}</p>
          {frames.length > 0 && <Frames frames={frames} count={frameCount} />}
          <Toggle isOn={wanted} onChange={wantWire}>
            Send real requests
          </Toggle>
        </div>
      </Popover>
    </DialogTrigger>
  );
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

/** As many as anybody reads; the newest first. */
const SHOWN = 50;

/** What the network panel of the browser does not show of a WebSocket. */
function Frames({ frames, count }: { frames: readonly CarriedFrame[]; count: number }) {
  const scene = usePlayback((state) => state.scene);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and not everybody has a wheel.
    <ol className={styles.frames} tabIndex={0} aria-label="Messages on streams, the newest first">
      {frames
        .slice(-SHOWN)
        .reverse()
        .map(({ atUs, client, direction, text }, i) => (
          <li key={count - i}>
            <span className={styles.instant}>{formatTime(atUs)}</span>
            <span>
              {titleOf(scene, client)} {direction === 'up' ? 'sent' : 'got'}
              <code>{text.trim()}</code>
            </span>
          </li>
        ))}
    </ol>
  );
}
