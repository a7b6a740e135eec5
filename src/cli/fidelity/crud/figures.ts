/** Queries of a request, saturation, hit ratio and duplicates, beside the formulas. */
import { type Figure, type Form, figure } from '../figure.ts';
import * as expected from './expected.ts';
import * as simulated from './simulated.ts';

interface Effort {
  readonly overloadS: number;
  readonly requests: number;
  readonly creates: number;
  readonly mixedS: number;
}

const EFFORTS: Readonly<Record<Form, Effort>> = {
  tiny: { overloadS: 2, requests: 2_000, creates: 1_500, mixedS: 10 },
  short: { overloadS: 4, requests: 8_000, creates: 6_000, mixedS: 30 },
  long: { overloadS: 10, requests: 50_000, creates: 15_000, mixedS: 300 },
};

/** Four standard deviations of a share that is counted n times. */
const counted = (says: string, share: number, found: number, n: number): Figure => ({
  says,
  expected: share,
  simulated: found,
  tolerance: 4 * Math.sqrt((share * (1 - share)) / n),
});

export function* crudFigures(form: Form): Generator<Figure> {
  const { overloadS, requests, creates, mixedS } = EFFORTS[form];
  yield* queries();
  yield* saturation(overloadS);
  for (const [perSecond, ttlS] of [
    [10, 1],
    [2, 1],
  ] as const) {
    const ratio = expected.ttlRatio(perSecond, ttlS);
    const found = simulated.hitRatio(perSecond, ttlS, requests);
    yield counted(`hit ratio, λ=${perSecond}/s, T=${ttlS} s: λT/(1+λT)`, ratio, found, requests);
  }
  const load = simulated.loadBehindCache(mixedS);
  yield figure('queries behind a cache: misses and writes', load.missesAndWrites, load.queries, 0);
  const ttlS = 2;
  const oldestS = simulated.oldestHitS(ttlS, mixedS);
  // A bound: nearly reached, and never passed.
  yield {
    says: `oldest hit on an old page, T=${ttlS} s, at most T: s`,
    expected: ttlS * 0.85,
    simulated: oldestS,
    tolerance: ttlS * 0.15,
  };
  for (const p of [0.05, 0.2]) {
    const share = expected.duplicateChance(p);
    const found = simulated.duplicates(p, creates);
    yield counted(
      `created twice, two attempts, loss ${p} each way: (1-p)p(1-p)`,
      share,
      found,
      creates,
    );
  }
}

function* queries(): Generator<Figure> {
  for (const rows of [20, 50]) {
    const one = simulated.queriesForPage('off', rows);
    yield figure(`queries of a page, one by one, N=${rows}`, expected.oneByOne(rows), one, 0);
    const batch = simulated.queriesForPage('on', rows);
    yield figure(`queries of a page, owners together, N=${rows}`, 2, batch, 0);
    yield figure(
      `queries of a page, join, N=${rows}`,
      1,
      simulated.queriesForPage('join', rows),
      0,
    );
  }
}

function* saturation(seconds: number): Generator<Figure> {
  const rate = expected.poolRate(10, 5);
  const cases = [
    ['off', 150, expected.oneByOne(20)],
    ['on', 1_500, 2],
  ] as const;
  for (const [batchLoad, wanted, queriesOfPage] of cases) {
    const { perSecond, perPage } = simulated.overload(batchLoad, wanted, seconds);
    const says = `pool of 10, 5 ms, N=20, batchLoad ${batchLoad}`;
    yield figure(`${says}: queries a second`, rate, perSecond, 0.005);
    yield figure(`${says}: pages a second`, rate / queriesOfPage, perSecond / perPage, 0.005);
  }
}
