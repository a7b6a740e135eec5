/** A11: a role that was taken away is gone soon. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { type Micros, MS } from '../../../kernel/time.ts';
import { factIn } from './seen.ts';

interface State {
  readonly removing: boolean;
  /** When that was confirmed; -1: not yet. */
  readonly removedUs: Micros;
  /** Requests that came after, with their instant. */
  readonly begun: readonly { readonly actor: string; readonly atUs: Micros }[];
}

export const freshAuthz: Guarantee = {
  id: 'fresh-authz',
  ref: 'A11',
  title: 'A role that was taken is gone soon',
  explain:
    'After it was confirmed that a role is taken away, nothing that needs it is allowed later than a bound.',
  workloads: ['demoted'],
  boundUs: ({ userCacheTtlMs = 0 }) => userCacheTtlMs * MS,
  monitor: ({ userCacheTtlMs = 0 }, boundUs = userCacheTtlMs * MS) => ({
    kind: 'always',
    over: 'timed',
    start: { removing: false, removedUs: -1, begun: [] },
    on: (state, seen, atUs) => on(state as State, seen, atUs, boundUs),
  }),
};

function on(state: State, seen: Seen, atUs: Micros, boundUs: Micros): Judged<State> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state };
  const { actor } = seen;
  switch (fact.type) {
    case 'removing':
      return { state: { ...state, removing: true } };
    case 'confirmed':
      return { state: state.removing ? { ...state, removing: false, removedUs: atUs } : state };
    case 'requested':
      if (state.removedUs < 0) return { state };
      return { state: { ...state, begun: [...state.begun, { actor, atUs }] } };
    case 'refused':
    case 'refreshAccepted':
    case 'allowed': {
      const begun = state.begun.find((each) => each.actor === actor);
      const next = { ...state, begun: state.begun.filter((each) => each !== begun) };
      if (begun === undefined || fact.type !== 'allowed' || fact['what'] !== 'admin') {
        return { state: next };
      }
      const lateUs = begun.atUs - state.removedUs;
      if (lateUs <= boundUs) return { state: next };
      const say = `A request that came ${(lateUs / 1e6).toFixed(1)} s after the role was taken away was allowed.`;
      return { state: next, violation: { say, because: [`${seen.op}/allowed`] } };
    }
    default:
      return { state };
  }
}
