/** What the guarantees of this family share. */
import type { Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';

export const factIn = (seen: Seen): Fact | null => (seen.kind === 'fact' ? seen.fact : null);

export const text = (fact: Fact, field: string): string => String(fact[field] ?? '');

/** Sorted, and each only once: the order in which they came tells states apart for nothing. */
export const withOne = (list: readonly string[], one: string): readonly string[] =>
  one === '' || list.includes(one) ? list : [...list, one].sort();

/** Follows which requests are at work that came after. */
export function followBegun(
  actors: readonly string[],
  seen: Seen,
  since: boolean,
): readonly string[] {
  if (seen.kind !== 'fact') return actors;
  switch (seen.fact.type) {
    case 'requested':
      return since ? withOne(actors, seen.actor) : actors;
    case 'allowed':
    case 'refused':
    case 'refreshAccepted':
      return actors.filter((each) => each !== seen.actor);
    default:
      return actors;
  }
}
