/** What the guarantees of this family share. */
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';

export interface SeenFact {
  readonly fact: Fact;
  readonly op: string;
}

export const factIn = (seen: Seen): SeenFact | null =>
  seen.kind === 'fact' ? { fact: seen.fact, op: seen.op } : null;

/** A table that is kept sorted, so that equal ones are equal states of a search. */
export type Table<T> = Readonly<Record<string, T>>;

export function withEntry<T>(table: Table<T>, key: string, value: T): Table<T> {
  if (table[key] === value) return table;
  return sorted({ ...table, [key]: value });
}

export function without<T>(table: Table<T>, key: string): Table<T> {
  if (!(key in table)) return table;
  const { [key]: _gone, ...rest } = table;
  return rest;
}

const sorted = <T>(table: Table<T>): Table<T> =>
  Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));

export const on =
  <S>(step: (state: S, fact: Fact, op: string) => Judged<S>) =>
  (state: S, seen: Seen): Judged<S> => {
    const found = factIn(seen);
    return found === null ? { state } : step(state, found.fact, found.op);
  };
