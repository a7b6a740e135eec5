/** The rows of the database, in the order of their keys: found by halving, changed by one copy. */
import type { Value } from '../protocol.ts';

export interface Row {
  readonly key: string;
  readonly value: Value;
  /** Counts the commits of the row; 0 is the value at the start. */
  readonly version: number;
}

export function rowOf(rows: readonly Row[], key: string): Row {
  const row = rows[placeOf(rows, key)];
  return row?.key === key ? row : { key, value: null, version: 0 };
}

export function withRow(rows: readonly Row[], row: Row): readonly Row[] {
  const at = placeOf(rows, row.key);
  return rows[at]?.key === row.key ? rows.with(at, row) : rows.toSpliced(at, 0, row);
}

/** Where the key stands, or would stand. */
function placeOf(rows: readonly Row[], key: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
