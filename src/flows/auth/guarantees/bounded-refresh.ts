/** A12: one thing that a person does causes at most one refresh, and one replay of each request. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, withOne } from './seen.ts';

/** What has happened once: refreshes and replays, by operation. */
type State = readonly string[];

/** Older ones are forgotten. */
const KEPT = 200;

export const boundedRefresh: Guarantee = {
  id: 'bounded-refresh',
  ref: 'A12',
  title: 'One action, one refresh',
  explain:
    'What a person does once causes at most one refresh, and each of its requests is replayed at most once.',
  workloads: ['two-requests'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on }),
};

function on(state: State, seen: Seen): Judged<State> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state };
  if (fact.type !== 'refreshBegun' && fact.type !== 'replayed') return { state };
  const { op } = seen;
  const what = fact.type === 'refreshBegun' ? `${op} refresh` : `${op} ${fact['what']}`;
  if (!state.includes(what)) return { state: withOne(state, what).slice(-KEPT) };
  const say =
    fact.type === 'refreshBegun'
      ? `${op} causes a second refresh.`
      : `${fact['what']} of ${op} is replayed a second time.`;
  return { state, violation: { say, because: [`${op}/${fact.type}`] } };
}
