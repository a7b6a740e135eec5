import type { Flow, ParamSpec } from '../../flow/flow.ts';
import type { Guide } from '../../playback/state.ts';
import { fitting, withChanged } from '../../views/fitting.ts';
import { Explain } from '../controls/Explain.tsx';
import { NumberRow } from '../controls/NumberRow.tsx';
import type { Scale } from '../controls/scale.ts';
import { Locked, LockMark } from './Locked.tsx';
import { More } from './More.tsx';
import { Section } from './Section.tsx';
import { visible } from './visible.ts';

const SHOWN = 3;

interface ParamsSectionProps {
  readonly flow: Flow;
  readonly variant: string;
  readonly fixes: Readonly<Record<string, string>>;
  /** Every parameter with its value; `Infinity` where it is without bound. */
  readonly values: Readonly<Record<string, number>>;
  /** The names that the run sets. */
  readonly changed: ReadonlySet<string>;
  readonly onChange: (param: string, value: number) => void;
  /** Of a lesson that leads: the parameters that are open, and why the others are not. */
  readonly guide?: Guide | null;
}

export function ParamsSection(props: ParamsSectionProps) {
  const { flow, variant, fixes, values, changed, onChange, guide = null } = props;
  const isOpen = (name: string): boolean => guide?.open.params.includes(name) ?? true;
  /** Where all are locked, one lock says so. */
  const marked = guide?.open.params.length === 0 ? guide.why : null;
  const parted = fitting(visible(flow.params, 'param', guide), variant, fixes);
  const { first, rest } = withChanged(
    parted,
    SHOWN,
    (name) => changed.has(name) || (guide !== null && isOpen(name)),
  );
  const row = ([name, spec]: readonly [string, ParamSpec]) => (
    <Locked key={name} why={isOpen(name) ? null : (guide?.why ?? null)}>
      <NumberRow
        label={spec.title}
        unit={spec.unit}
        scale={scaleOf(spec)}
        value={values[name] ?? spec.min}
        onChange={(value) => onChange(name, value)}
      >
        {!isOpen(name) && guide !== null && marked === null && <LockMark why={guide.why} />}
        <Explain about={spec.title} sentences={[spec.explain]} />
      </NumberRow>
    </Locked>
  );
  return (
    <Section title="Parameters" marked={marked}>
      {first.map(row)}
      <More rows={rest} row={row} />
    </Section>
  );
}

function scaleOf({ min, max, step, scale, mayBeInfinite = false }: ParamSpec): Scale {
  return {
    min,
    max,
    log: scale === 'log',
    endless: mayBeInfinite,
    ...(step !== undefined && { step }),
  };
}
