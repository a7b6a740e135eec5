/** How the rows of the truth table are written: a configuration, and what it comes to. */
import type { TruthRow } from '../../../flow/truth.ts';

const GUARANTEES = {
  C1: 'fresh-reads',
  C2: 'durable-writes',
  C3: 'convergence',
  C3b: 'stale-bound',
  C4: 'no-dirty-read',
  C5: 'monotonic-session',
  C6: 'herd-bound',
  C7: 'reads-survive-cache-loss',
} as const;
type Code = keyof typeof GUARANTEES;

export type Fixes = Readonly<Record<string, string>>;
type Setup = Pick<TruthRow, 'variant' | 'fixes' | 'params' | 'workload'>;

/** In another workload, with other parameters or fixes, or more late deadlines, than the rest. */
interface Where extends Partial<Omit<Setup, 'variant'>>, Pick<TruthRow, 'long'> {
  readonly delays?: number;
}

interface Part extends Where, Pick<TruthRow, 'guarantee' | 'kinds' | 'faults' | 'expect'> {
  readonly note: string;
}

/** One configuration of the domain's table, with one verdict or more: a row for each. */
export function config(
  says: string,
  setup: Setup,
  ...parts: readonly (Part | readonly Part[])[]
): TruthRow[] {
  return parts.flat().map(({ note, delays = 0, params, fixes, ...rest }) => ({
    says: `${says}: ${note}`,
    delays,
    ...setup,
    ...rest,
    params: { ...setup.params, ...params },
    fixes: { ...setup.fixes, ...fixes },
  }));
}

/** Whatever happens within these faults and so many late deadlines. */
export const holds = (
  code: Code,
  faults: number,
  kinds: readonly string[],
  where: Where = {},
): Part => ({
  note: `${code} holds${faults === 0 ? '' : ` under ${faults} of ${kinds.join(', ')}`}${late(where)}${within(where)}`,
  guarantee: GUARANTEES[code],
  kinds,
  faults,
  expect: { verdict: 'holds' },
  ...where,
});

/** In both of the small workloads: one write and two reads, two writes and one read. */
export const holdsUnderTwo = (code: Code, kinds: readonly string[]): Part[] =>
  ['one-write', 'two-writes'].map((workload) => holds(code, 2, kinds, { workload }));

/** In the largest workload, two writes and three reads: takes minutes. */
export const holdsAtLength = (code: Code, kinds: readonly string[]): Part =>
  holds(code, 1, kinds, { workload: 'two-writes-three-reads', long: true });

/** By so many faults of these kinds, and by no fewer. */
export const broken = (
  code: Code,
  faults: number,
  kinds: readonly string[],
  where: Where = {},
): Part => ({
  note: `${code} broken by ${faults === 0 ? 'an order alone' : kinds.join(' or ')}${late(where)}${within(where)}`,
  guarantee: GUARANTEES[code],
  kinds,
  faults,
  expect: { verdict: 'broken', faultCount: faults, delayCount: where.delays ?? 0 },
  ...where,
});

const late = ({ delays = 0 }: Where): string => (delays === 0 ? '' : ', with a late deadline');
const within = ({ workload }: Where): string => (workload === undefined ? '' : ` (${workload})`);
