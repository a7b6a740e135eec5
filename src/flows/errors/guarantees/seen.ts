/** What several guarantees share: a fact about an operation, and a small table of operations. */
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';

export interface SeenFact {
  readonly fact: Fact;
  readonly op: string;
}

/** The fact, if it is one and about an operation. What the worker meets concerns no request. */
export function factIn(seen: Seen): SeenFact | null {
  if (seen.kind !== 'fact' || seen.op === '') return null;
  return seen.fact['asked'] === 'worker' && seen.fact.type === 'trouble' ? null : seen;
}

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

/** What was met since the request was sent, and is not made good; `''`: nothing. */
export type Causes = Table<string>;

/** Follows what an operation meets: trouble, and that what was asked is done after all. */
export function follow(causes: Causes, { fact, op }: SeenFact): Causes {
  switch (fact.type) {
    case 'sent':
      return withRow(causes, op, '');
    case 'trouble':
      return rowOf(causes, op) === undefined ? causes : withRow(causes, op, String(fact['cause']));
    case 'done':
    case 'charged':
    case 'replayed':
      return rowOf(causes, op) === undefined ? causes : withRow(causes, op, '');
    case 'shown':
      return withoutRow(causes, op);
    default:
      return causes;
  }
}

export const broken = <S>(state: S, op: string, say: string, ...facts: string[]): Judged<S> => ({
  state,
  violation: { say, because: facts.map((each) => `${op}/${each}`) },
});
