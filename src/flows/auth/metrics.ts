/** What the family counts live. */
import { counting, rate, which } from '../../flow/metrics.ts';
import type { Metric } from '../../flow/property.ts';
import type { Fact } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';

const byAttacker = (fact: Fact): boolean => fact['by'] === 'attacker' || fact['to'] === 'attacker';

/** The latest instant of a sort, after the first of another. */
interface Exposure {
  readonly fromUs: number;
  readonly lastUs: number;
}

/** How long what was stolen has been of use. */
const exposure: Metric = {
  id: 'exposure',
  title: 'Exposure',
  unit: 's',
  explain: 'How long after the first attack something of Ann’s still worked for the attacker.',
  start: { fromUs: -1, lastUs: -1 },
  on: (state: Exposure, seen, atUs): Exposure => {
    if (seen.kind !== 'fact') return state;
    const { fact } = seen;
    if (fact.type === 'attacked' && state.fromUs < 0) return { ...state, fromUs: atUs };
    const works = fact.type === 'allowed' || fact.type === 'refreshAccepted';
    return works && byAttacker(fact) ? { ...state, lastUs: atUs } : state;
  },
  value: ({ fromUs, lastUs }: Exposure) =>
    fromUs < 0 || lastUs < 0 ? null : (lastUs - fromUs) / SECOND,
};

export const metrics: readonly Metric[] = [
  counting(
    'guesses',
    'Wrong passwords',
    '',
    'Passwords that were looked at, and wrong.',
    'wrongPassword',
  ),
  rate(
    'guesses-rate',
    'Wrong passwords an hour',
    '/h',
    'On average since the beginning.',
    'wrongPassword',
    3_600 * SECOND,
  ),
  counting(
    'held-back',
    'Tries held back',
    '',
    'By a limit or a lock, before a password was looked at.',
    'heldBack',
  ),
  counting(
    'broken-into',
    'Accounts broken into',
    '',
    'Sessions that were given to the attacker.',
    which('sessionGiven', byAttacker),
  ),
  counting(
    'seen',
    'Requests of the attacker let through',
    '',
    'With a token that it has.',
    which('allowed', byAttacker),
  ),
  exposure,
  counting('refreshes', 'Refreshes', '', 'Refresh tokens that were exchanged.', 'refreshAccepted'),
  rate(
    'refresh-rate',
    'Refreshes a second',
    '/s',
    'On average since the beginning.',
    'refreshAccepted',
  ),
  counting(
    'revoked',
    'Families revoked',
    '',
    'By signing out, by reuse, by a link from a mail.',
    'familyRevoked',
  ),
  counting(
    'forced',
    'Signed out against their will',
    '',
    'Sign-in pages that nobody asked for.',
    'forcedLogin',
  ),
];
