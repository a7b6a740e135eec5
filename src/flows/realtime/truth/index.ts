/** The truth table of real time: what a search must find, row by row. */
import type { TruthRow } from '../../../flow/truth.ts';
import { pollingRows } from './polling.ts';
import { sseRows } from './sse.ts';
import { timedRows } from './timed.ts';
import { websocketRows } from './websocket.ts';

export const truth: readonly TruthRow[] = [
  ...websocketRows,
  ...sseRows,
  ...pollingRows,
  ...timedRows,
];
