/** For tests: decides rows of a truth table as `sim table` does. */
import { expect, test } from 'vitest';
import { compile } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import type { TruthRow } from '../flow/truth.ts';
import { simulate } from '../kernel/simulate.ts';
import { watching } from '../verify/question.ts';
import { decideRow } from './table.ts';

/**
 * A test for each row but the long ones: verdict, number of faults and of late deadlines are the
 * table's, and a witness plays to its violation.
 */
export function testRows(flow: Flow, rows: readonly TruthRow[]): void {
  test.each(rows.filter(({ long }) => long !== true))(
    '$says',
    (row) => {
      const { decision, agrees } = decideRow(flow, row, rows.indexOf(row) + 1);
      const { verdict, coverage, faultCount, delayCount, witness } = decision;
      expect(verdict, coverage).toBe(row.expect.verdict);
      expect(agrees, `${faultCount} faults, ${delayCount} late deadlines`).toBe(true);
      expect(witness === null, 'only what is broken has a witness').toBe(verdict === 'holds');
      if (witness === null) return;
      const { says, boundUs } = row;
      const guarantee = flow.guarantees.find(({ id }) => id === row.guarantee);
      if (guarantee === undefined) throw new Error(`No guarantee of "${says}".`);
      const watched = watching({ guarantee, ...(boundUs === undefined ? {} : { boundUs }) });
      const { violations } = simulate(watched(compile(flow, witness)), witness);
      expect(violations.map((each) => each.guarantee)).toContain(row.guarantee);
    },
    120_000,
  );
}
