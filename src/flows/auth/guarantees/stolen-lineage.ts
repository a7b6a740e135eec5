/** A2: what was stolen is dead once its owner has signed in again. A3: two parties are noticed. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { factIn, text, withOne } from './seen.ts';

interface Survivors {
  readonly attacked: boolean;
  /** Families that were there before. */
  readonly families: readonly string[];
  readonly was: 'signedIn' | 'forced' | 'signedInAgain';
}

export const noSurvivor: Guarantee = {
  id: 'no-survivor',
  ref: 'A2',
  title: 'What was stolen dies with the next sign-in',
  explain:
    'Once the owner was turned away and has signed in again, no refresh token of the stolen family works.',
  workloads: ['thief'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: { attacked: false, families: [], was: 'signedIn' },
    on: onSurvivor,
  }),
};

function onSurvivor(state: Survivors, seen: Seen): Judged<Survivors> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state };
  const family = text(fact, 'family');
  switch (fact.type) {
    case 'attacked':
      return { state: { ...state, attacked: true } };
    case 'forcedLogin':
      return { state: state.was === 'signedIn' ? { ...state, was: 'forced' } : state };
    case 'signedIn':
      return { state: state.was === 'forced' ? { ...state, was: 'signedInAgain' } : state };
    case 'refreshRefused':
    case 'exchanged': {
      const isOver = state.was === 'signedInAgain';
      if (!isOver) return { state: { ...state, families: withOne(state.families, family) } };
      const lives = fact.type === 'exchanged' && state.families.includes(family);
      if (!lives || !state.attacked) return { state };
      const say = `${fact['shown']} of the stolen family ${family} works, though its owner was turned away and has signed in again.`;
      return { state, violation: { say, because: [`${seen.op}/exchanged`] } };
    }
    default:
      return { state };
  }
}

interface Party {
  /** It has shown a token of the family, and was not merely without the key. */
  readonly shown: boolean;
  readonly holds: string;
  /** The operation in which it was shown last. */
  readonly op: string;
}

interface Detection {
  readonly family: string;
  readonly revoked: boolean;
  /** A token came after its successor was used, and was taken. */
  readonly late: boolean;
  /** A token that is its own successor: whoever has it goes on for ever. */
  readonly same: boolean;
  readonly used: readonly string[];
  readonly thief: Party;
  readonly owner: Party;
}

const NOBODY: Party = { shown: false, holds: '', op: '' };
const FRESH: Detection = {
  family: '',
  revoked: false,
  late: false,
  same: false,
  used: [],
  thief: NOBODY,
  owner: NOBODY,
};

export const detected: Guarantee = {
  id: 'detected',
  ref: 'A3',
  title: 'Two parties on one chain are noticed',
  explain:
    'If a thief and the owner both go on refreshing from one chain, its family is revoked in the end.',
  workloads: ['thief', 'two-tabs-thief'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: FRESH,
    on: onShown,
    atRest: unnoticed,
  }),
};

function onShown(state: Detection, seen: Seen): Judged<Detection> {
  const fact = factIn(seen);
  if (fact === null || seen.kind !== 'fact') return { state };
  const { op } = seen;
  const family = text(fact, 'family');
  if (family === '' || (state.family !== '' && state.family !== family)) return { state };
  const who = fact['by'] === 'attacker' ? 'thief' : 'owner';
  switch (fact.type) {
    case 'familyRevoked':
      return { state: { ...FRESH, family, revoked: true } };
    case 'refreshRefused':
      // Who has no key, or comes when all is over, is not turned away for what another did.
      if (fact['why'] === 'key' || fact['why'] === 'expired' || state.revoked) return { state };
      return { state: { ...state, family, [who]: { shown: true, holds: '', op } } };
    case 'exchanged': {
      if (state.revoked) return { state };
      const [shown, token] = [text(fact, 'shown'), text(fact, 'token')];
      return {
        state: {
          ...state,
          family,
          late: state.late || fact['late'] === true,
          same: state.same || shown === token,
          used: shown === token ? state.used : withOne(state.used, shown),
          [who]: { shown: true, holds: token, op },
        },
      };
    }
    default:
      return { state };
  }
}

function unnoticed(state: Detection): Violation | null {
  const { family, revoked, late, same, used, thief, owner } = state;
  if (revoked || !thief.shown || !owner.shown) return null;
  const lives = ({ holds }: Party): boolean => holds !== '' && !used.includes(holds);
  const because = [thief, owner].map(({ op, holds }) => {
    return `${op}/${holds === '' ? 'refreshRefused' : 'exchanged'}`;
  });
  if (late) {
    const say = `Family ${family} is not revoked, though a token came after its successor had been used.`;
    return { say, because };
  }
  if (same && thief.holds !== '' && owner.holds !== '') {
    return { say: `The thief and the owner share ${thief.holds}, and nobody notices.`, because };
  }
  if (lives(thief) && lives(owner) && thief.holds !== owner.holds) {
    const say = `The thief goes on with ${thief.holds} and the owner with ${owner.holds}: two live leaves.`;
    return { say, because };
  }
  const [out, stays] = thief.holds === '' ? ['thief', owner] : ['owner', thief];
  if ((thief.holds === '') === (owner.holds === '') || !lives(stays as Party)) return null;
  const say = `The ${out} was turned away, and family ${family} goes on as if nothing had happened.`;
  return { say, because };
}
