/** What caching may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { convergence } from './convergence.ts';
import { durableWrites } from './durable-writes.ts';
import { freshReads } from './fresh-reads.ts';
import { herdBound } from './herd-bound.ts';
import { monotonicSession } from './monotonic-session.ts';
import { noDirtyRead } from './no-dirty-read.ts';
import { readsSurvive } from './reads-survive.ts';
import { staleBound } from './stale-bound.ts';

export const guarantees: readonly Guarantee[] = [
  freshReads,
  durableWrites,
  convergence,
  staleBound,
  noDirtyRead,
  monotonicSession,
  herdBound,
  readsSurvive,
];
