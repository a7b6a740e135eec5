/** The rows of the database. */
import { findKey } from '../keyed.ts';
import type { Value } from '../protocol.ts';

export interface Row {
  readonly key: string;
  readonly value: Value;
  /** Counts the commits of the row; 0 is the value at the start. */
  readonly version: number;
}

/** In the order of their keys; a row that is not there holds nothing. */
export const rowOf = (rows: readonly Row[], key: string): Row =>
  findKey(rows, key) ?? { key, value: null, version: 0 };
