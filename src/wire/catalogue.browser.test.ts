/**
 * Goal: every flow can play over the wire. Method: each variant with random fixes, under faults of
 * every kind, entry by entry.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openingRun, traceOf } from '../flow/compile.ts';
import { workloadsOf } from '../flow/parse-setup.ts';
import { allFlows } from '../flows/catalogue.ts';
import { Player, WatchedDesk } from './player-fixture.ts';
import { requestsOf, troubled } from './trouble-fixture.ts';
import { type Interception, intercept } from './worker.ts';

const catalogue = await allFlows();

const desk = new WatchedDesk(new URL('/', location.href), () =>
  Promise.resolve(new Response('nobody asked for this', { status: 500 })),
);
let interception: Interception;
beforeAll(async () => {
  interception = await intercept(desk);
});
afterAll(() => interception.close());

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);

/** A crowd's run may be long, and one under faults without end. */
const WATCHED_US = 10_000_000;

describe.each(catalogue.map((flow) => [flow.id, flow] as const))('%s', (_, flow) => {
  it.each(Object.keys(flow.variants))(
    'plays %s over the wire',
    async (variant) => {
      const before = desk.requestCount;
      let asked = 0;
      const [workload = flow.opening.workload] = workloadsOf(flow, variant);
      for (const seed of SEEDS) {
        const calm = { ...openingRun(flow), variant, workload, seed, untilUs: WATCHED_US };
        const run = troubled(flow, calm);
        const trace = traceOf(flow, run);
        asked += requestsOf(flow, run);
        const player = new Player({ flow, run, trace, desk });
        await player.toEnd();
        expect(player.entries, `seed ${seed}`).toEqual(trace.entries);
      }
      expect(desk.requestCount - before > 0).toBe(asked > 0);
    },
    60_000,
  );
});
