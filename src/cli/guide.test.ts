/** Every row of the field guide, simulated: what it claims is so, and is no longer so with the flip. */
import { describe, expect, test } from 'vitest';
import { type GuideEntry, guideRun, otherRun } from '../flow/guide.ts';
import { parseRun } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import { claimFindings } from '../scenario/claim.ts';
import { sceneOf } from '../views/scene.ts';
import { metricsOf } from '../views/tally.ts';
import { flows } from './flows.ts';
import { GUIDE_IDS } from './guide-ids.ts';

const guides = await Promise.all(
  flows.map(async (flow) => ({
    flow,
    entries: ((await flow.guide?.())?.groups ?? []).flatMap(({ entries }) => entries),
  })),
);

const rows = guides.flatMap(({ flow, entries }) =>
  entries.map((entry) => ({ id: entry.id, flow, entry })),
);

test('the guide has every row that there is to be of each flow, and no other', () => {
  const wanted = flows.flatMap(({ id }) => GUIDE_IDS.filter((row) => row.startsWith(`${id}.`)));
  expect(rows.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
});

describe.each(rows)('$id', ({ flow, entry }) => {
  const sceneFor = (run: Run) => {
    // A name that the flow does not have would be left out in silence.
    const parsed = parseRun(flows, run);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    return sceneOf(flow, run);
  };

  test('what it claims is so', () => {
    const findings = claimFindings(sceneFor(guideRun(flow, entry.run)), entry.claim);
    expect(findings.filter(({ so }) => !so)).toEqual([]);
  });

  test('it is not so when it is done otherwise', () => {
    const flip = sceneFor(otherRun(flow, entry, entry.others[0]));
    expect(claimFindings(flip, entry.claim).filter(({ so }) => !so)).not.toEqual([]);
  });

  test('each of its ways has the measures by which they are compared', () => {
    for (const run of runsOf(entry)) {
      const ids = metricsOf(sceneFor(run)).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([...entry.measures]));
    }
  });

  function runsOf(row: GuideEntry): Run[] {
    return [guideRun(flow, row.run), ...row.others.map((other) => otherRun(flow, row, other))];
  }
});
