import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { Toggle } from '../panels/controls/Toggle.tsx';
import { speedText } from '../playback/state.ts';
import { useWire, wantWire } from '../playback/wire.ts';
import styles from './WireBadge.module.css';

const WORDS = {
  wire: 'on the wire',
  'in-page': 'in the page',
  'in-process': 'in-process',
} as const;

/** How the requests of the clients travel, how many did, and why so. */
export function WireBadge() {
  const { mode, reason, requestCount, effectiveSpeed, wanted } = useWire((status) => status);
  const count = requestCount === 1 ? '1 request' : `${requestCount} requests`;
  const words = mode === 'in-process' ? WORDS[mode] : `${WORDS[mode]} · ${count}`;
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
          <Toggle isOn={wanted} onChange={wantWire}>
            Send real requests
          </Toggle>
        </div>
      </Popover>
    </DialogTrigger>
  );
}
