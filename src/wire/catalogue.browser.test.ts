/** Goal: every flow can play over the wire. Method: each variant, under faults, entry by entry. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openingRun, traceOf } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import { workloadsOf } from '../flow/parse-setup.ts';
import type { Run } from '../flow/run.ts';
import { allFlows } from '../flows/catalogue.ts';
import { chance } from '../kernel/chance.ts';
import type { Fault } from '../kernel/schedule.ts';
import type { Trace } from '../kernel/trace.ts';
import { Player, WatchedDesk } from './player-fixture.ts';
import { mishaps } from './shop-fixture.ts';
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

/** Mishaps of messages, and a crash of one node. */
function troubled(flow: Flow, calm: Run): Run {
  const { entries, endUs } = traceOf(flow, calm);
  const sends = entries.filter((entry) => entry.kind === 'send' && !entry.local);
  const nodes = [...new Set(entries.flatMap((each) => (each.kind === 'send' ? [each.to] : [])))];
  const crashes = nodes
    .filter((node) => !node.includes('/') && chance(calm.seed, 'crash', node) < 0.3)
    .map((node): Fault => {
      const atUs = Math.floor(chance(calm.seed, 'when', node) * endUs);
      return { kind: 'crash', node, atUs, downForUs: 200_000 };
    });
  const addresses = sends.flatMap((entry) => ('address' in entry ? [entry.address] : []));
  return { ...calm, faults: [...mishaps(calm.seed, addresses), ...crashes] };
}

/** A crowd's run may be long, and one under faults without end. */
const WATCHED_US = 10_000_000;

/** The calls that users make by HTTP: a variant may have none. */
const requestsOf = (flow: Flow, { entries }: Trace): number =>
  entries.filter(({ kind, ...entry }) => {
    if (kind !== 'send' || !('event' in entry)) return false;
    const http = flow.messages[entry.event.type]?.http;
    return http !== undefined && 'method' in http;
  }).length;

describe.each(catalogue.map((flow) => [flow.id, flow] as const))('%s', (_, flow) => {
  it.each(Object.keys(flow.variants))('plays %s over the wire', async (variant) => {
    const before = desk.requestCount;
    let asked = 0;
    const [workload = flow.opening.workload] = workloadsOf(flow, variant);
    for (const seed of [1, 2, 3]) {
      const calm = { ...openingRun(flow), variant, workload, seed, untilUs: WATCHED_US };
      const run = troubled(flow, calm);
      const trace = traceOf(flow, run);
      asked += requestsOf(flow, trace);
      const player = new Player({ flow, run, trace, desk });
      await player.toEnd();
      expect(player.entries, `seed ${seed}`).toEqual(trace.entries);
    }
    expect(desk.requestCount - before > 0).toBe(asked > 0);
  });
});
