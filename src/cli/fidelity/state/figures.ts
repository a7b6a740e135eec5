/** Feedback, reverts, staleness, replay and the worth of optimism, beside the formulas. */
import { type Figure, type Form, figure } from '../figure.ts';
import * as expected from './expected.ts';
import * as simulated from './simulated.ts';

interface Effort {
  readonly changes: number;
  readonly instants: number;
  readonly minutes: number;
}

const EFFORTS: Readonly<Record<Form, Effort>> = {
  tiny: { changes: 300, instants: 20, minutes: 6 },
  short: { changes: 2_000, instants: 100, minutes: 30 },
  long: { changes: 20_000, instants: 1_000, minutes: 300 },
};

export function* stateFigures(form: Form): Generator<Figure> {
  const { changes, instants, minutes } = EFFORTS[form];
  for (const rttMs of [300, 2_000]) {
    const at = `RTT ${rttMs} ms`;
    yield figure(`seen after, optimistic, ${at}: ms`, 0, simulated.feedbackMs('on', rttMs), 0);
    const waited = simulated.feedbackMs('off', rttMs);
    yield figure(`seen after, not optimistic, ${at}: RTT`, rttMs, waited, 0);
    yield figure(`a refused change is shown for, ${at}: RTT`, rttMs, simulated.wrongMs(rttMs), 0);
  }
  for (const percent of [10, 40]) {
    const share = percent / 100;
    yield {
      says: `visible reverts a change, ${percent} % refused`,
      expected: share,
      simulated: simulated.revertShare(percent, changes),
      tolerance: 4 * Math.sqrt((share * (1 - share)) / changes),
    };
  }
  for (const [pollMs, rttMs] of [
    [2_000, 300],
    [5_000, 100],
  ] as const) {
    const at = `poll ${pollMs} ms, RTT ${rttMs} ms`;
    const { mean, most } = simulated.staleness(pollMs, rttMs, instants);
    yield figure(
      `staleness, mean, ${at}: p/2+RTT`,
      expected.stalenessMean(pollMs, rttMs),
      mean,
      0.01,
    );
    const bound = expected.stalenessMost(pollMs, rttMs);
    // A bound: nearly reached, and never passed.
    const slackMs = (1.5 * pollMs) / instants;
    yield {
      says: `staleness, most, ${at}: at most p+RTT`,
      expected: bound - slackMs / 2,
      simulated: most,
      tolerance: slackMs / 2,
    };
    const load = expected.pollLoad(2, pollMs);
    yield figure(`polls a second of two pages, ${at}`, load, simulated.pollsPerSecond(pollMs), 0.1);
  }
  yield figure('bytes in the body of a 304', 0, simulated.notModifiedBytes(), 0);
  yield figure(
    'replay of 20, one at a time: 20 RTT',
    expected.replayMs(20, 300),
    simulated.replayMs('serial', 300),
    0,
  );
  yield figure('replay of 20, in parallel: RTT', 300, simulated.replayMs('parallel', 300), 0);
  yield* optimism(minutes);
  for (const skewMs of [5_000, 20_000]) {
    const everyMs = 250;
    yield {
      says: `a clock ahead by ${skewMs} ms wins for that long: ms`,
      expected: skewMs,
      simulated: simulated.winsForMs(skewMs, everyMs),
      tolerance: everyMs,
    };
  }
}

function* optimism(minutes: number): Generator<Figure> {
  const durationMs = minutes * 60_000;
  for (const [percent, rttMs, undoMs] of [
    [10, 300, 2_000],
    [40, 200, 1_000],
  ] as const) {
    const at = `${percent} % refused, RTT ${rttMs} ms, revert ${undoMs} ms`;
    const { optimist, pessimist } = simulated.lostMs(percent, rttMs, undoMs, durationMs);
    const share = percent / 100;
    const n = durationMs / (500 + share * undoMs);
    yield {
      says: `time lost with a change, optimist, ${at}: q(RTT+C), ms`,
      expected: expected.optimistLoses(share, rttMs, undoMs),
      simulated: optimist,
      tolerance: 4 * Math.sqrt((share * (1 - share)) / n) * (rttMs + undoMs),
    };
    const waits = expected.pessimistLoses(rttMs);
    yield figure(`time lost with a change, pessimist, ${at}: RTT, ms`, waits, pessimist, 0.001);
  }
  for (const [rttMs, undoMs] of [
    [300, 1_000],
    [300, 4_000],
    [100, 1_000],
  ] as const) {
    yield {
      says: `optimism stops paying, RTT ${rttMs} ms, revert ${undoMs} ms: RTT/(RTT+C), % refused`,
      expected: expected.optimismStopsAt(rttMs, undoMs),
      simulated: simulated.optimismStops(rttMs, undoMs, 3 * durationMs),
      // Of a hundred changes, which are compared at a time, a share is known no better.
      tolerance: 2.5,
    };
  }
}
