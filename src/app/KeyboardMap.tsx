import { Toggle } from '../panels/controls/Toggle.tsx';
import styles from './KeyboardMap.module.css';
import { OTHER_KEYS, SHORTCUTS } from './shortcuts.ts';

interface KeyboardMapProps {
  readonly singleKeys: boolean;
  readonly onSingleKeys: (isOn: boolean) => void;
}

export function KeyboardMap({ singleKeys, onSingleKeys }: KeyboardMapProps) {
  const shown = SHORTCUTS.filter(({ single }) => singleKeys || !single);
  const others = OTHER_KEYS.filter(({ shown: [key] }) => singleKeys || key !== '?');
  return (
    <div className={styles.body}>
      <dl className={styles.keys}>
        {[...shown, ...others].map((shortcut) => (
          <div key={shortcut.does} className={styles.row}>
            <dt>
              {shortcut.shown.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{shortcut.does}</dd>
          </div>
        ))}
      </dl>
      <Toggle isOn={singleKeys} onChange={onSingleKeys}>
        Shortcuts of a single character
      </Toggle>
    </div>
  );
}
