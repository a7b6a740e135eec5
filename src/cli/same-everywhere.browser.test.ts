/**
 * The same run gives the same trace, byte for byte, in Node and in a browser. Long runs with
 * faults of every kind are hashed in this page and by the command line, and the hashes compared.
 */

import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type {} from '../../tools/sim-command.ts';
import { compile, openingRun, traceOf } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import { parseRun } from '../flow/parse.ts';
import { workloadsOf } from '../flow/parse-setup.ts';
import type { Run } from '../flow/run.ts';
import { chance } from '../kernel/chance.ts';
import type { Fault } from '../kernel/schedule.ts';
import { flows } from './flows.ts';
import { traceHash } from './trace-hash.ts';

const HORIZON_US = 12_000_000;

/** Of each variant the workload with the most going on: a crowd's, where there is one. */
const longRuns = flows.flatMap((flow) =>
  Object.keys(flow.variants).map((variant, i) => {
    const watched = workloadsOf(flow, variant).filter(
      (name) => flow.workloads[name]?.searchable !== true,
    );
    const crowded = watched.filter((name) =>
      flow.workloads[name]?.clients.some(({ crowd }) => crowd === true),
    );
    const among = crowded.length > 0 ? crowded : watched;
    return stormy(flow, variant, among[i % among.length] ?? '', i + 1);
  }),
);

test.each(
  longRuns.map(
    (run) => [`${run.flow}, ${run.variant}, ${run.workload}, seed ${run.seed}`, run] as const,
  ),
)('%s', { timeout: 60_000 }, async (_, run) => {
  const flow = flows.find(({ id }) => id === run.flow) ?? expect.unreachable();
  const { entries } = traceOf(flow, run);
  expect(entries.filter(({ kind }) => kind === 'fault').length).toBeGreaterThan(5);
  const inNode = await commands.sim(['run', '--run', '-', '--hash'], JSON.stringify(run));
  expect(inNode.trim()).toBe(traceHash(entries));
});

test('another seed has another hash', () => {
  const [flow] = flows;
  if (flow === undefined) return expect.unreachable();
  const run = openingRun(flow);
  const hash = traceHash(traceOf(flow, run).entries);
  expect(traceHash(traceOf(flow, { ...run, seed: 2 }).entries)).not.toBe(hash);
});

/** A run with a fault of each kind on nodes and links that chance picks. */
function stormy(flow: Flow, variant: string, workload: string, seed: number): Run {
  const setup = { variant, workload, fixes: {}, params: {} };
  const { plan } = compile(flow, setup);
  const pick = <T>(list: readonly T[], what: string): T =>
    list[Math.floor(chance(seed, 'pick', what) * list.length)] ?? expect.unreachable();
  const atUs = (what: string): number => Math.floor(chance(seed, 'when', what) * 8_000_000);
  const links = plan.links
    .filter(({ kind }) => kind !== 'local')
    .map(({ from, to }) => `${from}->${to}`);
  const node = (what: string) => ({ node: pick(plan.nodes, what).id, atUs: atUs(what) });
  const link = (what: string) => ({ link: pick(links, what), atUs: atUs(what), forUs: 900_000 });
  const owned = plan.nodes.find(({ faults }) => faults !== undefined && faults.length > 0);
  const faults: Fault[] = [
    { kind: 'crash', ...node('crash'), downForUs: 700_000 },
    { kind: 'pause', ...node('pause'), forUs: 400_000 },
    { kind: 'slow', ...node('slow'), forUs: 3_000_000, factor: 2.7 },
    { kind: 'skew', ...node('skew'), byUs: 12_345 },
    { kind: 'failNext', ...node('fail') },
    { kind: 'cut', ...link('cut') },
    { kind: 'slow', ...link('slow link'), factor: 3.3 },
    { kind: 'lossy', ...link('lossy'), rate: 0.31 },
    ...(owned?.faults ?? []).map(
      (event): Fault => ({ kind: 'own', event, node: owned?.id ?? '', atUs: atUs(event) }),
    ),
  ];
  const base = { version: 1, flow: flow.id, ...setup, seed, faults, untilUs: HORIZON_US };
  const parsed = parseRun(flows, base);
  return parsed.ok ? parsed.run : expect.unreachable(JSON.stringify(parsed.problems));
}
