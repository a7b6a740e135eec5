/** A1: nobody is signed out for no reason. A5: the loss of a cache signs nobody out. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn } from './seen.ts';

/** Whether there was a reason: an attack, a sign-out, a new password, a session beyond its time. */
type Excused = boolean;

const REASONS = ['attacked', 'leaving', 'ending', 'proved'];

const isReason = (seen: Seen): boolean => {
  const fact = factIn(seen);
  if (fact === null) return false;
  if (fact.type === 'refreshRefused') return fact['why'] === 'expired';
  return REASONS.includes(fact.type);
};

export const noFalseLogout: Guarantee = {
  id: 'no-false-logout',
  ref: 'A1',
  title: 'Nobody is signed out for no reason',
  explain:
    'Without an attacker, a person stays signed in until they sign out or the session is too old.',
  workloads: ['two-tabs'],
  monitor: () => ({ kind: 'always', over: 'orders', start: false, on: onForced }),
};

function onForced(excused: Excused, seen: Seen): Judged<Excused> {
  if (isReason(seen)) return { state: true };
  if (factIn(seen)?.type !== 'forcedLogin' || excused || seen.kind !== 'fact') {
    return { state: excused };
  }
  const say = `${seen.node} shows the sign-in page, and nobody is to blame.`;
  return { state: excused, violation: { say, because: [`${seen.op}/forcedLogin`] } };
}

interface Loss {
  readonly lost: boolean;
  readonly excused: Excused;
}

export const noMassLogout: Guarantee = {
  id: 'no-mass-logout',
  ref: 'A5',
  title: 'The loss of a cache signs nobody out',
  explain: 'Whoever was signed in before a cache lost its memory is signed in after it.',
  workloads: ['browsing'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: { lost: false, excused: false },
    on: onLoss,
  }),
};

function onLoss(state: Loss, seen: Seen): Judged<Loss> {
  const isLost =
    factIn(seen)?.type === 'cacheLost' || (seen.kind === 'down' && seen.node === 'cache');
  if (isLost) return { state: { ...state, lost: true } };
  if (isReason(seen)) return { state: { ...state, excused: true } };
  if (seen.kind !== 'fact' || seen.fact.type !== 'forcedLogin') return { state };
  if (!state.lost || state.excused) return { state };
  const say = `${seen.node} was signed out because a cache lost its memory.`;
  return { state, violation: { say, because: [`${seen.op}/forcedLogin`] } };
}
