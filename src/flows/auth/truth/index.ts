/** The truth tables of §2 of the domain document, as data. */
import type { TruthRow } from '../../../flow/truth.ts';

export const truth: readonly TruthRow[] = [];
