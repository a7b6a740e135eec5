import { AnimatePresence, m } from 'framer-motion';
import { Flag, Hand, ListOrdered, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Micros } from '../../kernel/time.ts';
import { actTitle } from '../../views/acts.ts';
import { faultSpan, faultTitle } from '../../views/faults.ts';
import { unusedFaults, unusedInputs } from '../../views/lifelines.ts';
import type { Scene } from '../../views/scene.ts';
import { formatTime } from '../../views/words.ts';
import { IconButton } from '../controls/Button.tsx';
import styles from './left.module.css';
import { Section } from './Section.tsx';

interface FaultsSectionProps {
  readonly scene: Scene;
  /** What adds one. */
  readonly add: ReactNode;
  readonly onMove: (index: number, atUs: Micros) => void;
  readonly onRemove: (index: number) => void;
  readonly onRemoveInput: (index: number) => void;
  readonly onRemoveHold: (index: number) => void;
}

/** What befalls this run, and what was done by hand: a list that can be edited. */
export function FaultsSection(props: FaultsSectionProps) {
  const { scene, add, onMove, onRemove, onRemoveInput, onRemoveHold } = props;
  const { faults, inputs, holds } = scene.run;
  const unused = new Set(unusedFaults(scene));
  const idle = new Set(unusedInputs(scene));
  return (
    <Section title="Faults of this run" aside={add}>
      {faults.length + inputs.length + holds.length === 0 && (
        <p className={styles.quiet}>None. Click a node, a link or a message to break it.</p>
      )}
      <ul className={styles.list}>
        <AnimatePresence initial={false}>
          {faults.map((fault, i) => {
            const title = faultTitle(scene, fault);
            const { fromUs } = faultSpan(fault);
            return (
              <Item
                // A fault has no name of its own: what it does and which of its like it is.
                key={`${title} ${faults.slice(0, i).filter((each) => faultTitle(scene, each) === title).length}`}
                icon={<Flag size={14} aria-hidden />}
                title={title}
                note={unused.has(i) ? 'never comes to it in this run' : undefined}
                onRemove={() => onRemove(i)}
              >
                {fromUs !== undefined && (
                  <TimeField
                    key={fromUs}
                    about={title}
                    atUs={fromUs}
                    onMove={(at) => onMove(i, at)}
                  />
                )}
              </Item>
            );
          })}
          {inputs.map((act, i) => (
            <Item
              key={`input ${act.op}`}
              icon={<Hand size={14} aria-hidden />}
              title={actTitle(scene, act)}
              note={idle.has(i) ? 'the user is never free for it' : undefined}
              onRemove={() => onRemoveInput(i)}
            >
              <span className={styles.mono}>{formatTime(act.atUs)}</span>
            </Item>
          ))}
          {holds.map(({ hold, until }, i) => (
            <Item
              key={`hold ${hold} ${until}`}
              icon={<ListOrdered size={14} aria-hidden />}
              title={`Hold ${hold} until ${until}`}
              onRemove={() => onRemoveHold(i)}
            />
          ))}
        </AnimatePresence>
      </ul>
    </Section>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly note?: string | undefined;
  readonly children?: ReactNode;
  readonly onRemove: () => void;
}

function Item({ icon, title, note, children, onRemove }: ItemProps) {
  return (
    <m.li
      className={`${styles.item} ${note === undefined ? '' : styles.unused}`}
      initial={{ opacity: 0, x: -8 }}
      animate={{ opacity: 1, x: 0 }}
      exit={{ opacity: 0 }}
      transition={{ duration: 0.15 }}
    >
      {icon}
      <span className={styles.where}>
        {title}
        {note !== undefined && <small>{note}</small>}
      </span>
      {children}
      <IconButton label={`Remove: ${title}`} onPress={onRemove}>
        <X size={14} aria-hidden />
      </IconButton>
    </m.li>
  );
}

interface TimeFieldProps {
  readonly about: string;
  readonly atUs: Micros;
  readonly onMove: (atUs: Micros) => void;
}

/** The instant of a fault, in seconds; `ms` and `µs` may be typed. */
function TimeField({ about, atUs, onMove }: TimeFieldProps) {
  const [draft, setDraft] = useState(formatTime(atUs));
  const commit = () => {
    const typed = microsOf(draft);
    if (typed === undefined) setDraft(formatTime(atUs));
    else if (typed !== atUs) onMove(typed);
  };
  return (
    <input
      className={styles.time}
      aria-label={`When: ${about}`}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(formatTime(atUs));
      }}
    />
  );
}

const UNITS = { s: 1_000_000, ms: 1_000, µs: 1, us: 1, min: 60_000_000 } as const;

/** `3.2`, `3.2 s`, `200ms`; `undefined` for what is no time. */
export function microsOf(text: string): Micros | undefined {
  const found = /^\s*([\d.,]+)\s*(s|ms|µs|us|min)?\s*$/i.exec(text);
  if (found === null) return undefined;
  const value = Number((found[1] ?? '').replaceAll(',', ''));
  const unit = UNITS[(found[2]?.toLowerCase() ?? 's') as keyof typeof UNITS];
  return Number.isFinite(value) ? Math.round(value * unit) : undefined;
}
