/** How this family's rows are written. */
import { rowsFor } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';

export const config = rowsFor(guarantees);
