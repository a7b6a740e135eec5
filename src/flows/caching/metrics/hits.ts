/** How often the cache has what is asked for. */
import { ratio } from '../../../flow/metrics.ts';

export const hitRatio = ratio(
  'hit-ratio',
  'Hit ratio',
  '%',
  'Of all lookups so far, how many found the key in the cache.',
  'hit',
  ({ type }) => type === 'hit' || type === 'missed',
);
