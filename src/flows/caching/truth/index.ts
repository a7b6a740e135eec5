/** The truth table of caching: what a search must find, row by row. */
import type { TruthRow } from '../../../flow/truth.ts';
import { cacheAsideRows } from './cache-aside.ts';
import { loadRows } from './loads.ts';
import { writeBackRows } from './write-back.ts';
import { writeThroughRows } from './write-through.ts';

export const truth: readonly TruthRow[] = [
  ...cacheAsideRows,
  ...writeThroughRows,
  ...writeBackRows,
  ...loadRows,
];
