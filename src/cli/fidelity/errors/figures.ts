/** Each figure of the domain document that belongs to errors: simulated beside expected. */
import { type Figure, type Form, figure } from '../figure.ts';
import * as expected from './expected.ts';
import * as simulated from './simulated.ts';

/** Crowds of 500 people. */
const CROWDS: Readonly<Record<Form, number>> = { tiny: 2, short: 8, long: 60 };

export function* errorsFigures(form: Form): Generator<Figure> {
  const crowds = CROWDS[form];
  for (const [attempts, layers] of [
    [3, 1],
    [3, 2],
    [3, 3],
    [2, 3],
  ] as const) {
    yield figure(
      `calls for one order in a full outage, ${layers} layers of ${attempts} attempts: a^k`,
      expected.amplification(attempts, layers),
      simulated.callsInOutage(attempts, layers, 1),
      0,
    );
  }
  yield figure(
    'load of 50 people in a full outage, 3 attempts: times a',
    3,
    simulated.callsInOutage(3, 1, 50),
    0,
  );
  for (const [percent, attempts] of [
    [20, 3],
    [50, 4],
  ] as const) {
    const q = percent / 100;
    const orders = 500 * crowds;
    const found = simulated.retried(percent, attempts, crowds);
    yield {
      says: `mean attempts, q=${q}, a=${attempts}: (1-q^a)/(1-q), ${orders} orders`,
      expected: expected.meanAttempts(q, attempts),
      simulated: found.meanAttempts,
      tolerance: 4 * Math.sqrt(expected.varianceOfAttempts(q, attempts) / orders),
    };
    const share = expected.success(q, attempts);
    yield {
      says: `share that goes well, q=${q}, a=${attempts}: 1-q^a, ${orders} orders`,
      expected: share,
      simulated: found.success,
      tolerance: 4 * Math.sqrt((share * (1 - share)) / orders),
    };
  }
  for (const [attempts, backoffBaseMs] of [
    [3, 200],
    [5, 100],
  ] as const) {
    const [waits = []] = simulated.waitsMs({ attempts, backoffBaseMs, clients: 1 }, 'off');
    yield figure(
      `total wait without jitter, a=${attempts}, base ${backoffBaseMs} ms: base(2^(a-1)-1), ms`,
      expected.totalWaitMs(backoffBaseMs, attempts),
      waits.reduce((sum, each) => sum + each, 0),
      0,
    );
  }
  yield* jitter();
}

/** Full jitter: uniform over [0, base·2^i]. */
function* jitter(): Generator<Figure> {
  const clients = 500;
  const baseMs = 400;
  const waits = simulated.waitsMs({ attempts: 3, backoffBaseMs: baseMs, clients }, 'on');
  for (const i of [0, 1]) {
    const windowMs = baseMs * 2 ** i;
    const each = waits.map((list) => list[i] ?? Number.NaN);
    yield {
      says: `full jitter, retry ${i + 1}: mean wait, half of ${windowMs} ms`,
      expected: windowMs / 2,
      simulated: each.reduce((sum, ms) => sum + ms, 0) / each.length,
      tolerance: (4 * windowMs) / Math.sqrt(12 * clients),
    };
    for (const quarter of [0, 1, 2, 3]) {
      const within = (ms: number): boolean => Math.floor((4 * ms) / windowMs) === quarter;
      yield {
        says: `full jitter, retry ${i + 1}: share within quarter ${quarter + 1} of ${windowMs} ms`,
        expected: 0.25,
        simulated: each.filter(within).length / each.length,
        tolerance: 4 * Math.sqrt((0.25 * 0.75) / clients),
      };
    }
  }
}
