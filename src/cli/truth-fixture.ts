/** For tests: decides rows of a truth table as `sim table` does. */
import { expect, test } from 'vitest';
import { traceOf } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import type { TruthRow } from '../flow/truth.ts';
import { decideRow } from './table.ts';

/**
 * A test for each row but the long ones: verdict, number of faults and of late deadlines are the
 * table's, and a witness plays to its violation.
 */
export function testRows(flow: Flow, rows: readonly TruthRow[] = flow.truth): void {
  test.each(rows.filter(({ long }) => long !== true))(
    '$says',
    (row) => {
      const { decision, agrees } = decideRow(flow, row, flow.truth.indexOf(row) + 1);
      const { verdict, coverage, faultCount, delayCount, witness } = decision;
      expect(verdict, coverage).toBe(row.expect.verdict);
      expect(agrees, `${faultCount} faults, ${delayCount} late deadlines`).toBe(true);
      if (witness === null) return;
      const { violations } = traceOf(flow, witness);
      expect(violations.map(({ guarantee }) => guarantee)).toContain(row.guarantee);
    },
    120_000,
  );
}
