/** In how many keys the cache differs from the database. */
import type { Metric } from '../../../flow/property.ts';
import type { Seen } from '../../../kernel/monitor.ts';
import { dropKey, findKey, putKey } from '../keyed.ts';
import { START_VALUE, type Value } from '../protocol.ts';

interface Kept {
  readonly key: string;
  readonly value: Value;
}

/** Both in the order of their keys. */
interface State {
  readonly cached: readonly Kept[];
  /** Rows that were written. */
  readonly rows: readonly Kept[];
}

export const differentKeys: Metric = {
  id: 'different-keys',
  title: 'Keys that differ',
  unit: '',
  explain: 'For how many keys the cache holds another value than the database.',
  start: { cached: [], rows: [] },
  on,
  value: ({ cached, rows }: State) =>
    cached.filter(({ key, value }) => {
      const row = findKey(rows, key);
      if (row !== undefined) return value !== row.value;
      return value !== START_VALUE && value !== null;
    }).length,
};

function on(state: State, seen: Seen): State {
  if (seen.kind !== 'fact') {
    return seen.kind === 'down' && seen.node === 'cache' ? { ...state, cached: [] } : state;
  }
  const { type, key, value = null } = seen.fact as { type: string; key?: string; value?: Value };
  if (type === 'emptied') return { ...state, cached: [] };
  if (type === 'warmed') {
    const keys = seen.fact['keys'] as readonly string[];
    return { ...state, cached: keys.map((each) => ({ key: each, value: START_VALUE })) };
  }
  if (key === undefined) return state;
  switch (type) {
    case 'committed':
      return { ...state, rows: putKey(state.rows, { key, value }) };
    case 'stored':
    case 'recovered':
      return { ...state, cached: putKey(state.cached, { key, value }) };
    case 'deleted':
    case 'evicted':
    case 'expired':
      return { ...state, cached: dropKey(state.cached, key) };
    default:
      return state;
  }
}
