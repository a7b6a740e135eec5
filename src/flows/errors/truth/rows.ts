/** What the rows of several parts share. */
import { rowsFor } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';

export const config = rowsFor(guarantees);

export type Fixes = Readonly<Record<string, string>>;
export const at = (workload: string, fixes: Fixes = {}) => ({
  variant: 'standard',
  fixes,
  workload,
});
