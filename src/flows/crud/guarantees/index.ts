/** What a CRUD app may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { coherentAtRest } from './coherent-at-rest.ts';
import { noDuplicate } from './no-duplicate.ts';
import { noLostUpdate } from './no-lost-update.ts';
import { noSpuriousConflict } from './no-spurious-conflict.ts';
import { queryBudget, scopedReads } from './queries.ts';
import { truthfulOutcome } from './truthful-outcome.ts';
import { noOversell, validAtRest } from './valid-at-rest.ts';

export const guarantees: readonly Guarantee[] = [
  noDuplicate,
  truthfulOutcome,
  noLostUpdate,
  noSpuriousConflict,
  validAtRest,
  noOversell,
  coherentAtRest,
  queryBudget,
  scopedReads,
];
