import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Exchange } from '../../../views/http/exchanges.ts';
import { type ExchangeLook, type ExchangeState, exchangeAt } from '../../../views/http/look.ts';
import type { Scene } from '../../../views/scene.ts';
import { formatTime } from '../../../views/words.ts';
import styles from './Http.module.css';

const PAGE = 10;
const ROW_PX = 27;

interface ExchangeListProps {
  readonly scene: Scene;
  readonly index: number;
  readonly all: readonly Exchange[];
  /** How many of them were sent by now. */
  readonly count: number;
  /** Which of them is looked into; -1 for none. */
  readonly place: number;
  readonly onChoose: (place: number) => void;
}

export function ExchangeList({ scene, index, all, count, place, onChoose }: ExchangeListProps) {
  const box = useRef<HTMLDivElement>(null);
  // Its functions are called here only, never passed on.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  useEffect(() => {
    if (place >= 0) rows.scrollToIndex(place, { align: 'auto' });
  }, [rows, place]);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: place + PAGE,
      PageUp: place - PAGE,
      Home: 0,
      End: count - 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(Math.max(0, Math.min(count - 1, to)));
  };
  return (
    <div className={styles.list}>
      <div className={`${styles.row} ${styles.heads}`} aria-hidden>
        <span>Sent</span>
        <span>Client</span>
        <span>Request</span>
        <span>Status</span>
        <span>Time</span>
      </div>
      <div
        ref={box}
        className={styles.scroll}
        role="listbox"
        tabIndex={0}
        aria-label="Requests so far"
        aria-activedescendant={count === 0 ? undefined : `exchange-${place}`}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" className={styles.all} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index: at, start }) => {
            const exchange = all[at];
            if (exchange === undefined) return null;
            return (
              <Row
                key={exchange.request}
                look={exchangeAt(scene, exchange, index)}
                {...{ at, count }}
                top={start}
                isChosen={at === place}
                onChoose={() => onChoose(at)}
              />
            );
          })}
        </div>
        {count === 0 && <p className={styles.none}>No request has been sent yet.</p>}
      </div>
    </div>
  );
}

interface RowProps {
  readonly look: ExchangeLook;
  readonly at: number;
  readonly count: number;
  readonly top: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Row({ look, at, count, top, isChosen, onChoose }: RowProps) {
  const { method, path, clientTitle, status, state, sentAtUs, tookUs, frameCount } = look;
  const frames =
    frameCount === 0 ? '' : ` · ${frameCount} ${frameCount === 1 ? 'frame' : 'frames'}`;
  return (
    <div
      id={`exchange-${at}`}
      role="option"
      aria-selected={isChosen}
      // Where there is little room not all of it is shown.
      aria-label={`${clientTitle}: ${method} ${path}, ${status}${frames}, sent at ${formatTime(sentAtUs)}`}
      aria-posinset={at + 1}
      aria-setsize={count}
      className={`${styles.row} ${isChosen ? styles.chosen : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onChoose}
      data-state={state}
    >
      <span className={styles.data}>{formatTime(sentAtUs)}</span>
      <span>{clientTitle}</span>
      <span className={styles.data}>
        <strong>{method}</strong> {path}
      </span>
      <span className={`${styles.data} ${styles[TONES[state]]}`}>
        {TONES[state] === 'bad' && <span aria-hidden>✕ </span>}
        {status}
        {frames}
      </span>
      <span className={styles.data}>{tookUs === null ? '…' : formatTime(tookUs)}</span>
    </div>
  );
}

const TONES: Readonly<Record<ExchangeState, 'good' | 'bad' | 'quiet' | 'push'>> = {
  pending: 'quiet',
  open: 'push',
  closed: 'quiet',
  answered: 'good',
  failed: 'bad',
  refused: 'bad',
  'given up': 'bad',
};
