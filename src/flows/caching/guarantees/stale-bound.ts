/**
 * C3b. The cache serves no value later than TTL + D after it was overwritten in the database; D is
 * by how much the latest fill with an overwritten value came too late.
 */
import type { Params } from '../../../flow/flow.ts';
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import type { Micros } from '../../../kernel/time.ts';
import { shown } from '../messages.ts';
import { START_VALUE, type Value } from '../protocol.ts';

interface KeyState {
  readonly key: string;
  readonly current: Value;
  readonly overwritten: readonly { readonly value: Value; readonly atUs: Micros }[];
}

interface State {
  readonly keys: readonly KeyState[];
  /** D so far. */
  readonly latestFillUs: Micros;
}

/** Of each key, so many overwritten values are remembered: the latest. */
const MOST_OVERWRITTEN = 8;

const boundUs = ({ ttlMs = 0, ttlJitterPercent = 0 }: Params): Micros =>
  Math.ceil(ttlMs * (1 + ttlJitterPercent / 100) * 1_000);

export const staleBound: Guarantee = {
  id: 'stale-bound',
  ref: 'C3b',
  title: 'Old values end with their time to live',
  explain: 'A value that was overwritten is served for one time to live more, and no longer.',
  workloads: ['two-shoppers'],
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
  if (fact.type === 'committed')
    return { state: { ...state, keys: commit(state, key, value, atUs) } };
  if (fact.type !== 'hit' && fact.type !== 'stored') return { state };
  const since = state.keys
    .find((each) => each.key === key)
    ?.overwritten.find((each) => each.value === value);
  if (since === undefined) return { state };
  const lateUs = atUs - since.atUs;
  if (fact.type === 'stored') {
    return { state: { ...state, latestFillUs: Math.max(state.latestFillUs, lateUs) } };
  }
  if (lateUs <= bound + state.latestFillUs) return { state };
  const seconds = (lateUs / 1_000_000).toFixed(2);
  const say = `The cache served ${shown(value)} for ${key} ${seconds} s after it was overwritten.`;
  return { state, violation: { say, because: [`${op}/hit`] } };
}

function commit({ keys }: State, key: string, value: Value, atUs: Micros): State['keys'] {
  const known = keys.find((each) => each.key === key);
  const current = known?.current ?? START_VALUE;
  if (current === value) return keys;
  const overwritten = [
    ...(known?.overwritten ?? []).filter((each) => each.value !== value),
    { value: current, atUs },
  ].slice(-MOST_OVERWRITTEN);
  const next = { key, current: value, overwritten };
  return known === undefined ? [...keys, next] : keys.map((each) => (each === known ? next : each));
}
