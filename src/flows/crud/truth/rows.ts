/** How this family writes its rows. */
import { broken, holds, rowsFor } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';

export { broken, holds };

const rows = rowsFor(guarantees);
type Choices = Readonly<Record<string, string>>;
type Verdicts =
  Parameters<typeof rows> extends readonly [string, unknown, ...infer Rest] ? Rest : never;

/** Design choices in one workload, and what they come to. */
export const row = (says: string, workload: string, fixes: Choices, ...verdicts: Verdicts) =>
  rows(says, { variant: 'standard', workload, fixes }, ...verdicts);
