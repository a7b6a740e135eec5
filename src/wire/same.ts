/** Comparing what the network carried with what was computed. */
import type { Entry } from '../kernel/entry.ts';

/** Equality of plain data; a field that is undefined is as good as none. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const names = Object.keys({ ...left, ...right });
  return names.every((name) => sameJson(left[name], right[name]));
}

/**
 * Whether two executions made the same entry. Contexts are left out: they are large, and where
 * they differ in what matters, messages, facts and states differ soon after.
 */
export function sameEntry(a: Entry, b: Entry | undefined): boolean {
  if (b === undefined || a.kind !== b.kind) return false;
  if (a.kind !== 'step' && a.kind !== 'spawn') return sameJson(a, b);
  if (b.kind !== 'step' && b.kind !== 'spawn') return false;
  const standing = ({ after }: typeof a): Entry => ({ ...a, after: { ...after, context: null } });
  return sameJson(standing(a), { ...b, after: { ...b.after, context: null } });
}
