/** Queues beside the formulas of queueing theory. */
import { type Figure, type Form, figure } from '../figure.ts';
import { cobham, waitMD1, waitMMc } from './expected.ts';
import { countFacts, drainS, endless, headOfLineS, waits } from './simulated.ts';

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
    const counts = countFacts({ failurePercent: p * 100, maxAttempts: most, workers: 8 }, arrivals);
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

/** Nothing is done for T; how long after that until the queue is empty again: λT/(μ−λ). */
function drain(runs: number, within: number): Figure {
  const [outageS, lambda, mu] = [60, 1, 1.25];
  const expected = (lambda * outageS) / (mu - lambda);
  const simulated = drainS({ outageS, lambda, mu }, runs);
  return figure('drain after an outage of 60 s, λ=1, cμ=1.25: s', expected, simulated, within);
}

/** A job of 60 s beside a visibility timeout of 30 s, M=5, three workers: how often it runs. */
function* visibility(): Generator<Figure> {
  for (const staleReceiptAck of ['accept', 'ignore'] as const) {
    const { started, most, dead } = endless(staleReceiptAck);
    const says = `60 s job, VT 30 s, M=5, old receipts: ${staleReceiptAck}`;
    yield figure(`${says}: runs`, staleReceiptAck === 'accept' ? 2 : 5, started, 0);
    yield figure(`${says}: at once`, 2, most, 0);
    yield figure(`${says}: dead letters`, staleReceiptAck === 'accept' ? 0 : 1, dead, 0);
  }
}

/** A job that always fails and keeps its place: how long the next one waits, M·s + Σ backoffs. */
function headOfLine(): Figure {
  const says = 'head of line behind a bad job, M=5, s=0.5 s, backoff 1 s: s';
  return figure(says, 5 * 0.5 + 4 * 1, headOfLineS(), 0);
}
