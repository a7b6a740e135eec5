/** What several guarantees share: a fact about a job, and small lists of jobs. */
import type { Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';

export interface SeenFact {
  readonly fact: Fact;
  readonly op: string;
  readonly actor: string;
  readonly node: string;
}

/** The fact, if it is one and about an operation. */
export function factIn(seen: Seen): SeenFact | null {
  return seen.kind === 'fact' && seen.op !== '' ? seen : null;
}

/** So many jobs that are settled are remembered: a copy of one may still come. */
const REMEMBERED = 1_000;
/** A short list is kept sorted, so that equal sets are equal states of a search. */
const SORTED = 16;

/** The same list with the job in it. Past its limit the oldest is forgotten. */
export function withJob(list: readonly string[], job: string): readonly string[] {
  if (list.includes(job)) return list;
  const longer = [...list, job];
  if (longer.length <= SORTED) return longer.sort();
  return longer.length > REMEMBERED ? longer.slice(1) : longer;
}

export const withoutJob = (list: readonly string[], job: string): readonly string[] =>
  list.includes(job) ? list.filter((each) => each !== job) : list;
