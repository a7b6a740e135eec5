/** What several guarantees share: a fact with its operation, and lists that do not grow without end. */
import type { Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';

export interface SeenFact {
  readonly fact: Fact;
  readonly op: string;
  readonly actor: string;
}

/** The fact, if it is one and about an operation. */
export const factIn = (seen: Seen): SeenFact | null =>
  seen.kind === 'fact' && seen.op !== '' ? seen : null;

/** So many operations are remembered. */
const REMEMBERED = 500;

/** The list with it at the end; past its limit the oldest is forgotten. */
export const remembering = <T>(list: readonly T[], item: T): readonly T[] =>
  list.length < REMEMBERED ? [...list, item] : [...list.slice(1), item];
