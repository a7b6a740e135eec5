/** Equality of plain data, and the reuse of what has not changed. */

/** Structural equality of plain data; functions are equal only to themselves. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((each, i) => equal(each, b[i]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => key in right && equal(left[key], right[key]));
}

/** The former value if it is equal to the fresh one, so that whoever compares by identity sees no change. */
export function kept<T>(former: T | undefined, fresh: T): T {
  return former !== undefined && equal(former, fresh) ? former : fresh;
}

/** A list whose equal members are the former objects, and which is the former list if all are. */
export function keptList<T>(
  former: readonly T[],
  fresh: readonly T[],
  keyOf: (item: T) => string | number,
): readonly T[] {
  const byKey = new Map(former.map((item) => [keyOf(item), item]));
  const list = fresh.map((item) => kept(byKey.get(keyOf(item)), item));
  const same = list.length === former.length && list.every((item, i) => item === former[i]);
  return same ? former : list;
}
