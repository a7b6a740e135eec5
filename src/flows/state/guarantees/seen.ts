/** What the guarantees of this family share. */
import type { Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';

interface SeenFact {
  readonly fact: Fact;
  readonly op: string;
  readonly node: string;
}

export const factIn = (seen: Seen): SeenFact | null => (seen.kind === 'fact' ? seen : null);

export const text = (fact: Fact, field: string): string => String(fact[field] ?? '');

export const listOf = (fact: Fact, field: string): readonly string[] =>
  (fact[field] ?? []) as readonly string[];

/** As a person knows a node. */
export const nameOf = (node: string): string => NAMES[node] ?? node;
const NAMES: Readonly<Record<string, string>> = {
  app: 'the page',
  'tab-2': 'the second tab',
  'device-b': 'device B',
};
export const atStart = (sentence: string): string =>
  `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;

/** So many are remembered. */
const REMEMBERED = 60;

/** The list with it at the end; past its limit the oldest is forgotten. */
export const remembering = <T>(list: readonly T[], item: T): readonly T[] =>
  [...list, item].slice(-REMEMBERED);

/** Sorted, and each only once: the order in which they came tells states apart for nothing. */
export const withOne = (list: readonly string[], one: string): readonly string[] =>
  list.includes(one) ? list : [...list, one].sort().slice(-REMEMBERED);
