/** One row of the bench's table. */

export interface Row {
  readonly what: string;
  readonly aim: string;
  /** What was measured, with its unit, for a person. */
  readonly measured: string;
  /** The same for a program, by the names that `--json` prints. */
  readonly figures: Readonly<Record<string, number>>;
}

const COUNTING = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Three digits that mean something: `25,300`. */
export function rate(perSecond: number): string {
  return COUNTING.format(Number(perSecond.toPrecision(3)));
}
