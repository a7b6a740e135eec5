/** The truth tables of §2 of the domain document, as data. */
import type { TruthRow } from '../../../flow/truth.ts';
import { passwordRows } from './passwords.ts';
import { revocationRows } from './revocation.ts';
import { rotationRows } from './rotation.ts';

export const truth: readonly TruthRow[] = [...rotationRows, ...revocationRows, ...passwordRows];
