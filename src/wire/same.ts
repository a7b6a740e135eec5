/** Comparing what the network carried with what was computed. */
import { sameJson } from '../flow/http/same.ts';
import type { Entry } from '../kernel/entry.ts';

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
