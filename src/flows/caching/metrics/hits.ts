/** How often the cache has what is asked for. */
import type { Metric } from '../../../flow/property.ts';

interface State {
  readonly hits: number;
  readonly misses: number;
}

export const hitRatio: Metric = {
  id: 'hit-ratio',
  title: 'Hit ratio',
  unit: '%',
  explain: 'Of all lookups so far, how many found the key in the cache.',
  start: { hits: 0, misses: 0 },
  on: (state: State, seen): State => {
    if (seen.kind !== 'fact') return state;
    if (seen.fact.type === 'hit') return { ...state, hits: state.hits + 1 };
    if (seen.fact.type === 'missed') return { ...state, misses: state.misses + 1 };
    return state;
  },
  value: ({ hits, misses }: State) => (hits + misses === 0 ? null : (100 * hits) / (hits + misses)),
};
