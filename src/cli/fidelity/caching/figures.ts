/** Each figure of the domain document that belongs to caching: simulated beside expected. */
import type { Figure, Form } from '../figure.ts';
import * as expected from './expected.ts';
import * as simulated from './simulated.ts';

interface Effort {
  /** Requests of a hit ratio. */
  readonly requests: number;
  /** Expiries of a hot key. */
  readonly cycles: number;
  readonly crashes: number;
  readonly zipf: readonly (readonly [alpha: number, capacity: number])[];
}

const EFFORTS: Readonly<Record<Form, Effort>> = {
  tiny: { requests: 8_000, cycles: 10, crashes: 6, zipf: [[0.8, 100]] },
  short: {
    requests: 12_000,
    cycles: 20,
    crashes: 10,
    zipf: [
      [0.8, 100],
      [1, 100],
    ],
  },
  long: {
    requests: 50_000,
    cycles: 100,
    crashes: 40,
    zipf: [
      [0.6, 100],
      [0.8, 10],
      [0.8, 50],
      [0.8, 100],
      [0.8, 200],
      [0.8, 500],
      [1, 100],
      [1.2, 50],
    ],
  },
};

/** Of a ratio h measured over n requests: four standard deviations, and a little for the model. */
const ratioTolerance = (h: number, requests: number): number =>
  4 * Math.sqrt((h * (1 - h)) / (0.8 * requests)) + 0.003;

export function* cachingFigures(form: Form): Generator<Figure> {
  const effort = EFFORTS[form];
  const { requests, cycles, crashes } = effort;
  for (const eviction of ['lru', 'fifo'] as const) {
    for (const [alpha, capacity] of effort.zipf) {
      const formula = eviction === 'lru' ? expected.cheLru : expected.cheFifo;
      const ratio = formula(1_000, alpha, capacity);
      yield {
        says: `hit ratio, ${eviction.toUpperCase()}, Zipf α=${alpha}, 1000 keys, capacity ${capacity}`,
        simulated: simulated.zipfHitRatio(eviction, alpha, capacity, requests),
        expected: ratio,
        tolerance: ratioTolerance(ratio, requests),
      };
    }
  }
  for (const [perSecond, ttlS] of [
    [10, 1],
    [2, 1],
  ] as const) {
    const ratio = expected.ttlRatio(perSecond, ttlS);
    yield {
      says: `hit ratio, TTL only, λ=${perSecond}/s, T=${ttlS} s: λT/(1+λT)`,
      simulated: simulated.ttlHitRatio(perSecond, ttlS, requests / 4),
      expected: ratio,
      tolerance: ratioTolerance(ratio, requests / 4),
    };
  }
  yield* herds(cycles);
  yield refreshes(requests / 2);
  const lost = expected.lostWrites(100, 1);
  yield {
    says: 'acknowledged writes lost to a crash, 100 writes/s, flush every second: w·I/2',
    simulated: simulated.lostToCrash(100, 1, crashes),
    expected: lost,
    // Within a stratum the number is Poisson's; the round trips add to the interval.
    tolerance: 4 * Math.sqrt(lost / crashes) + 0.02 * lost,
  };
}

function refreshes(requests: number): Figure {
  const reads = simulated.lateReads(requests);
  const mean = (of: (read: simulated.LateRead) => number): number =>
    reads.reduce((sum, read) => sum + of(read), 0) / reads.length;
  const share = mean(({ leftMs, loadMs }) => expected.refreshChance(leftMs, loadMs, 1));
  return {
    says: `XFetch, reads with about one load time left: share that refreshes, e^(−x/βδ) (${reads.length} reads)`,
    simulated: mean(({ refreshes: does }) => (does ? 1 : 0)),
    expected: share,
    tolerance: 4 * Math.sqrt((share * (1 - share)) / reads.length),
  };
}

function* herds(cycles: number): Generator<Figure> {
  for (const [perSecond, ttlS, loadS] of [
    [100, 2, 0.2],
    [500, 2, 0.2],
    [50, 4, 1],
  ] as const) {
    const size = expected.herd(perSecond, loadS);
    yield {
      says: `loads after each expiry, λ=${perSecond}/s, D=${loadS} s: 1+λD`,
      simulated: simulated.hotKeyLoads(perSecond, ttlS, loadS, cycles).perHerd,
      expected: size,
      tolerance: 4 * Math.sqrt(size / cycles) + 0.01 * size,
    };
  }
  const [perSecond, ttlS, loadS] = [100, 10, 0.2];
  const few = Math.ceil(cycles / 4);
  const rate = expected.herdLoadsPerSecond(perSecond, ttlS, loadS);
  yield {
    says: `loads a second, λ=${perSecond}/s, T=${ttlS} s, D=${loadS} s: (1+λD)/(T+2D)`,
    simulated: simulated.hotKeyLoads(perSecond, ttlS, loadS, few).perSecond,
    expected: rate,
    tolerance: (0.03 + 4 / Math.sqrt(21 * few)) * rate,
  };
  const single = expected.singleFlightLoadsPerSecond(perSecond, ttlS, loadS);
  const flight = simulated.hotKeyLoads(perSecond, ttlS, loadS, few, { singleFlight: 'global' });
  yield {
    says: 'the same with single flight, loads after each expiry',
    simulated: flight.perHerd,
    expected: 1,
    tolerance: 0,
  };
  yield {
    says: 'the same with single flight, loads a second: 1/(T+D+1/λ)',
    simulated: flight.perSecond,
    expected: single,
    tolerance: 0.01 * single,
  };
}
