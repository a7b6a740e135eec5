/** How the rows of the truth table are written: a configuration, and what it comes to. */
import type { TruthRow } from '../../../flow/truth.ts';

type Setup = Pick<TruthRow, 'variant' | 'fixes' | 'params' | 'workload'>;
type Verdict = Pick<TruthRow, 'guarantee' | 'kinds' | 'faults' | 'delays' | 'expect'>;

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

/** One row of the domain's table, with one verdict or more. */
export function config(says: string, setup: Setup, ...verdicts: readonly Part[]): TruthRow[] {
  return verdicts.map(({ note, workload, params, fixes, long, ...verdict }) => ({
    says: `${says}: ${note}`,
    ...setup,
    ...(workload === undefined ? {} : { workload }),
    ...(params === undefined ? {} : { params: { ...setup.params, ...params } }),
    ...(fixes === undefined ? {} : { fixes: { ...setup.fixes, ...fixes } }),
    ...(long === true ? { long } : {}),
    ...verdict,
  }));
}

interface Part extends Verdict, Partial<Omit<Setup, 'variant'>>, Pick<TruthRow, 'long'> {
  readonly note: string;
}

type Where = Partial<Omit<Setup, 'variant'>> & Pick<TruthRow, 'long'>;

/** Whatever happens within these faults and so many late deadlines. */
export const holds = (
  code: Code,
  faults: number,
  kinds: readonly string[],
  { delays = 0, ...where }: Where & { readonly delays?: number } = {},
): Part => ({
  note: `${code} holds${within(faults, kinds)}`,
  guarantee: GUARANTEES[code],
  kinds,
  faults,
  delays,
  expect: { verdict: 'holds' },
  ...where,
});

/** By so many faults of these kinds, and by no fewer. */
export const broken = (
  code: Code,
  faults: number,
  kinds: readonly string[],
  { delays = 0, ...where }: Where & { readonly delays?: number } = {},
): Part => ({
  note: `${code} broken by ${faults === 0 && delays > 0 ? `${delays} late deadline` : `f=${faults}`}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`,
  guarantee: GUARANTEES[code],
  kinds,
  faults,
  delays,
  expect: { verdict: 'broken', faultCount: faults, delayCount: delays },
  ...where,
});

const within = (faults: number, kinds: readonly string[]): string =>
  faults === 0 ? '' : ` under ${faults} of ${kinds.join(', ')}`;
