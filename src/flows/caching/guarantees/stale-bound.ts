/**
 * C3b. The cache serves no value later than TTL + D after it was overwritten in the database; D is
 * by how much the latest fill with an overwritten value came too late.
 */
import type { Params } from '../../../flow/flow.ts';
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import type { Micros } from '../../../kernel/time.ts';
import { shown } from '../messages/words.ts';
import type { Value } from '../protocol.ts';
import { type Overwritten, overwrittenSince, withCommit } from './overwritten.ts';

interface State {
  readonly keys: Overwritten;
  /** D so far. */
  readonly latestFillUs: Micros;
}

const boundUs = ({ ttlMs = 0, ttlJitterPercent = 0 }: Params): Micros =>
  Math.ceil(ttlMs * (1 + ttlJitterPercent / 100) * 1_000);

export const staleBound: Guarantee = {
  id: 'stale-bound',
  ref: 'C3b',
  title: 'Old values end with their time to live',
  explain: 'A value that was overwritten is served for one time to live more, and no longer.',
  workloads: ['short-ttl'],
  boundUs,
  monitor: (params, bound = boundUs(params)) => ({
    kind: 'always',
    over: 'timed',
    start: { keys: [], latestFillUs: 0 },
    on: (state, seen, atUs) => on(state, seen, atUs, bound),
  }),
};

function on(state: State, seen: Seen, atUs: Micros, bound: Micros): Judged<State> {
  if (seen.kind !== 'fact') return { state };
  const { fact, op } = seen;
  const { key, value } = fact as { key?: string; value?: Value };
  if (key === undefined || value === undefined) return { state };
  if (fact.type === 'committed') {
    return { state: { ...state, keys: withCommit(state.keys, key, value, atUs) } };
  }
  if (fact.type !== 'hit' && fact.type !== 'stored') return { state };
  const sinceUs = overwrittenSince(state.keys, key, value);
  if (sinceUs === null) return { state };
  const lateUs = atUs - sinceUs;
  if (fact.type === 'stored') {
    return { state: { ...state, latestFillUs: Math.max(state.latestFillUs, lateUs) } };
  }
  if (lateUs <= bound + state.latestFillUs) return { state };
  const seconds = (lateUs / 1_000_000).toFixed(2);
  const say = `The cache served ${shown(value)} for ${key} ${seconds} s after it was overwritten.`;
  return { state, violation: { say, because: [`${op}/hit`] } };
}
