/** What uploads may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { boundedResend, memoryBound } from './bytes.ts';
import { expirySurvives, truthfulEnd, wholeEndsReady } from './endings.ts';
import { declaredType, noLeakedParts, noOverwrite, realType, sizeLimit } from './policy.ts';
import { linksHeal, noDangling, noOrphan, noStuck } from './rows-and-objects.ts';

export const guarantees: readonly Guarantee[] = [
  noDangling,
  linksHeal,
  noOrphan,
  noStuck,
  memoryBound,
  boundedResend,
  expirySurvives,
  sizeLimit,
  declaredType,
  realType,
  noLeakedParts,
  noOverwrite,
  truthfulEnd,
  wholeEndsReady,
];
