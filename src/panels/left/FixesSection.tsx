import { Fragment } from 'react';
import type { FixSpec, Flow } from '../../flow/flow.ts';
import type { Guide } from '../../playback/state.ts';
import { fitting, withChanged } from '../../views/fitting.ts';
import { standingAlone } from '../../views/pairs.ts';
import { capitalised, words } from '../../views/words.ts';
import { Choice } from '../controls/Choice.tsx';
import { Explain } from '../controls/Explain.tsx';
import { Toggle } from '../controls/Toggle.tsx';
import { AloneNotes } from './AloneNotes.tsx';
import { Locked, LockMark } from './Locked.tsx';
import styles from './left.module.css';
import { More } from './More.tsx';
import { Section } from './Section.tsx';
import { visible } from './visible.ts';

const SHOWN = 6;

interface FixesSectionProps {
  readonly flow: Flow;
  readonly variant: string;
  /** Every fix with its value. */
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (fix: string, value: string) => void;
  /** Of a lesson that leads: the fixes that are open, and why the others are not. */
  readonly guide?: Guide | null;
}

/** The fixes of the variant; those that every variant shares come after, out of the way. */
export function FixesSection(props: FixesSectionProps) {
  const { flow, variant, values, onChange, guide = null } = props;
  const isOpen = (name: string): boolean => guide?.open.fixes.includes(name) ?? true;
  /** Where all are locked, one lock says so. */
  const marked = guide?.open.fixes.length === 0 ? guide.why : null;
  const isChanged = (name: string) => values[name] !== flow.fixes[name]?.values[0];
  const alone = standingAlone(flow, variant, values);
  const { first, rest } = withChanged(
    fitting(visible(flow.fixes, 'fix', guide), variant, values),
    SHOWN,
    (name) =>
      isChanged(name) || (guide !== null && isOpen(name)) || alone.some(({ fix }) => fix === name),
  );
  const row = ([name, spec]: readonly [string, FixSpec]) => (
    <Fragment key={name}>
      <FixRow
        spec={spec}
        value={values[name] ?? spec.values[0]}
        isChanged={isChanged(name)}
        locked={isOpen(name) ? null : (guide?.why ?? null)}
        isMarked={marked === null}
        onChange={(value) => onChange(name, value)}
      />
      {guide === null && (
        <AloneNotes alone={alone.filter(({ fix }) => fix === name)} onChange={onChange} />
      )}
    </Fragment>
  );
  return (
    <Section title="Fixes" marked={marked}>
      {first.map(row)}
      <More rows={rest} row={row} />
    </Section>
  );
}

interface FixRowProps {
  readonly spec: FixSpec;
  readonly value: string;
  readonly isChanged: boolean;
  readonly locked: string | null;
  /** The lock is shown at the row. */
  readonly isMarked: boolean;
  readonly onChange: (value: string) => void;
}

function FixRow({ spec, value, isChanged, locked, isMarked, onChange }: FixRowProps) {
  const { title, explain, values, valuesExplained } = spec;
  const isSwitch = values.length === 2 && values.includes('on') && values.includes('off');
  return (
    <div className={`${styles.row} ${isChanged ? styles.changed : ''}`}>
      <Locked why={locked}>
        {isSwitch ? (
          <Toggle isOn={value === 'on'} onChange={(isOn) => onChange(isOn ? 'on' : 'off')}>
            {title}
          </Toggle>
        ) : (
          <Choice
            label={title}
            value={value}
            onChange={onChange}
            values={values.map((id) => ({
              id,
              title: capitalised(words(id)),
              ...(valuesExplained?.[id] !== undefined && { explain: valuesExplained[id] }),
            }))}
          />
        )}
      </Locked>
      {locked !== null && isMarked && <LockMark why={locked} />}
      <Explain about={title} sentences={[explain]} />
    </div>
  );
}
