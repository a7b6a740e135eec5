/** How this family's rows are written. */
import { rowsFor } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';

export const config = rowsFor(guarantees);

/** What a person does who is gone, or an answer that is lost: each may leave something behind. */
export const GONE = ['stop:ada'];
