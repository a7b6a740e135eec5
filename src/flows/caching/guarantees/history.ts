/**
 * The writes of each key as clients saw them, for the relation that C1, C2 and C5 share: write a
 * is older than write b if a was acknowledged before b was invoked; the value at the start is
 * older than any write. Kept are only the writes that no acknowledged write is newer than.
 */
import { findKey, putKey } from '../keyed.ts';
import type { Value } from '../protocol.ts';

interface SeenWrite {
  readonly op: string;
  readonly value: string;
  readonly acknowledged: boolean;
  /** Writes that it replaces once it is acknowledged: those acknowledged when it was invoked. */
  readonly replaces: readonly string[];
}

export interface KeyHistory {
  readonly key: string;
  readonly writes: readonly SeenWrite[];
  /** Some write was acknowledged: the value at the start is old. */
  readonly startIsOld: boolean;
  /** Too many writes without an outcome to know them all: nothing is judged any more. */
  readonly blurred: boolean;
}

/** In the order of their keys. */
export type Histories = readonly KeyHistory[];

/** So many writes without an acknowledgement are told apart. */
const MOST_OPEN = 32;

export const historyOf = (histories: Histories, key: string): KeyHistory | undefined =>
  findKey(histories, key);

export function writeInvoked(
  histories: Histories,
  key: string,
  value: string,
  op: string,
): Histories {
  const known = historyOf(histories, key);
  const writes = known?.writes ?? [];
  const replaces = writes.filter((each) => each.acknowledged).map((each) => each.value);
  const fresh: SeenWrite = { op, value, acknowledged: false, replaces };
  const open = writes.reduce((count, each) => count + (each.acknowledged ? 0 : 1), 1);
  return putKey(histories, {
    key,
    writes: open > MOST_OPEN ? writes : [...writes, fresh],
    startIsOld: known?.startIsOld ?? false,
    blurred: (known?.blurred ?? false) || open > MOST_OPEN,
  });
}

export function writeAcknowledged(histories: Histories, key: string, value: string): Histories {
  const known = historyOf(histories, key);
  const write = known?.writes.find((each) => each.value === value);
  if (known === undefined || write === undefined) return histories;
  const isNew = (each: string): boolean => !write.replaces.includes(each);
  const writes = known.writes
    .filter((each) => isNew(each.value))
    .map((each) => ({
      ...each,
      acknowledged: each.acknowledged || each === write,
      replaces: each === write ? [] : each.replaces.filter(isNew),
    }));
  return putKey(histories, { ...known, writes, startIsOld: true });
}

/** No acknowledged write is newer than this value. */
export function isFresh(history: KeyHistory | undefined, value: Value): boolean {
  if (history === undefined || history.blurred || !history.startIsOld) return true;
  return history.writes.some((each) => each.value === value);
}

/** The evidence against an old value: the writes that were acknowledged. */
export const acknowledgements = (history: KeyHistory | undefined): string[] =>
  (history?.writes ?? [])
    .filter(({ acknowledged }) => acknowledged)
    .map(({ op }) => `${op}/acknowledged`);

/** `v2`, or `v2 and v3`. */
export const acknowledgedValues = (history: KeyHistory | undefined): string =>
  (history?.writes ?? [])
    .filter(({ acknowledged }) => acknowledged)
    .map(({ value }) => value)
    .join(' and ');
