/** Hits on values that the database has overwritten already. */
import type { Metric } from '../../../flow/property.ts';
import type { Seen } from '../../../kernel/monitor.ts';
import type { Micros } from '../../../kernel/time.ts';
import { type Overwritten, overwrittenSince, withCommit } from '../guarantees/overwritten.ts';
import type { Value } from '../protocol.ts';

interface State {
  readonly keys: Overwritten;
  readonly count: number;
  readonly oldestUs: Micros;
}

const start: State = { keys: [], count: 0, oldestUs: 0 };

function on(state: State, seen: Seen, atUs: Micros): State {
  if (seen.kind !== 'fact') return state;
  const { key, value } = seen.fact as { key?: string; value?: Value };
  if (key === undefined || value === undefined) return state;
  if (seen.fact.type === 'committed') {
    return { ...state, keys: withCommit(state.keys, key, value, atUs) };
  }
  if (seen.fact.type !== 'hit') return state;
  const sinceUs = overwrittenSince(state.keys, key, value);
  if (sinceUs === null) return state;
  const oldestUs = Math.max(state.oldestUs, atUs - sinceUs);
  return { ...state, count: state.count + 1, oldestUs };
}

export const staleHits: Metric = {
  id: 'stale-hits',
  title: 'Stale hits',
  unit: '',
  explain: 'How often the cache served a value that the database had overwritten.',
  start: start as never,
  on,
  value: ({ count }: State) => count,
};

export const staleAge: Metric = {
  id: 'stale-age',
  title: 'Oldest stale hit',
  unit: 'ms',
  explain: 'How long ago the database had overwritten a value that was served, at most.',
  start: start as never,
  on,
  value: ({ count, oldestUs }: State) => (count === 0 ? null : oldestUs / 1_000),
};
