/** What background jobs may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { acceptedJobsEnd, healthyJobsEnd } from './accepted-jobs-end.ts';
import { boundedAttempts, noFalsePoison } from './attempts.ts';
import { effectOrder, newerDeliveryWins } from './effect-order.ts';
import { fewRetries, quickAnswers } from './load-on-others.ts';
import { oneEffect } from './one-effect.ts';
import { noEarlyWork, orderAndJob } from './order-and-job.ts';
import { oneRunAtATime, oneRunPerTick, someRunCompletes } from './recurring-runs.ts';
import { startsWhenDue, startsWithin } from './starts-in-time.ts';

export const guarantees: readonly Guarantee[] = [
  acceptedJobsEnd,
  healthyJobsEnd,
  orderAndJob,
  noEarlyWork,
  oneEffect,
  newerDeliveryWins,
  effectOrder,
  startsWithin,
  startsWhenDue,
  oneRunAtATime,
  oneRunPerTick,
  someRunCompletes,
  boundedAttempts,
  noFalsePoison,
  quickAnswers,
  fewRetries,
];
