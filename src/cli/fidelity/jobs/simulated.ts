/** The simulator's own figures. Nothing here knows the formulas. */
import type { ParamValue } from '../../../flow/flow.ts';
import { jobs } from '../../../flows/jobs/index.ts';
import type { Fault } from '../../../kernel/schedule.ts';
import { SECOND } from '../../../kernel/time.ts';
import { factsOf, type Happened } from '../study.ts';

interface Load {
  readonly variant: 'fifo' | 'priority';
  readonly service: 'exp' | 'det';
  readonly servers: number;
  /** Jobs a second; each takes a second on average. */
  readonly arrivalsPerSecond: number;
  readonly highShare?: number;
}

/** No way takes time, nobody polls, no lease ends: what is left is the queue. */
const BARE: Readonly<Record<string, ParamValue>> = {
  brokerRttMs: 0,
  effectRttMs: 0,
  serviceMs: 1_000,
  longPollMs: 'inf',
  visibilityTimeoutMs: 'inf',
  effectTimeoutMs: 'inf',
};

/** A run is as long as this many jobs; more make more runs, which all begin empty: 0.5 % of a run. */
const JOBS_IN_A_RUN = 20_000;

/** Mean waits in seconds: of all jobs, of the urgent, of the others. */
export function waits(load: Load, arrivals: number): { all: number; high: number; low: number } {
  const runs = Math.ceil(arrivals / JOBS_IN_A_RUN);
  // Seeds of their own: chance is keyed, and one lucky sequence of arrivals would show in every figure.
  const firstSeed = 1 + 1_000 * (load.servers - 1);
  const sums = { high: 0, low: 0, highCount: 0, lowCount: 0 };
  for (let run = 0; run < runs; run++) {
    const sinceUs = new Map<string, number>();
    for (const { type, op, atUs } of loadRun(load, arrivals / runs, firstSeed + run)) {
      if (type === 'enqueued') sinceUs.set(op, atUs);
      else if (type === 'delivered') {
        const waitedS = (atUs - (sinceUs.get(op) ?? atUs)) / SECOND;
        sinceUs.delete(op);
        const urgent = op.startsWith('urgent');
        sums[urgent ? 'high' : 'low'] += waitedS;
        sums[urgent ? 'highCount' : 'lowCount'] += 1;
      }
    }
  }
  const { high, low, highCount, lowCount } = sums;
  return {
    all: (high + low) / (highCount + lowCount),
    high: high / Math.max(1, highCount),
    low: low / Math.max(1, lowCount),
  };
}

function loadRun(load: Load, arrivals: number, seed: number): Iterable<Happened> {
  const { variant, service, servers, arrivalsPerSecond, highShare } = load;
  return factsOf(jobs, {
    variant,
    workload: highShare === undefined ? 'steady-load' : 'two-classes',
    fixes: { serviceTime: service },
    params: {
      ...BARE,
      workers: servers,
      arrivalsPerSecond,
      durationMs: (arrivals / arrivalsPerSecond) * 1_000,
      ...(highShare === undefined ? {} : { highSharePercent: highShare * 100 }),
    },
    seed,
  });
}

/** How often each kind of fact happened, with so many arrivals. */
export function countFacts(
  params: Readonly<Record<string, ParamValue>>,
  arrivals: number,
): { readonly of: (fact: string) => number } {
  const load = { serviceMs: 100, arrivalsPerSecond: 5, durationMs: arrivals * 200 };
  const counts = new Map<string, number>();
  for (const { type } of factsOf(jobs, {
    variant: 'fifo',
    workload: 'steady-load',
    params: { ...BARE, ...load, ...params },
  })) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return { of: (fact) => counts.get(fact) ?? 0 };
}

/** Seconds from the end of an outage until the queue is empty, as the mean over so many runs. */
export function drainS(
  { outageS, lambda, mu }: { outageS: number; lambda: number; mu: number },
  runs: number,
): number {
  const params = {
    ...BARE,
    serviceMs: 1_000 / mu,
    workers: 1,
    arrivalsPerSecond: lambda,
    durationMs: 3_000_000,
  };
  const faults: Fault[] = [{ kind: 'pause', node: 'worker-1', atUs: 0, forUs: outageS * SECOND }];
  let sumS = 0;
  for (let seed = 1; seed <= runs; seed++) {
    let open = 0;
    const study = { variant: 'fifo', workload: 'steady-load', params, seed, faults };
    for (const { type, atUs } of factsOf(jobs, study)) {
      if (type === 'enqueued') open++;
      if (type === 'done') open--;
      if (open > 0 || atUs <= outageS * SECOND) continue;
      sumS += atUs / SECOND - outageS;
      break;
    }
  }
  return sumS / runs;
}

/** A job that takes longer than its lease: how often it was begun, at most how many at once, how often given up. */
export function endless(staleReceiptAck: 'accept' | 'ignore'): {
  readonly started: number;
  readonly most: number;
  readonly dead: number;
} {
  let [started, running, most, dead] = [0, 0, 0, 0];
  for (const { type } of factsOf(jobs, {
    variant: 'fifo',
    workload: 'one-order',
    fixes: { staleReceiptAck },
    params: { ...BARE, workers: 3, serviceMs: 60_000, visibilityTimeoutMs: 30_000 },
  })) {
    if (type === 'started') most = Math.max(most, ++running);
    if (type === 'started') started++;
    if (type === 'ended') running--;
    if (type === 'deadLettered') dead++;
  }
  return { started, most, dead };
}

/** How long after the first job, which always fails, the second is delivered for the first time. */
export function headOfLineS(): number {
  const deliveredUs = new Map<string, number>();
  for (const { type, op, atUs } of factsOf(jobs, {
    variant: 'fifo',
    workload: 'three-orders',
    fixes: { requeue: 'head', backoff: 'fixed' },
    params: {
      ...BARE,
      workers: 1,
      serviceMs: 500,
      failurePercent: 100,
      clientRttMs: 0,
      dbRttMs: 0,
    },
  })) {
    if (type === 'delivered' && !deliveredUs.has(op)) deliveredUs.set(op, atUs);
  }
  return ((deliveredUs.get('order-2') ?? 0) - (deliveredUs.get('order-1') ?? 0)) / SECOND;
}
