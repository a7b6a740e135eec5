/** A10: who has proved an address is the only one who sees its data. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, text } from './seen.ts';

interface State {
  /** By address: who has proved it. */
  readonly owners: Readonly<Record<string, string>>;
  /** By session: who it was given to. */
  readonly given: Readonly<Record<string, string>>;
}

/** Ann's tabs are one party. */
const partyOf = (node: string): string => (node.startsWith('tab') ? 'the owner' : node);

export const ownedByVerified: Guarantee = {
  id: 'owned-by-verified',
  ref: 'A10',
  title: 'Only who has proved an address sees its data',
  explain:
    'Once somebody has proved that an address is theirs, nobody sees its data in a session that was given to somebody else.',
  workloads: ['pre-hijack'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { owners: {}, given: {} }, on }),
};

function on(state: State, seen: Seen): Judged<State> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state };
  const email = text(fact, 'email');
  const sid = text(fact, 'sid');
  switch (fact.type) {
    case 'proved': {
      const owners = { ...state.owners, [email]: partyOf(text(fact, 'by')) };
      return { state: { ...state, owners } };
    }
    case 'sessionGiven': {
      const given = { ...state.given, [sid]: partyOf(text(fact, 'to')) };
      return { state: { ...state, given } };
    }
    case 'allowed': {
      const owner = state.owners[email];
      const holder = state.given[sid];
      if (owner === undefined || holder === undefined || owner === holder) return { state };
      const say = `${holder} sees the data of ${email}, which ${owner} has proved, in session ${sid}.`;
      return { state, violation: { say, because: [`${seen.op}/allowed`] } };
    }
    default:
      return { state };
  }
}
