import { AnimatePresence, m } from 'framer-motion';
import { Flag, Hand, ListOrdered, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Micros } from '../../kernel/time.ts';
import { actTitle } from '../../views/acts.ts';
import { faultLengthUs, faultSpan, faultTitle } from '../../views/faults.ts';
import { unusedFaults, unusedInputs } from '../../views/lifelines.ts';
import type { Scene } from '../../views/scene.ts';
import { formatTime } from '../../views/words.ts';
import { IconButton } from '../controls/Button.tsx';
import styles from './left.module.css';
import { Section } from './Section.tsx';
import { TimeField } from './TimeField.tsx';

interface FaultsSectionProps {
  readonly scene: Scene;
  /** What adds one. */
  readonly add: ReactNode;
  /** Why none can be added or changed. */
  readonly locked?: string | null;
  readonly onMove: (index: number, atUs: Micros) => void;
  readonly onStretch: (index: number, lengthUs: Micros) => void;
  readonly onRemove: (index: number) => void;
  readonly onRemoveInput: (index: number) => void;
  readonly onRemoveHold: (index: number) => void;
}

/** What befalls this run, and what was done by hand: a list that can be edited. */
export function FaultsSection(props: FaultsSectionProps) {
  const { scene, add, locked = null, onMove, onStretch, onRemove } = props;
  const { onRemoveInput, onRemoveHold } = props;
  const { faults, inputs, holds } = scene.run;
  const unused = new Set(unusedFaults(scene));
  const idle = new Set(unusedInputs(scene));
  return (
    <Section title="Faults of this run" aside={add} locked={locked}>
      {faults.length + inputs.length + holds.length === 0 && (
        <p className={styles.quiet}>
          {locked === null ? 'None. Click a node, a link or a message to break it.' : 'None.'}
        </p>
      )}
      <ul className={styles.list}>
        <AnimatePresence initial={false}>
          {faults.map((fault, i) => {
            const title = faultTitle(scene, fault);
            const { fromUs } = faultSpan(fault);
            const lengthUs = faultLengthUs(fault);
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
                  <>
                    at{' '}
                    <TimeField
                      key={`at ${fromUs}`}
                      label={`When: ${title}`}
                      us={fromUs}
                      minUs={0}
                      onChange={(at) => onMove(i, at)}
                    />
                  </>
                )}
                {lengthUs !== undefined && (
                  <>
                    {fromUs === undefined ? 'by' : 'for'}{' '}
                    <TimeField
                      key={`for ${lengthUs}`}
                      label={`How long: ${title}`}
                      us={lengthUs}
                      minUs={1}
                      onChange={(length) => onStretch(i, length)}
                    />
                  </>
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
              at <span className={styles.mono}>{formatTime(act.atUs)}</span>
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
        {children !== undefined && <span className={styles.times}>{children}</span>}
      </span>
      <IconButton label={`Remove: ${title}`} onPress={onRemove}>
        <X size={14} aria-hidden />
      </IconButton>
    </m.li>
  );
}
