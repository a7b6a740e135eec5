/** Signing out, the loss of a cache, and roles that are taken away. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { rows, setup } from './rows.ts';

const LOSS = ['cacheLoss'];
const CRASH = ['crash:cache'];
const DENY = 'revocation=denylist';
const ALLOW = 'revocation=allowlist';
const DURABLE = 'sessionStore=write-through';

export const revocationRows: readonly TruthRow[] = [
  ...rows('revocation none', setup('sign-out'), broken(['A4', 'A4r'], 0, [])),
  ...rows(
    'rt, scope=token: a refresh is under way',
    setup('sign-out-race', 'rotation revocation=rt scope=token'),
    broken('A4r', 0, []),
  ),
  ...rows(
    'rt, scope=family: the refresh token is dead',
    setup('sign-out-race', 'rotation revocation=rt'),
    holds('A4r', 0, []),
    holds('A4r', 0, [], { workload: 'sign-out' }),
  ),
  ...rows(
    'rt, scope=family: the access token works until it expires',
    setup('sign-out', 'rotation revocation=rt'),
    broken('A4', 0, []),
  ),
  ...rows(
    'denylist, durable',
    setup('sign-out', `${DENY} ${DURABLE}`),
    holds('A4', 0, []),
    holds('A4', 1, LOSS),
    holds('A4', 1, CRASH),
    holds('A4', 0, [], { workload: 'sign-out-race', fixes: { rotation: 'on' } }),
    holds('A5', 1, LOSS, { workload: 'browsing' }),
  ),
  ...rows(
    'denylist, cache-only: fails open',
    setup('sign-out', DENY),
    holds('A4', 0, []),
    broken('A4', 1, LOSS),
    broken('A4', 1, CRASH),
    holds('A5', 1, LOSS, { workload: 'browsing' }),
  ),
  ...rows(
    'allowlist, cache-only: fails closed',
    setup('sign-out', ALLOW),
    holds('A4', 1, LOSS),
    broken('A5', 1, LOSS, { workload: 'browsing' }),
    broken('A5', 1, CRASH, { workload: 'browsing' }),
  ),
  ...rows(
    'allowlist, write-through',
    setup('sign-out', `${ALLOW} ${DURABLE}`),
    holds('A4', 1, LOSS),
    holds('A4', 1, CRASH),
    holds('A5', 1, LOSS, { workload: 'browsing' }),
    holds('A5', 1, CRASH, { workload: 'browsing' }),
  ),
  ...rows(
    'the session that a visitor had is kept at sign-in: it was planted',
    setup('fixation'),
    broken('A10f', 0, []),
    broken('A10f', 0, [], { fixes: { rotation: 'on', reuseDetect: 'on' } }),
    broken('A10f', 0, [], { fixes: { revocation: 'denylist', sessionStore: 'write-through' } }),
  ),
  ...rows(
    'a new session at sign-in',
    setup('fixation', 'freshSession'),
    holds('A10f', 0, []),
    holds('A10f', 1, ['drop:signIn', 'drop:signedIn', 'drop:refreshed', 'crash:db']),
  ),
  ...rows(
    'another device’s session is ended from a list',
    setup('devices', 'sessionManagement revocation=denylist'),
    holds('A4', 0, [], { params: { backendRttMs: 0, stepMs: 0, hashMs: 0 } }),
  ),
  ...rows(
    'roles in the access token: up to its lifetime',
    setup('demoted', 'roles=jwt'),
    broken('A11', 0, []),
    holds('A11', 0, [], { boundUs: 120_000_000 }),
  ),
  ...rows(
    'roles in a cache: up to its lifetime',
    setup('demoted', 'roles=cache'),
    broken('A11', 0, [], { boundUs: 0 }),
    holds('A11', 0, []),
  ),
  ...rows(
    'roles in the database',
    setup('demoted', 'roles=db'),
    holds('A11', 0, [], { boundUs: 0 }),
  ),
];
