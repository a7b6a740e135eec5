/** What several guarantees share: a fact about an operation, and a small table of operations. */
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';

export interface SeenFact {
  readonly fact: Fact;
  readonly op: string;
}

/** The fact, if it is one and about an operation. */
export const factIn = (seen: Seen): SeenFact | null =>
  seen.kind === 'fact' && seen.op !== '' ? seen : null;

/** By operation, in the order of their names, so that equal tables are equal states of a search. */
export type Table<Row> = readonly (readonly [op: string, row: Row])[];

export const rowOf = <Row>(table: Table<Row>, op: string): Row | undefined =>
  table.find(([each]) => each === op)?.[1];

/** So many operations are remembered. */
const KEPT = 1_000;

export function withRow<Row>(table: Table<Row>, op: string, row: Row): Table<Row> {
  const index = table.findIndex(([each]) => each === op);
  if (index >= 0) return table.with(index, [op, row]);
  const longer: Table<Row> = [...table, [op, row] as const];
  if (longer.length > KEPT) return longer.slice(1);
  return longer.length > 16 ? longer : longer.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export const withoutRow = <Row>(table: Table<Row>, op: string): Table<Row> =>
  table.some(([each]) => each === op) ? table.filter(([each]) => each !== op) : table;

export const broken = <S>(state: S, op: string, say: string, ...facts: string[]): Judged<S> => ({
  state,
  violation: { say, because: facts.map((each) => `${op}/${each}`) },
});
