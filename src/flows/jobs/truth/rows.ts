/** How this family's rows are written. */
import { rowsFor } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';

export const config = rowsFor(guarantees);

/** Fewer tries and attempts: a crash of the broker meets each of them. */
export const FEW = { workers: 1, enqueueTries: 1, maxAttempts: 2 } as const;
