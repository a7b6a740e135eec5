/** What authentication comes to in the simulator: guesses, break-ins, how long what was taken works. */
import { auth } from '../../../flows/auth/index.ts';
import { MS, SECOND } from '../../../kernel/time.ts';
import { factsOf, type Study } from '../study.ts';

type Params = NonNullable<Study['params']>;
type Fixes = NonNullable<Study['fixes']>;

const study = (workload: string, fixes: Fixes, params: Params, seed = 1): Study => ({
  variant: 'standard',
  workload,
  fixes,
  params,
  seed,
});

/** Wrong passwords an hour, over a whole number of hours, of one attacker who never rests. */
export function guessesAnHour(fixes: Fixes, params: Params, hours: number): number {
  const endless = {
    candidates: 100_000_000,
    attacksPerSecond: 1_000,
    durationMs: hours * 3_600_000,
  };
  let guesses = 0;
  for (const { type } of factsOf(auth, study('guessing', fixes, { ...params, ...endless }))) {
    if (type === 'wrongPassword') guesses++;
  }
  return guesses / hours;
}

/** For each seed: how many guesses it took, or null if the attacker did not get in. */
export function breakIns(fixes: Fixes, params: Params, seeds: number): (number | null)[] {
  return Array.from({ length: seeds }, (_, i) => {
    let guesses = 0;
    for (const { type } of factsOf(auth, study('guessing', fixes, params, i + 1))) {
      if (type === 'wrongPassword') guesses++;
      if (type === 'sessionGiven') return guesses + 1;
    }
    return null;
  });
}

/** Attempts and accounts broken into. */
export function stuffing(params: Params): { attempts: number; hits: number } {
  let attempts = 0;
  let hits = 0;
  for (const { type } of factsOf(auth, study('stuffing', {}, params))) {
    if (type === 'wrongPassword' || type === 'sessionGiven') attempts++;
    if (type === 'sessionGiven') hits++;
  }
  return { attempts, hits };
}

/** Seconds from the beginning to the last request that a taken role was good for. */
export function lastAllowedS(fixes: Fixes, params: Params): number {
  let lastUs = 0;
  for (const { type, atUs } of factsOf(auth, study('demoted', fixes, params))) {
    if (type === 'allowed') lastUs = atUs;
  }
  return lastUs / SECOND;
}

/** How long an answer takes with an account and without, in ms. */
export function oracleMs(fixes: Fixes): { real: number; unknown: number } {
  const took = { real: 0, unknown: 0 };
  for (const fact of factsOf(auth, study('probing', fixes, {}))) {
    if (fact.type !== 'probed' || fact['kind'] !== 'signIn' || fact['nth'] !== 0) continue;
    took[fact['exists'] === true ? 'real' : 'unknown'] = Number(fact['tookUs']) / MS;
  }
  return took;
}

/** Seconds from the theft of both tokens to the last time that one was of use to the thief. */
export function theftLastsS(fixes: Fixes): { refresh: number; access: number } {
  let stolenUs = 0;
  const lastUs = { refresh: 0, access: 0 };
  for (const fact of factsOf(auth, study('theft', fixes, {}))) {
    if (fact.type === 'stolen') stolenUs = fact.atUs;
    if (fact['by'] !== 'attacker') continue;
    if (fact.type === 'refreshAccepted') lastUs.refresh = fact.atUs;
    if (fact.type === 'allowed') lastUs.access = fact.atUs;
  }
  return {
    refresh: (lastUs.refresh - stolenUs) / SECOND,
    access: (lastUs.access - stolenUs) / SECOND,
  };
}

/** Refreshes a second of two tabs that never rest, from the first refresh of each to its last. */
export function refreshesPerS(atTtlMs: number): number {
  const atS: number[] = [];
  for (const { type, atUs } of factsOf(auth, study('left-open', {}, { atTtlMs }))) {
    if (type === 'refreshAccepted') atS.push(atUs / SECOND);
  }
  return (atS.length - 2) / ((atS.at(-1) ?? 0) - (atS[1] ?? 0));
}

interface Oracle {
  /** Answers of each sort: with an account, and without. */
  readonly samples: number;
  readonly hashMs: number;
  readonly jitterMs: number;
}

/** How many standard errors apart the mean times are, on average of so many attackers. */
export function oracleZ({ samples, hashMs, jitterMs }: Oracle, seeds: number): number {
  const params = { hashMs, jitterMs, stepMs: 0, maxFailures: samples - 1 };
  let sum = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const took = { real: 0, unknown: 0 };
    for (const fact of factsOf(auth, study('probing', { uniform: 'on' }, params, seed))) {
      if (fact.type !== 'probed' || fact['kind'] !== 'signIn') continue;
      took[fact['exists'] === true ? 'real' : 'unknown'] += Number(fact['tookUs']) / MS;
    }
    const gap = (took.real - took.unknown) / samples;
    sum += gap / (jitterMs * Math.sqrt(2 / samples));
  }
  return sum / seeds;
}
