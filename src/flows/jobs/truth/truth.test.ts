/** Every row of the truth tables, decided by the model checker: verdict and number of faults as in the table. */
import { describe, expect, test } from 'vitest';
import { decideRow } from '../../../cli/table.ts';
import { jobs } from '../index.ts';

describe('the truth table', () => {
  test.each(jobs.truth.map((row, i) => ({ ...row, number: i + 1 })).filter(({ long }) => !long))(
    '$number. $says',
    ({ number, ...row }) => {
      const { decision, agrees } = decideRow(jobs, row, number);
      expect(decision.verdict, decision.coverage).toBe(row.expect.verdict);
      expect(agrees, `${decision.faultCount} faults, ${decision.delayCount} delays`).toBe(true);
    },
    60_000,
  );

  test('has rows that hold and rows that are broken, with and without faults', () => {
    const broken = jobs.truth.filter(({ expect: { verdict } }) => verdict === 'broken');
    expect(broken.length).toBeGreaterThan(30);
    expect(jobs.truth.length - broken.length).toBeGreaterThan(30);
  });
});
