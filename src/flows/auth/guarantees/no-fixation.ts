/** A session that somebody had before a sign-in is not the one that the sign-in gives. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, text } from './seen.ts';

interface State {
  /** By session: who had it as a visitor. */
  readonly visitors: Readonly<Record<string, string>>;
  /** By session: who has signed in to it. */
  readonly given: Readonly<Record<string, string>>;
}

export const noFixation: Guarantee = {
  id: 'no-fixation',
  ref: 'A10f',
  title: 'Nobody has a session before its owner signs in',
  explain:
    'A session that somebody had as a visitor does not show them the data of whoever signs in to it later.',
  workloads: ['fixation'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { visitors: {}, given: {} }, on }),
};

function on(state: State, seen: Seen): Judged<State> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state };
  const sid = text(fact, 'sid');
  switch (fact.type) {
    case 'visitorGiven':
      return { state: { ...state, visitors: { ...state.visitors, [sid]: text(fact, 'to') } } };
    case 'sessionGiven':
      return { state: { ...state, given: { ...state.given, [sid]: text(fact, 'to') } } };
    case 'refreshAccepted':
    case 'allowed': {
      const by = text(fact, 'by');
      const owner = state.given[sid];
      const isPlanted = owner !== undefined && owner !== by && state.visitors[sid] === by;
      if (!isPlanted) return { state };
      const say = `The ${by} goes on in session ${sid}, which it had before ${owner} signed in to it.`;
      return { state, violation: { say, because: [`${seen.op}/${fact.type}`] } };
    }
    default:
      return { state };
  }
}
