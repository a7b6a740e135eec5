/** A10: who has proved an address is the only one who sees its data. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, text } from './seen.ts';

interface State {
  /** By link: the address that it was mailed to. */
  readonly mailed: Readonly<Record<string, string>>;
  /** By address: who has proved it; empty: nobody, though it counts as proved. */
  readonly owners: Readonly<Record<string, string>>;
  /** By session: who it was given to. */
  readonly given: Readonly<Record<string, string>>;
}

/** Ann's tabs are one party. */
const partyOf = (node: string): string => (node.startsWith('tab') ? 'the owner' : `the ${node}`);

export const ownedByVerified: Guarantee = {
  id: 'owned-by-verified',
  ref: 'A10',
  title: 'Only who has proved an address sees its data',
  explain:
    'Once somebody has proved that an address is theirs, nobody sees its data in a session that was given to somebody else.',
  workloads: ['pre-hijack', 'wrong-link'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: { mailed: {}, owners: {}, given: {} },
    on,
  }),
};

function on(state: State, seen: Seen): Judged<State> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state };
  const email = text(fact, 'email');
  const sid = text(fact, 'sid');
  switch (fact.type) {
    case 'mailed': {
      const mailed = { ...state.mailed, [text(fact, 'link')]: text(fact, 'to') };
      return { state: { ...state, mailed } };
    }
    case 'proved': {
      // A link proves the address that it was mailed to, and no other.
      const isProof = state.mailed[text(fact, 'link')] === email;
      const owner = isProof ? partyOf(text(fact, 'by')) : (state.owners[email] ?? '');
      return { state: { ...state, owners: { ...state.owners, [email]: owner } } };
    }
    case 'sessionGiven': {
      const given = { ...state.given, [sid]: partyOf(text(fact, 'to')) };
      return { state: { ...state, given } };
    }
    case 'allowed': {
      const owner = state.owners[email];
      const holder = state.given[sid];
      if (owner === undefined || holder === undefined || owner === holder) return { state };
      const proof = owner === '' ? 'counts as proved by a link to another' : `${owner} has proved`;
      const say = `In session ${sid}, ${holder} sees the data of ${email}, which ${proof}.`;
      return { state, violation: { say, because: [`${seen.op}/allowed`] } };
    }
    default:
      return { state };
  }
}
