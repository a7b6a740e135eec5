/**
 * The figures of §3.7 of the domain document: queues simulated beside the formulas of queueing
 * theory. Formulas stand on the expected side only; what is simulated are the flow's own machines.
 */
import { compile } from '../flow/compile.ts';
import type { ParamValue } from '../flow/flow.ts';
import { jobs } from '../flows/jobs/index.ts';
import type { Entry } from '../kernel/entry.ts';
import type { Fault } from '../kernel/schedule.ts';
import { execute } from '../kernel/simulate.ts';
import { SECOND } from '../kernel/time.ts';
import { cobham, waitMD1, waitMMc } from './queueing.ts';

export interface Figure {
  /** Where it stands in the document, and what it is. */
  readonly says: string;
  readonly expected: number;
  readonly simulated: number;
  /** Relative: 0.05 is five percent; 0 is exact. */
  readonly tolerance: number;
  readonly agrees: boolean;
}

/** How much is simulated: `long` has the numbers of arrivals that the document states, `tiny` is for a test. */
export type Form = 'tiny' | 'short' | 'long';

interface Effort {
  readonly arrivals: number;
  /** The fewer arrivals, the wider: the error falls with their square root. */
  readonly within: number;
  readonly retried: number;
  readonly retriedWithin: number;
  readonly drains: number;
  readonly drainsWithin: number;
}

const EFFORTS: Readonly<Record<Form, Effort>> = {
  tiny: {
    arrivals: 4_000,
    within: 0.3,
    retried: 1_000,
    retriedWithin: 0.1,
    drains: 10,
    drainsWithin: 0.3,
  },
  short: {
    arrivals: 20_000,
    within: 0.15,
    retried: 2_000,
    retriedWithin: 0.1,
    drains: 30,
    drainsWithin: 0.2,
  },
  long: {
    arrivals: 400_000,
    within: 0.05,
    retried: 20_000,
    retriedWithin: 0.03,
    drains: 200,
    drainsWithin: 0.06,
  },
};

export function* jobsFigures(form: Form): Generator<Figure> {
  const { arrivals, within, retried, retriedWithin, drains, drainsWithin } = EFFORTS[form];
  yield* queues(arrivals, within);
  yield* priorities(arrivals, within);
  yield* retries(retried, retriedWithin);
  yield drain(drains, drainsWithin);
  yield* visibility();
  yield headOfLine();
}

const figure = (says: string, expected: number, simulated: number, tolerance: number): Figure => ({
  says,
  expected,
  simulated,
  tolerance,
  agrees: Math.abs(simulated - expected) <= tolerance * Math.abs(expected) + 1e-9,
});

// Studies

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
  const sums = { high: 0, low: 0, highCount: 0, lowCount: 0 };
  for (let seed = 1; seed <= runs; seed++) {
    const sinceUs = new Map<string, number>();
    for (const entry of loadRun(load, arrivals / runs, seed)) {
      if (entry.kind !== 'fact') continue;
      if (entry.fact.type === 'enqueued') sinceUs.set(entry.op, entry.atUs);
      else if (entry.fact.type === 'delivered') {
        const waitedS = (entry.atUs - (sinceUs.get(entry.op) ?? entry.atUs)) / SECOND;
        sinceUs.delete(entry.op);
        const urgent = entry.op.startsWith('urgent');
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

function loadRun(load: Load, arrivals: number, seed: number): Iterable<Entry> {
  const { variant, service, servers, arrivalsPerSecond, highShare } = load;
  const compiled = compile(jobs, {
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
  });
  const system = { ...compiled.system, monitors: [] };
  return execute(system, { seed, faults: [], holds: [], inputs: [] });
}

function* queues(arrivals: number, within: number): Generator<Figure> {
  const fifo = { variant: 'fifo', service: 'exp' } as const;
  for (const rho of [0.5, 0.8]) {
    const { all } = waits({ ...fifo, servers: 1, arrivalsPerSecond: rho }, arrivals);
    yield figure(`M/M/1, ρ=${rho}: mean wait, s`, waitMMc(1, rho), all, within);
  }
  const fixed = waits({ ...fifo, service: 'det', servers: 1, arrivalsPerSecond: 0.8 }, arrivals);
  yield figure('M/D/1, ρ=0.8: mean wait, s (half of M/M/1)', waitMD1(0.8), fixed.all, within);
  for (const servers of [4, 8]) {
    const a = 0.8 * servers;
    const { all } = waits({ ...fifo, servers, arrivalsPerSecond: a }, arrivals);
    yield figure(`M/M/${servers}, ρ=0.8: mean wait, s`, waitMMc(servers, a), all, within);
  }
}

function* priorities(arrivals: number, within: number): Generator<Figure> {
  const cases = [
    [1, 0.3, 0.5],
    [4, 1.2, 2],
  ] as const;
  for (const [servers, high, low] of cases) {
    const [expectedHigh, expectedLow] = cobham(servers, high, low);
    const simulated = waits(
      {
        variant: 'priority',
        service: 'exp',
        servers,
        arrivalsPerSecond: high + low,
        highShare: high / (high + low),
      },
      arrivals,
    );
    const says = `Cobham, c=${servers}, λ=(${high}, ${low})`;
    yield figure(`${says}: urgent jobs wait, s`, expectedHigh, simulated.high, within);
    yield figure(`${says}: ordinary jobs wait, s`, expectedLow, simulated.low, within);
  }
}

/** Calls for a job and the share that ends dead, when each call fails with chance p, at most M of them. */
function* retries(arrivals: number, within: number): Generator<Figure> {
  const most = 5;
  for (const p of [0.5, 0.9]) {
    const counts = count({ failurePercent: p * 100, maxAttempts: most, workers: 8 }, arrivals);
    const calls = (1 - p ** most) / (1 - p);
    const dead = p ** most;
    const made = counts.of('enqueued');
    yield figure(`p=${p}, M=5: calls for a job`, calls, counts.of('called') / made, within);
    // Rare ends are counted with the error of their number.
    const wide = Math.max(within, 3 / Math.sqrt(arrivals * dead));
    yield figure(
      `p=${p}, M=5: share of dead letters`,
      dead,
      counts.of('deadLettered') / made,
      wide,
    );
  }
}

interface Counts {
  readonly of: (fact: string) => number;
}

function count(params: Readonly<Record<string, ParamValue>>, arrivals: number): Counts {
  const { system } = compile(jobs, {
    variant: 'fifo',
    workload: 'steady-load',
    fixes: {},
    params: {
      ...BARE,
      serviceMs: 100,
      arrivalsPerSecond: 5,
      durationMs: arrivals * 200,
      ...params,
    },
  });
  const counts = new Map<string, number>();
  const schedule = { seed: 1, faults: [], holds: [], inputs: [] };
  for (const entry of execute({ ...system, monitors: [] }, schedule)) {
    if (entry.kind !== 'fact') continue;
    counts.set(entry.fact.type, (counts.get(entry.fact.type) ?? 0) + 1);
  }
  return { of: (fact) => counts.get(fact) ?? 0 };
}

/** Nothing is done for T; how long after that until the queue is empty again. */
function drain(runs: number, within: number): Figure {
  const outageS = 60;
  const lambda = 1;
  const mu = 1.25;
  const { system } = compile(jobs, {
    variant: 'fifo',
    workload: 'steady-load',
    fixes: {},
    params: {
      ...BARE,
      serviceMs: 1_000 / mu,
      workers: 1,
      arrivalsPerSecond: lambda,
      durationMs: 3_000_000,
    },
  });
  const bare = { ...system, monitors: [] };
  const faults: Fault[] = [{ kind: 'pause', node: 'worker-1', atUs: 0, forUs: outageS * SECOND }];
  let sumS = 0;
  for (let seed = 1; seed <= runs; seed++) {
    let open = 0;
    for (const entry of execute(bare, { seed, faults, holds: [], inputs: [] })) {
      if (entry.kind !== 'fact') continue;
      if (entry.fact.type === 'enqueued') open++;
      if (entry.fact.type === 'done') open--;
      if (open > 0 || entry.atUs <= outageS * SECOND) continue;
      sumS += entry.atUs / SECOND - outageS;
      break;
    }
  }
  const expected = (lambda * outageS) / (mu - lambda);
  return figure('drain after an outage of 60 s, λ=1, cμ=1.25: s', expected, sumS / runs, within);
}

/** A job of 60 s beside a visibility timeout of 30 s, M=5, three workers: how often it runs. */
function* visibility(): Generator<Figure> {
  for (const staleReceiptAck of ['accept', 'ignore']) {
    const { system } = compile(jobs, {
      variant: 'fifo',
      workload: 'one-order',
      fixes: { staleReceiptAck },
      params: { ...BARE, workers: 3, serviceMs: 60_000, visibilityTimeoutMs: 30_000 },
    });
    let [started, running, most, dead] = [0, 0, 0, 0];
    const schedule = { seed: 1, faults: [], holds: [], inputs: [] };
    for (const entry of execute({ ...system, monitors: [] }, schedule)) {
      if (entry.kind !== 'fact') continue;
      if (entry.fact.type === 'started') most = Math.max(most, ++running);
      if (entry.fact.type === 'started') started++;
      if (entry.fact.type === 'ended') running--;
      if (entry.fact.type === 'deadLettered') dead++;
    }
    const says = `60 s job, VT 30 s, M=5, old receipts: ${staleReceiptAck}`;
    yield figure(`${says}: runs`, staleReceiptAck === 'accept' ? 2 : 5, started, 0);
    yield figure(`${says}: at once`, 2, most, 0);
    yield figure(`${says}: dead letters`, staleReceiptAck === 'accept' ? 0 : 1, dead, 0);
  }
}

/** A job that always fails and keeps its place: how long the next one waits, M·s + Σ backoffs. */
function headOfLine(): Figure {
  const { system } = compile(jobs, {
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
  });
  const schedule = { seed: 1, faults: [], holds: [], inputs: [] };
  const deliveredUs = new Map<string, number>();
  for (const entry of execute({ ...system, monitors: [] }, schedule)) {
    if (entry.kind !== 'fact' || entry.fact.type !== 'delivered') continue;
    if (!deliveredUs.has(entry.op)) deliveredUs.set(entry.op, entry.atUs);
  }
  const waitUs = (deliveredUs.get('order-2') ?? 0) - (deliveredUs.get('order-1') ?? 0);
  const expected = 5 * 0.5 + 4 * 1;
  return figure(
    'head of line behind a bad job, M=5, s=0.5 s, backoff 1 s: s',
    expected,
    waitUs / SECOND,
    0,
  );
}
