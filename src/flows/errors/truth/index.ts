/** The domain's table as data. */
import type { TruthRow } from '../../../flow/truth.ts';
import { mappingRows } from './mapping.ts';
import { moneyRows } from './money.ts';
import { retryRows } from './retries.ts';
import { tellingRows } from './telling.ts';

export const truth: readonly TruthRow[] = [
  ...mappingRows,
  ...tellingRows,
  ...retryRows,
  ...moneyRows,
];
