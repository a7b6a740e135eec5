/** How the rows of a truth table are written: a configuration, and what it comes to. */
import type { Guarantee } from './property.ts';
import type { TruthRow } from './truth.ts';

type Setup = Pick<TruthRow, 'variant' | 'fixes' | 'params' | 'workload'>;

/** In another workload, with other parameters or fixes, or more late deadlines, than the rest. */
interface Where extends Partial<Omit<Setup, 'variant'>>, Pick<TruthRow, 'long' | 'boundUs'> {
  readonly delays?: number;
}

/** One verdict of a configuration on one guarantee or more. */
export interface Verdict extends Where, Pick<TruthRow, 'kinds' | 'faults' | 'expect'> {
  readonly refs: readonly string[];
  readonly note: string;
}

/**
 * One configuration of the domain's table, with one verdict or more: a row for each verdict and
 * guarantee. Guarantees are named by their code in the table: `C1`, `R1+`. Throws on a code that
 * none of them bears.
 */
export const rowsFor =
  (guarantees: readonly Guarantee[]) =>
  (says: string, setup: Setup, ...verdicts: readonly (Verdict | readonly Verdict[])[]) =>
    verdicts.flat().flatMap(({ refs, note, delays = 0, fixes, params, ...rest }) =>
      refs.map(
        (ref): TruthRow => ({
          says: `${says}: ${ref} ${note}`,
          guarantee: idOf(guarantees, ref),
          delays,
          ...setup,
          ...rest,
          fixes: { ...setup.fixes, ...fixes },
          params: { ...setup.params, ...params },
        }),
      ),
    );

function idOf(guarantees: readonly Guarantee[], ref: string): string {
  const found = guarantees.find((each) => each.ref === ref);
  if (found === undefined) throw new Error(`No guarantee bears the code "${ref}".`);
  return found.id;
}

/** What several configurations of one workload begin with. */
export const setup =
  (variant: string, workload: string) =>
  (fixes: Setup['fixes'] = {}, params: Setup['params'] = {}): Setup => ({
    variant,
    workload,
    fixes,
    params,
  });

type Refs = string | readonly string[];
const listed = (refs: Refs): readonly string[] => (typeof refs === 'string' ? [refs] : refs);

/** Whatever happens within so many faults of these kinds, and so many late deadlines. */
export const holds = (
  refs: Refs,
  faults: number,
  kinds: readonly string[],
  where: Where = {},
): Verdict => ({
  refs: listed(refs),
  note: `holds${faults === 0 ? '' : ` under ${faults} of ${kinds.join(', ')}`}${within(where)}`,
  kinds,
  faults,
  expect: { verdict: 'holds' },
  ...where,
});

/** By so many faults of these kinds and so many late deadlines, and by no fewer. */
export const broken = (
  refs: Refs,
  faults: number,
  kinds: readonly string[],
  where: Where = {},
): Verdict => ({
  refs: listed(refs),
  note: `broken by ${faults === 0 ? 'an order alone' : `${faults} of ${kinds.join(', ')}`}${within(where)}`,
  kinds,
  faults,
  expect: { verdict: 'broken', faultCount: faults, delayCount: where.delays ?? 0 },
  ...where,
});

function within({ delays = 0, workload }: Where): string {
  const late =
    delays === 0 ? '' : `, with ${delays === 1 ? 'a late deadline' : `${delays} late deadlines`}`;
  return `${late}${workload === undefined ? '' : ` (${workload})`}`;
}
