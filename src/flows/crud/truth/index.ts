/** The truth table of §1 of the domain document, as data, and rows that it leaves out. */
import type { TruthRow } from '../../../flow/truth.ts';
import { creates } from './creates.ts';
import { edits } from './edits.ts';
import { gaps } from './gaps.ts';

export const truth: readonly TruthRow[] = [...creates, ...edits, ...gaps];
