/** What error handling may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { spreadRetries } from './load.ts';
import { mapped, notSwallowed } from './mapping.ts';
import { noHalfState, oneCharge } from './money.ts';
import { boundedAttempts, noUselessRetry, recovers } from './retries.ts';
import { actionable, noLeak, traceable } from './what-is-told.ts';

export const guarantees: readonly Guarantee[] = [
  mapped,
  noLeak,
  notSwallowed,
  traceable,
  noUselessRetry,
  boundedAttempts,
  oneCharge,
  noHalfState,
  actionable,
  recovers,
  spreadRetries,
];
