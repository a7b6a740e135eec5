/** What a page that shares its state with a server may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { converge } from './converge.ts';
import { durableMeansDurable } from './durable.ts';
import { lastIntentWins } from './last-intent-wins.ts';
import { noClobber } from './no-clobber.ts';
import { noSilentOverwrite } from './no-silent-overwrite.ts';
import { exactlyOnce, failureVisible, noFalseConflict, queueMovesOn } from './operations.ts';
import { prefsNotLost } from './prefs-not-lost.ts';
import { staleness } from './staleness.ts';

export const guarantees: readonly Guarantee[] = [
  noClobber,
  converge,
  lastIntentWins,
  noSilentOverwrite,
  exactlyOnce,
  noFalseConflict,
  durableMeansDurable,
  failureVisible,
  queueMovesOn,
  prefsNotLost,
  staleness,
];
