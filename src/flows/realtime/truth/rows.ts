/** How the rows of the truth table are written: a configuration, and what it comes to. */
import type { TruthRow } from '../../../flow/truth.ts';

type Setup = Pick<TruthRow, 'variant' | 'fixes' | 'params' | 'workload'>;
type Where = Partial<Omit<Setup, 'variant'>> &
  Pick<TruthRow, 'long'> & { readonly delays?: number };

export const GUARANTEES = {
  R1: 'every-event-counts',
  'R1+': 'every-event-applied',
  R2: 'applied-once',
  R3: 'applied-in-order',
  DROP: 'nothing-thrown-away',
  R5: 'open-again',
  R6: 'attempts-bounded',
  R7: 'dead-link-found',
  R8: 'delivered-soon',
  QUICK: 'quick-after-stable',
  CALM: 'calm-in-a-crash-loop',
} as const;
export type Code = keyof typeof GUARANTEES;

interface Part extends Pick<TruthRow, 'kinds' | 'faults' | 'expect'>, Where {
  readonly codes: readonly Code[];
  readonly note: string;
}

/** One row of the domain's table, with one verdict or more. */
export function config(says: string, setup: Setup, ...parts: readonly Part[]): TruthRow[] {
  return parts.flatMap(({ codes, note, kinds, faults, delays = 0, expect, long, ...where }) =>
    codes.map(
      (code): TruthRow => ({
        says: `${says}: ${code} ${note}`,
        ...setup,
        ...where,
        ...merged('fixes', setup, where),
        ...merged('params', setup, where),
        ...(long === true ? { long } : {}),
        guarantee: GUARANTEES[code],
        kinds,
        faults,
        delays,
        expect,
      }),
    ),
  );
}

function merged(name: 'fixes' | 'params', setup: Setup, where: Where): Partial<Setup> {
  return where[name] === undefined ? {} : { [name]: { ...setup[name], ...where[name] } };
}

/** Whatever happens within so many faults of these kinds and so many late deadlines. */
export const holds = (
  codes: readonly Code[],
  faults: number,
  kinds: readonly string[],
  where: Where = {},
): Part => ({
  codes,
  note: faults === 0 ? 'holds' : `holds under ${faults} of ${kinds.join(', ')}`,
  kinds,
  faults,
  expect: { verdict: 'holds' },
  ...where,
});

/** By so many faults of these kinds, and by no fewer. */
export const broken = (
  codes: readonly Code[],
  faults: number,
  kinds: readonly string[],
  where: Where = {},
): Part => ({
  codes,
  note: `broken by f=${faults}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`,
  kinds,
  faults,
  expect: { verdict: 'broken', faultCount: faults },
  ...where,
});
