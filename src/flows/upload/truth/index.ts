/** The truth table of file upload, as data. */
import type { TruthRow } from '../../../flow/truth.ts';
import { memory, resend } from './bytes.ts';
import { expiry } from './expiry.ts';
import { ends, keys, leftovers, limits } from './policy.ts';
import { recording } from './recording.ts';

export const truth: readonly TruthRow[] = [
  ...recording,
  ...memory,
  ...resend,
  ...expiry,
  ...limits,
  ...leftovers,
  ...keys,
  ...ends,
];
