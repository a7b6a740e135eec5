/** The references of §2 of the domain document: guesses, break-ins, stuffing, exposure, the timing oracle. */
import { type Figure, type Form, figure } from '../figure.ts';
import {
  breakIns,
  guessesAnHour,
  lastAllowedS,
  oracleMs,
  oracleZ,
  refreshesPerS,
  stuffing,
  theftLastsS,
} from './simulated.ts';

interface Effort {
  readonly hours: number;
  readonly seeds: number;
  readonly stuffingMs: number;
  readonly oracles: number;
}

const EFFORTS: Readonly<Record<Form, Effort>> = {
  tiny: { hours: 10, seeds: 60, stuffingMs: 100_000, oracles: 40 },
  short: { hours: 20, seeds: 200, stuffingMs: 300_000, oracles: 100 },
  long: { hours: 24, seeds: 1_000, stuffingMs: 3_000_000, oracles: 1_000 },
};

/** One try after the other: the way there and back, the hash, and a thousandth of a second of rest. */
const TRY_S = 0.04 + 0.25 + 0.001;

export function* authFigures(form: Form): Generator<Figure> {
  const effort = EFFORTS[form];
  yield* guesses(effort.hours);
  yield* successes(effort.seeds);
  yield stuffed(effort.stuffingMs);
  yield* exposures();
  yield* thefts();
  yield* refreshLoad();
  yield* oracle(effort.oracles);
}

function* guesses(hours: number): Generator<Figure> {
  for (const [T, D] of [
    [5, 900],
    [5, 60],
    [10, 900],
  ] as const) {
    const params = { maxFailures: T, lockMs: D * 1_000 };
    yield figure(
      `guesses an hour, lock after T=${T} for D=${D} s: 3600 T/(D + Tτ)`,
      (3_600 * T) / (D + T * TRY_S),
      guessesAnHour({ tracking: 'on' }, params, hours),
      0.02,
    );
  }
  for (const [L, k] of [
    [10, 1],
    [1, 1],
    [1, 2],
  ] as const) {
    const params = { limitPerMinute: L, attackerIps: k };
    const says = `guesses an hour, ${L} a minute for each of ${k} IP: 60 L k`;
    yield figure(says, 60 * L * k, guessesAnHour({ rateLimit: 'fixed' }, params, hours), 0.02);
  }
}

/** Three standard deviations of what so many seeds show. */
function* successes(seeds: number): Generator<Figure> {
  const tracked = breakIns({ tracking: 'on' }, { candidates: 100, attacksPerSecond: 1_000 }, seeds);
  const share = tracked.filter((each) => each !== null).length / seeds;
  // T guesses at once, then T after each of three locks within the hour.
  const p = 20 / 100;
  yield {
    says: 'success within an hour, 20 guesses of N=100: G/N',
    expected: p,
    simulated: share,
    tolerance: 3 * Math.sqrt((p * (1 - p)) / seeds),
  };
  const N = 50;
  const free = breakIns({}, { candidates: N, attacksPerSecond: 1_000 }, seeds);
  const mean = free.reduce<number>((sum, each) => sum + (each ?? N), 0) / seeds;
  yield {
    says: 'guesses until success, N=50: (N + 1)/2',
    expected: (N + 1) / 2,
    simulated: mean,
    tolerance: 3 * Math.sqrt((N * N - 1) / 12 / seeds),
  };
}

function stuffed(durationMs: number): Figure {
  const rate = 0.02;
  const { attempts, hits } = stuffing({ durationMs, hitRatePercent: rate * 100 });
  return {
    says: `accounts broken into by ${attempts} stuffed credentials: attempts × hit rate`,
    expected: attempts * rate,
    simulated: hits,
    tolerance: 3 * Math.sqrt(attempts * rate * (1 - rate)),
  };
}

/** Ann asks every five seconds: the last request that was let through is at most that much before the end. */
function* exposures(): Generator<Figure> {
  const every = 5;
  const ends = function* (says: string, endS: number, lastS: number): Generator<Figure> {
    yield { says, expected: endS - every / 2, simulated: lastS, tolerance: every / 2 + 0.1 };
  };
  yield* ends(
    'a role in an access token of 120 s works until it expires, in s',
    120,
    lastAllowedS({ roles: 'jwt' }, {}),
  );
  yield* ends(
    'the same where the clock of the API is behind by 60 s: TTL + skew',
    180,
    lastAllowedS({ roles: 'jwt' }, { skewMs: -60_000 }),
  );
  yield* ends(
    'the same where it is ahead by 60 s',
    60,
    lastAllowedS({ roles: 'jwt' }, { skewMs: 60_000 }),
  );
  yield* ends(
    'a role in a cache works until its 30 s are over, in s',
    30.5,
    lastAllowedS({ roles: 'cache' }, {}),
  );
}

/** The thief refreshes every second; Ann's next refresh is 19.5 s after the theft. */
function* thefts(): Generator<Figure> {
  const [absS, theftS, ownerS, ttlS] = [60, 1, 20.5, 3];
  const off = theftLastsS({});
  yield {
    says: 'a stolen refresh token works without rotation: absolute expiry - theft, in s',
    expected: absS - theftS - 0.5,
    simulated: off.refresh,
    tolerance: 0.6,
  };
  const detected = theftLastsS({ rotation: 'on', reuseDetect: 'on' });
  yield {
    says: 'with detection, what came of it works: to the owner’s next refresh + TTL, in s',
    expected: ownerS - theftS + ttlS - 0.5,
    simulated: detected.access,
    tolerance: 0.6,
  };
}

/** A request comes every 250 ms: a token is used that much longer than it lasts at most. */
function* refreshLoad(): Generator<Figure> {
  for (const ttlS of [5, 10]) {
    yield figure(
      `refreshes a second, two tabs that never rest, TTL=${ttlS} s: users/TTL`,
      2 / (ttlS + 0.125),
      refreshesPerS(ttlS * 1_000),
      0.05,
    );
  }
}

function* oracle(attackers: number): Generator<Figure> {
  for (const [z, sigma, gap] of [
    [2, 20, 40],
    [2, 20, 10],
    [3, 20, 10],
  ] as const) {
    const samples = Math.ceil(2 * ((z * sigma) / gap) ** 2);
    yield {
      says: `jitter σ=${sigma} ms, gap Δ=${gap} ms: 2(zσ/Δ)² = ${samples} samples show it with z=${z}`,
      expected: (gap / sigma) * Math.sqrt(samples / 2),
      simulated: oracleZ({ samples, hashMs: gap, jitterMs: sigma }, attackers),
      tolerance: 3 / Math.sqrt(attackers),
    };
  }
  const early = oracleMs({ uniform: 'on' });
  yield figure(
    'timing oracle without a dummy hash, gap in ms',
    249,
    early.real - early.unknown,
    0.01,
  );
  const dummy = oracleMs({ uniform: 'on', dummyHash: 'on' });
  yield figure('timing oracle with a dummy hash, gap in ms', 0, dummy.real - dummy.unknown, 0);
}
