/** The truth table of file upload, as data. */
import type { TruthRow } from '../../../flow/truth.ts';

export const truth: readonly TruthRow[] = [];
