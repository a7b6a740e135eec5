/** A4: after a sign-out was confirmed, nothing of its session works any more. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, followBegun, text, withOne } from './seen.ts';

interface State {
  readonly out: readonly string[];
  /** The session that somebody ends from elsewhere, until that is confirmed. */
  readonly ending: string;
  /** Requests that came when a sign-out was confirmed already. */
  readonly begun: readonly string[];
}

const START: State = { out: [], ending: '', begun: [] };

const onFor =
  (types: readonly string[]) =>
  (state: State, seen: Seen): Judged<State> => {
    const fact = factIn(seen);
    if (fact === null || seen.kind !== 'fact') return { state };
    const begun = followBegun(state.begun, seen, state.out.length > 0);
    const sid = text(fact, 'sid');
    switch (fact.type) {
      case 'signedOut':
        return { state: { ...state, out: withOne(state.out, sid) } };
      case 'ending':
        return { state: { ...state, ending: sid } };
      case 'confirmed':
        return { state: { ...state, out: withOne(state.out, state.ending), ending: '' } };
      case 'allowed':
      case 'refreshAccepted': {
        const isLate = state.begun.includes(seen.actor) && state.out.includes(sid);
        if (!isLate || !types.includes(fact.type)) return { state: { ...state, begun } };
        const what = fact.type === 'allowed' ? 'An access token' : 'A refresh token';
        const say = `${what} of session ${sid} works after its sign-out was confirmed.`;
        return {
          state: { ...state, begun },
          violation: { say, because: [`${seen.op}/${fact.type}`] },
        };
      }
      default:
        return begun === state.begun ? { state } : { state: { ...state, begun } };
    }
  };

export const logoutIsFinal: Guarantee = {
  id: 'logout-is-final',
  ref: 'A4',
  title: 'Signing out is final',
  explain: 'After a sign-out was confirmed, no request with a token of that session succeeds.',
  workloads: ['sign-out', 'sign-out-race'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: START,
    on: onFor(['allowed', 'refreshAccepted']),
  }),
};

export const logoutEndsRefresh: Guarantee = {
  id: 'logout-ends-refresh',
  ref: 'A4r',
  title: 'Signing out ends the refresh tokens',
  explain: 'After a sign-out was confirmed, no refresh token of that session gives anything.',
  workloads: ['sign-out', 'sign-out-race'],
  monitor: () => ({ kind: 'always', over: 'orders', start: START, on: onFor(['refreshAccepted']) }),
};
