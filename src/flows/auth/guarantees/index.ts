/** What signing in and its tokens may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { boundedRefresh } from './bounded-refresh.ts';
import { noFalseLogout, noMassLogout } from './forced-logins.ts';
import { freshAuthz } from './fresh-authz.ts';
import { guessCap, noLockout } from './guesses.ts';
import { logoutEndsRefresh, logoutIsFinal } from './logout-is-final.ts';
import { noEnumeration } from './no-enumeration.ts';
import { noFixation } from './no-fixation.ts';
import { ownedByVerified } from './owned-by-verified.ts';
import { resetSafe } from './reset-safe.ts';
import { detected, noSurvivor } from './stolen-lineage.ts';

export const guarantees: readonly Guarantee[] = [
  noFalseLogout,
  noSurvivor,
  detected,
  logoutIsFinal,
  logoutEndsRefresh,
  noMassLogout,
  guessCap,
  noLockout,
  noEnumeration,
  resetSafe,
  ownedByVerified,
  noFixation,
  freshAuthz,
  boundedRefresh,
];
