/** Every row of this part of the truth table: verdict and number of faults, and a witness that plays. */
import { expect, test } from 'vitest';
import { decideRow } from '../../../cli/table.ts';
import { traceOf } from '../../../flow/compile.ts';
import { violationsOf } from '../fixture.ts';
import { caching } from '../index.ts';
import { loadRows } from './loads.ts';

test.each(loadRows.filter(({ long }) => long !== true))(
  '$says',
  (row) => {
    const { decision, agrees } = decideRow(caching, row, caching.truth.indexOf(row) + 1);
    expect(decision.verdict, decision.coverage).toBe(row.expect.verdict);
    expect(agrees, `${decision.faultCount} faults, ${decision.delayCount} late deadlines`).toBe(
      true,
    );
    if (decision.witness === null) expect(decision.verdict).toBe('holds');
    else expect(violationsOf(traceOf(caching, decision.witness))).toContain(row.guarantee);
  },
  120_000,
);
