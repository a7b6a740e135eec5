/** A6: an account can be guessed at only so often. A7: its owner is not locked out by that. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import type { Micros } from '../../../kernel/time.ts';
import { factIn, text } from './seen.ts';

/** ASVS 4.0 §2.2.1: no more than 100 failed tries an hour for one account. */
const MOST = 100;
const HOUR_US: Micros = 3_600_000_000;
const ACCOUNTS_KEPT = 50;

interface Account {
  readonly email: string;
  readonly atUs: readonly Micros[];
}

export const guessCap: Guarantee = {
  id: 'guess-cap',
  ref: 'A6',
  title: 'At most 100 wrong passwords an hour',
  explain: 'No more than 100 wrong passwords an hour are tried on one account.',
  workloads: ['guessing'],
  monitor: () => ({ kind: 'always', over: 'timed', start: [], on: onWrong }),
};

function onWrong(state: readonly Account[], seen: Seen, atUs: Micros): Judged<readonly Account[]> {
  const fact = factIn(seen);
  if (fact?.type !== 'wrongPassword' || seen.kind !== 'fact') return { state };
  const email = text(fact, 'email');
  const known = state.find((each) => each.email === email);
  const recent = [...(known?.atUs ?? []), atUs].filter((each) => each > atUs - HOUR_US);
  const others = state.filter((each) => each !== known);
  const next = [...others, { email, atUs: recent.slice(-MOST) }].slice(-ACCOUNTS_KEPT);
  if (recent.length <= MOST) return { state: next };
  const say = `${email} was tried with ${recent.length} wrong passwords within an hour; ${MOST} are allowed.`;
  return { state: next, violation: { say, because: [`${seen.op}/wrongPassword`] } };
}

export const noLockout: Guarantee = {
  id: 'no-lockout',
  ref: 'A7',
  title: 'Nobody can lock the owner out',
  explain: 'However others guess: with the right password the owner is let in.',
  workloads: ['lockout'],
  monitor: () => ({ kind: 'always', over: 'orders', start: null, on: onFailed }),
};

function onFailed(state: null, seen: Seen): Judged<null> {
  const fact = factIn(seen);
  if (fact?.type !== 'signInFailed' || fact['why'] !== 'tooMany' || seen.kind !== 'fact') {
    return { state };
  }
  const say = `${seen.node} was not let in with the right password.`;
  return { state, violation: { say, because: [`${seen.op}/signInFailed`] } };
}
