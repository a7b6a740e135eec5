/** How this family writes its rows. */
import { broken, holds, rowsFor } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';
import type { VariantId } from '../variants.ts';

export { broken, holds };

const rows = rowsFor(guarantees);
type Choices = Readonly<Record<string, string>>;
type Verdicts =
  Parameters<typeof rows> extends readonly [string, unknown, ...infer Rest] ? Rest : never;

/** Design choices in one workload of a variant, and what they come to. */
export const rowOf =
  (variant: VariantId) =>
  (says: string, workload: string, fixes: Choices, ...verdicts: Verdicts) =>
    rows(says, { variant, workload, fixes }, ...verdicts);
