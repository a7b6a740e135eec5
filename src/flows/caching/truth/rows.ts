/** What the rows of the three variants share. */
import { holds, rowsFor, type Verdict } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';

export type Fixes = Readonly<Record<string, string>>;

export const config = rowsFor(guarantees);

/** In both of the small workloads: one write and two reads, two writes and one read. */
export const holdsUnderTwo = (ref: string, kinds: readonly string[]): Verdict[] =>
  ['one-write', 'two-writes'].map((workload) => holds(ref, 2, kinds, { workload }));

/** In the largest workload, two writes and three reads: takes minutes. */
export const holdsAtLength = (ref: string, kinds: readonly string[]): Verdict =>
  holds(ref, 1, kinds, { workload: 'two-writes-three-reads', long: true });
