/** The truth tables of background jobs, as data. */
import type { TruthRow } from '../../../flow/truth.ts';
import { delivery } from './delivery.ts';
import { atOnce, beside, dualWrite } from './idempotency.ts';
import { ordering, poison } from './ordering.ts';
import { overlap, schedulers } from './recurring.ts';
import { delayed, delayedOrder, others, priority } from './timing.ts';

export const truth: readonly TruthRow[] = [
  ...delivery,
  ...beside,
  ...atOnce,
  ...dualWrite,
  ...ordering,
  ...poison,
  ...priority,
  ...delayed,
  ...delayedOrder,
  ...overlap,
  ...schedulers,
  ...others,
];
