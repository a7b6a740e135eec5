/** What caching may promise. */
import type { Guarantee } from '../../../flow/property.ts';
import { convergence } from './convergence.ts';
import { durableWrites } from './durable-writes.ts';
import { freshReads } from './fresh-reads.ts';

export const guarantees: readonly Guarantee[] = [freshReads, durableWrites, convergence];
