import { describe, expect, test } from 'vitest';
import { choiceOf } from '../flow/compile.ts';
import { type Flow, fits } from '../flow/flow.ts';
import type { TruthRow } from '../flow/truth.ts';
import { allFlows } from '../flows/catalogue.ts';
import { standingAlone } from './pairs.ts';

const flows = (await allFlows()).filter(({ pairs = [] }) => pairs.length > 0);

const choices = (flow: Flow, row: TruthRow): Readonly<Record<string, string>> =>
  choiceOf(flow, { fixes: {}, params: {}, ...row }).fixes;

describe.each(flows.map((flow) => [flow.id, flow] as const))('%s', (_, flow) => {
  test.each(
    (flow.pairs ?? []).map(
      (pair) => [`${pair.fix} with ${Object.keys(pair.partner)}`, pair] as const,
    ),
  )(
    '%s: the truth table has the row that breaks, and the same with the partner, which holds',
    async (__, pair) => {
      const rows = (await flow.truth()).filter(({ guarantee }) => guarantee === pair.breaks);
      const alone = rows.filter(
        (row) => row.expect.verdict === 'broken' && fits(pair, row.variant, choices(flow, row)),
      );
      const isMended = (row: TruthRow): boolean => {
        const wanted = { ...choices(flow, row), ...pair.partner };
        return rows.some(
          (each) =>
            each.expect.verdict === 'holds' &&
            each.workload === row.workload &&
            each.faults >= row.faults &&
            row.kinds.every((kind) => each.kinds.includes(kind)) &&
            Object.entries(choices(flow, each)).every(([name, value]) => wanted[name] === value),
        );
      };
      expect(alone.some(isMended)).toBe(true);
    },
  );
});

test('a fix that stands alone says what breaks, and offers what is missing; with it there is silence', () => {
  const auth = flows.find(({ id }) => id === 'auth');
  if (auth === undefined) throw new Error('There is no such flow.');
  const withFixes = (fixes: Record<string, string>) =>
    standingAlone(
      auth,
      'standard',
      choiceOf(auth, { variant: 'standard', workload: 'two-tabs', params: {}, fixes }).fixes,
    );
  expect(withFixes({})).toEqual([]);
  expect(withFixes({ rotation: 'on', reuseDetect: 'on' })).toEqual([
    {
      fix: 'reuseDetect',
      says: 'Without “One tab refreshes at a time”, “Nobody is signed out for no reason” (A1) can break.',
      partner: { tabLock: 'on' },
      partnerTitle: 'One tab refreshes at a time',
    },
  ]);
  const sound = { rotation: 'on', reuseDetect: 'on', tabLock: 'on', grace: 'same' };
  expect(withFixes(sound)).toEqual([]);
});
