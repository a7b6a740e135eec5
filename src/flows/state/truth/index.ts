/** The truth table of §4 of the domain document, as data, and rows that it leaves out. */
import type { TruthRow } from '../../../flow/truth.ts';
import { offline } from './offline.ts';
import { preferences } from './preferences.ts';
import { updates } from './updates.ts';

export const truth: readonly TruthRow[] = [...updates, ...offline, ...preferences];
