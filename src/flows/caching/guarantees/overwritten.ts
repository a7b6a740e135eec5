/** Since when a value is not what the database has any more. */
import type { Micros } from '../../../kernel/time.ts';
import { findKey, putKey } from '../keyed.ts';
import { START_VALUE, type Value } from '../protocol.ts';

interface KeyState {
  readonly key: string;
  readonly current: Value;
  readonly overwritten: readonly { readonly value: Value; readonly atUs: Micros }[];
}

/** In the order of their keys. */
export type Overwritten = readonly KeyState[];

/** Of each key, so many values are remembered: the latest. */
const MOST = 8;

/** `null` if it is what the database has, or never was. */
export const overwrittenSince = (keys: Overwritten, key: string, value: Value): Micros | null =>
  findKey(keys, key)?.overwritten.find((each) => each.value === value)?.atUs ?? null;

export function withCommit(
  keys: Overwritten,
  key: string,
  value: Value,
  atUs: Micros,
): Overwritten {
  const known = findKey(keys, key);
  const current = known?.current ?? START_VALUE;
  if (current === value) return keys;
  // Before its first commit there was the value at the start, or nothing.
  const before = known?.overwritten ?? [{ value: null, atUs }];
  const others = before.filter((each) => each.value !== value);
  const overwritten = [...others, { value: current, atUs }].slice(-MOST);
  return putKey(keys, { key, current: value, overwritten });
}
