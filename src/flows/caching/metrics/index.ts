/** What caching counts. */
import type { Metric } from '../../../flow/property.ts';
import { differentKeys } from './difference.ts';
import { dirtyEntries, flushLag, lostWrites } from './dirty.ts';
import { hitRatio } from './hits.ts';
import { latencies } from './latency.ts';
import { concurrentLoads, loads, loadsPerSecond } from './loads.ts';
import { staleAge, staleHits } from './stale.ts';

export const metrics: readonly Metric[] = [
  hitRatio,
  loads,
  loadsPerSecond,
  concurrentLoads,
  staleHits,
  staleAge,
  differentKeys,
  dirtyEntries,
  flushLag,
  lostWrites,
  ...latencies,
];
