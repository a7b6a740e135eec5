/**
 * Goal: the truth table of the domain holds for the machines that play. Method: each row is
 * decided as `sim table` decides it, and its verdict and number of faults are compared.
 */
import { describe, expect, it } from 'vitest';
import { decideRow } from '../../../cli/table.ts';
import { realtime } from '../index.ts';

describe('the truth table of real time', () => {
  realtime.truth.forEach((row, i) => {
    it.skipIf(row.long === true)(`${i + 1}. ${row.says}`, () => {
      const { decision, agrees } = decideRow(realtime, row, i + 1);
      expect({ agrees, verdict: decision.verdict, faults: decision.faultCount }).toEqual({
        agrees: true,
        verdict: row.expect.verdict,
        faults: row.expect.verdict === 'broken' ? row.expect.faultCount : row.faults,
      });
    });
  });
});
