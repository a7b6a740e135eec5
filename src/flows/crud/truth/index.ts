import type { TruthRow } from '../../../flow/truth.ts';
export const truth: readonly TruthRow[] = [];
