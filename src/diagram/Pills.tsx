import { X } from 'lucide-react';
import { type KeyboardEvent, memo, useContext, useMemo, useRef, useState } from 'react';
import type { Bundle } from '../views/bundles.ts';
import type { Route } from '../views/geometry/curve.ts';
import { DROPPED_AT, type Levels, lanesOf, PILL_MARGIN, placeIn } from '../views/geometry/lanes.ts';
import type { Pair } from '../views/geometry/layout.ts';
import { type MessageInFlight, waySoFar } from '../views/messages.ts';
import { useFrame } from './frames.ts';
import styles from './Pill.module.css';
import { MenuContext } from './target.ts';

interface PillsProps {
  readonly pills: readonly Bundle[];
  readonly pairs: readonly Pair[];
  readonly routes: ReadonlyMap<string, Route>;
  /** A pill that moves is no stop for Tab: it would be gone before anybody is there. */
  readonly areMoving: boolean;
  readonly lit: ReadonlySet<number>;
  /** Where motion is not wanted, pills stand still in the middle of their link. */
  readonly still: boolean;
}

export const Pills = memo(function Pills(props: PillsProps) {
  const { pills, areMoving, pairs, routes, lit, still } = props;
  const [elements] = useState(() => new Map<number, HTMLElement>());
  const messages = useMemo(() => pills.map(({ message }) => message), [pills]);
  const levels = useRef<Levels>(new Map());
  const lanes = useRef<ReturnType<typeof lanesOf>>(new Map());
  const lanesFor = useRef<unknown[]>([]);

  useFrame((atUs) => {
    const inputs = [messages, pairs, routes];
    if (inputs.some((input, i) => input !== lanesFor.current[i])) {
      lanes.current = lanesOf(messages, pairs, routes, levels.current);
      lanesFor.current = inputs;
    }
    for (const message of messages) {
      const element = elements.get(message.send);
      const lane = lanes.current.get(message.send);
      if (!element || !lane) continue;
      const part = still ? 0.5 : waySoFar(message, atUs);
      const { x, y } = placeIn(lane, PILL_MARGIN + part * (1 - 2 * PILL_MARGIN));
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%) scale(var(--unzoom))`;
      element.style.opacity = message.doomed && part > DROPPED_AT ? '0' : '1';
    }
  });

  return pills.map(({ message, more }, i) => (
    <Pill
      key={message.send}
      message={message}
      more={more}
      isLit={lit.has(message.send)}
      isTabStop={i === 0 && !areMoving}
      elements={elements}
    />
  ));
});

interface PillProps {
  readonly message: MessageInFlight;
  /** How many that are alike it stands for as well. */
  readonly more: number;
  readonly isLit: boolean;
  /** Tab reaches the first pill; the arrow keys walk from there. */
  readonly isTabStop: boolean;
  readonly elements: Map<number, HTMLElement>;
}

const Pill = memo(function Pill({ message, more, isLit, isTabStop, elements }: PillProps) {
  const openMenu = useContext(MenuContext);
  const { send, label, kind, bent } = message;
  const names = [styles.pill, styles[kind], bent !== null && styles.bent, isLit && styles.lit];
  return (
    <button
      type="button"
      className={`${names.filter(Boolean).join(' ')} nopan`}
      ref={(element) => {
        if (element !== null) elements.set(send, element);
        return () => void elements.delete(send);
      }}
      data-message={message.address}
      tabIndex={isTabStop ? 0 : -1}
      aria-haspopup="menu"
      aria-label={`Message ${label}${bent === null ? '' : `, ${bent}`}${more === 0 ? '' : `, the first of ${more + 1}`}`}
      onClick={(event) => openMenu({ kind: 'message', send }, event.currentTarget)}
      onKeyDown={walk}
    >
      {kind === 'error' && <X size={12} aria-hidden />}
      {label}
      {bent !== null && <span className={styles.bend}>{bent}</span>}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </button>
  );
});

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...(event.currentTarget.parentElement?.querySelectorAll('[data-message]') ?? [])];
  const next = all[(all.indexOf(event.currentTarget) + step + all.length) % all.length];
  if (next instanceof HTMLElement) next.focus();
  event.preventDefault();
  event.stopPropagation();
}
