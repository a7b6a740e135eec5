/** Storms, backoff, latency and cost of polls, detection of dead links, beside the literature. */
import { type Figure, type Form, figure } from '../figure.ts';
import { contention, detections, polling, type Storm, storm } from './simulated.ts';

interface Effort {
  /** Of a storm with jitter. */
  readonly stormSeeds: number;
  readonly stormWithin: number;
  /** Of each strategy and number of writers. */
  readonly runs: number;
  readonly timeWithin: number;
  readonly callsWithin: number;
  readonly writers: readonly number[];
  readonly dead: number;
}

const EFFORTS: Readonly<Record<Form, Effort>> = {
  tiny: {
    stormSeeds: 0,
    stormWithin: 0,
    runs: 20,
    timeWithin: 0.3,
    callsWithin: 0.06,
    writers: [20],
    dead: 5,
  },
  short: {
    stormSeeds: 2,
    stormWithin: 0.15,
    runs: 25,
    timeWithin: 0.25,
    callsWithin: 0.05,
    writers: [10, 40],
    dead: 10,
  },
  // 3σ of 100 runs, as the document says.
  long: {
    stormSeeds: 20,
    stormWithin: 0.05,
    runs: 100,
    timeWithin: 0.08,
    callsWithin: 0.02,
    writers: [10, 20, 40, 80, 100, 140, 160, 200],
    dead: 25,
  },
};

export function* realtimeFigures(form: Form): Generator<Figure> {
  const effort = EFFORTS[form];
  yield* storms(effort);
  yield* backoffs(effort);
  yield* polls();
  yield* heartbeats(effort);
}

// Storms

/** Seconds after the server's return: the median client, and the last. Means of 20 seeds. */
const STORMS = [
  { says: 'fixed 5 s', fixes: { schedule: 'fixed' }, p50: 25.4, last: 45.6, exact: true },
  { says: '±20 %', fixes: { jitter: '±20%' }, p50: 27.4, last: 35.7, exact: false },
  { says: 'full jitter', fixes: { jitter: 'full' }, p50: 10.5, last: 28.9, exact: false },
  { says: 'decorrelated', fixes: { jitter: 'decorrelated' }, p50: 5.1, last: 29.8, exact: false },
] as const;

function* storms({ stormSeeds, stormWithin }: Effort): Generator<Figure> {
  const seed = storm({}, 20);
  const firsts = [1, 3.05, 8.1, 18.15, 48.2, 78.25, 108.3];
  for (const [i, atS] of firsts.entries()) {
    yield figure(`storm, listing: wave ${i + 1} of attempts, s`, atS, seed.attempts[i] ?? 0, 0);
  }
  yield figure('storm, listing: the last of 1,000 opens, s', 318.7, seed.opened.at(-1) ?? 0, 0);
  yield figure('storm, listing: rejected', 4_500, seed.rejected, 0);
  yield figure('storm, listing: median after the return, s', 178.5, median(seed) - 20, 0.001);
  if (stormSeeds === 0) return;
  for (const { says, fixes, p50, last, exact } of STORMS) {
    const runs = Array.from({ length: exact ? 1 : stormSeeds }, (_, i) => storm(fixes, 20, i + 1));
    const mean = (of: (run: Storm) => number): number =>
      runs.reduce((sum, run) => sum + of(run) - 20, 0) / runs.length;
    const within = exact ? 0.005 : stormWithin;
    yield figure(`storm, ${says}: median after the return, s`, p50, mean(median), within);
    yield figure(
      `storm, ${says}: last after the return, s`,
      last,
      mean((run) => run.opened.at(-1) ?? 0),
      within,
    );
  }
}

const median = ({ opened }: Storm): number => opened[opened.length >> 1] ?? 0;

// The AWS study

const STRATEGIES = ['none', 'exponential', 'equal', 'full', 'decorrelated'] as const;

/** By number of writers: completion time in ms, and write calls, of each strategy. 400 runs each. */
const CONTENTION: Readonly<Record<number, readonly [times: number[], calls: number[]]>> = {
  10: [
    [383, 3_547, 725, 462, 440],
    [51.1, 51.2, 42.5, 39.0, 37.7],
  ],
  20: [
    [605, 14_623, 1_624, 984, 807],
    [152.5, 150.8, 108.1, 100.0, 101.1],
  ],
  40: [
    [957, 29_617, 3_514, 2_304, 1_715],
    [466.9, 437.9, 262.8, 249.4, 272.6],
  ],
  80: [
    [1_677, 53_549, 5_826, 4_203, 3_690],
    [1_608.7, 1_300.5, 619.1, 602.5, 731.3],
  ],
  100: [
    [2_030, 63_503, 6_589, 4_935, 4_550],
    [2_423.2, 1_854.0, 812.2, 796.2, 1_000.8],
  ],
  140: [
    [2_705, 81_451, 7_974, 6_119, 6_140],
    [4_514.9, 3_177.9, 1_219.9, 1_209.6, 1_601.1],
  ],
  160: [
    [3_045, 89_912, 8_581, 6_659, 6_908],
    [5_798.4, 3_928.3, 1_431.3, 1_429.0, 1_925.2],
  ],
  200: [
    [3_702, 104_962, 9_699, 7_721, 8_297],
    [8_814.1, 5_605.3, 1_872.1, 1_890.1, 2_611.0],
  ],
};

function* backoffs({ runs, timeWithin, callsWithin, writers }: Effort): Generator<Figure> {
  for (const n of writers) {
    const [times, calls] = CONTENTION[n] ?? [[], []];
    for (const [i, strategy] of STRATEGIES.entries()) {
      const simulated = contention(strategy, n, runs);
      const says = `${n} writers, backoff ${strategy}, ${runs} runs`;
      yield figure(`${says}: completion, ms`, times[i] ?? 0, simulated.timeMs, timeWithin);
      yield figure(`${says}: write calls`, calls[i] ?? 0, simulated.calls, callsWithin);
    }
  }
}

// Polls

function* polls(): Generator<Figure> {
  for (const [mode, mean, p95, max] of [
    ['chained', 2.6, 4.9, 5.15],
    ['fixed', 2.55, 4.8, 5.05],
  ] as const) {
    const { latencies } = polling(mode, 5_000);
    const sum = latencies.reduce((all, each) => all + each, 0);
    const says = `polls every 5 s, ${mode}`;
    yield figure(`${says}: mean latency, s`, mean, sum / latencies.length, 0.03);
    const rank = Math.floor(0.95 * latencies.length);
    yield figure(`${says}: latency of 95 %, s`, p95, latencies[rank] ?? 0, 0.02);
    yield figure(`${says}: longest latency, s`, max, latencies.at(-1) ?? 0, 0.01);
  }
  for (const [intervalMs, expected] of [
    [1_000, 3_273],
    [5_000, 706],
    [30_000, 120],
  ] as const) {
    const { polls: count } = polling('chained', intervalMs);
    yield figure(
      `polls every ${intervalMs / 1_000} s, chained: requests an hour`,
      expected,
      count,
      0.01,
    );
  }
}

// Heartbeats

function* heartbeats({ dead }: Effort): Generator<Figure> {
  const found = detections(dead);
  const mean = found.reduce((sum, each) => sum + each, 0) / dead;
  // The last ping came between nothing and an interval ago; the client waits 45 s from it.
  yield figure(
    'heartbeat 25 s + 20 s: mean time until a dead link is found, s',
    45 - 25.1 / 2,
    mean,
    0.01,
  );
  const longest = Math.max(...found);
  yield figure('heartbeat 25 s + 20 s: longest time, at most 45 s', 45, longest, 0.06);
}
