/** Guesses, locks, enumeration, reset links, addresses that were never proved. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { rows, setup } from './rows.ts';

const UNIFORM = 'uniform dummyHash';
const RESET = 'uniform singleUse ttl revokeOnReset';

export const passwordRows: readonly TruthRow[] = [
  ...rows('nothing holds the attacker back', setup('guessing'), broken('A6', 0, [])),
  ...rows(
    'no tracking, per IP 10 a minute, 1 IP: 600 an hour',
    setup('guessing', 'rateLimit=fixed'),
    broken('A6', 0, []),
  ),
  ...rows(
    'per IP 1 a minute: 60 an hour, and 120 with two IPs',
    setup('guessing', 'rateLimit=fixed', { limitPerMinute: 1 }),
    holds('A6', 0, []),
    broken('A6', 0, [], { params: { attackerIps: 2 } }),
    holds('A6', 0, [], { fixes: { rateLimit: 'sliding' } }),
  ),
  ...rows(
    'tracking T=5, D=900 s',
    setup('guessing', 'tracking'),
    holds('A6', 0, []),
    holds('A6', 0, [], { params: { attackerIps: 10 } }),
    holds('A6', 0, [], { fixes: { lockMode: 'soft' } }),
    broken('A6', 0, [], { params: { lockMs: 60_000 } }),
  ),
  ...rows(
    'tracking alone, credential stuffing: it never triggers',
    setup('stuffing', 'tracking'),
    holds('A6', 0, []),
  ),
  ...rows('nothing locks', setup('lockout'), holds('A7', 0, [])),
  ...rows('tracking, hard lock', setup('lockout', 'tracking'), broken('A7', 0, [])),
  ...rows(
    'tracking, soft lock',
    setup('lockout', 'tracking lockMode=soft'),
    holds('A7', 0, []),
    broken('A7', 0, [], { workload: 'new-device' }),
  ),
  ...rows(
    'rate limit: others behind the same address are held back',
    setup('shared-address', 'rateLimit=fixed'),
    broken('A7', 0, []),
    holds('A7', 0, [], { workload: 'lockout' }),
  ),
  ...rows('specific answers', setup('probing', 'dummyHash'), broken('A8', 0, [])),
  ...rows('uniform answers, early exit', setup('probing', 'uniform'), broken('A8', 0, [])),
  ...rows(
    'uniform answers, dummy hash',
    setup('probing', UNIFORM),
    holds('A8', 0, []),
    holds('A8', 0, [], { fixes: { verification: 'on' } }),
  ),
  ...rows(
    'a limit for each IP address, or a jitter, is no sign of an account',
    setup('probing', UNIFORM),
    holds('A8', 0, [], { fixes: { rateLimit: 'fixed' }, params: { limitPerMinute: 9 } }),
    holds('A8', 0, [], { params: { jitterMs: 50 } }),
    broken('A8', 0, [], { fixes: { dummyHash: 'off' }, params: { jitterMs: 100 } }),
  ),
  ...rows(
    'uniform answers, dummy hash, a lock only for those who exist',
    setup('probing', `${UNIFORM} tracking trackUnknown=off`),
    broken('A8', 0, []),
  ),
  ...rows(
    'all uniform, tracking by address',
    setup('probing', `${UNIFORM} tracking`),
    holds('A8', 0, []),
  ),
  ...rows('reset: all four', setup('reset', RESET), holds('A9', 0, [])),
  ...rows(
    'reset: the link works twice',
    setup('reset', 'uniform ttl revokeOnReset'),
    broken('A9', 0, []),
  ),
  ...rows(
    'reset: the link works late',
    setup('reset', 'uniform singleUse revokeOnReset'),
    broken('A9', 0, []),
  ),
  ...rows(
    'reset: the thief’s refresh token survives',
    setup('reset', 'uniform singleUse ttl'),
    broken('A9', 0, []),
  ),
  ...rows(
    'reset: all four, at once',
    setup('reset', RESET),
    broken('A9', 0, [], { boundUs: 0 }),
    holds('A9', 0, [], { boundUs: 0, fixes: { revocation: 'denylist' } }),
  ),
  ...rows(
    'a link proves whoever is signed in where it is opened',
    setup('wrong-link', 'verification provesWhose=session'),
    broken('A10', 0, []),
    broken('A10', 0, [], { fixes: { killUnverified: 'sessions' } }),
    broken('A10', 0, [], { fixes: { killUnverified: 'sessions+password' } }),
  ),
  ...rows(
    'a link proves the address that it was mailed to',
    setup('wrong-link', 'verification'),
    holds('A10', 0, []),
    holds('A10', 0, [], { fixes: { killUnverified: 'sessions+password' } }),
  ),
  ...rows('verification off', setup('pre-hijack'), broken('A10', 0, [])),
  ...rows('verification, sessions kept', setup('pre-hijack', 'verification'), broken('A10', 0, [])),
  ...rows(
    'verification, sessions ended: the attacker’s password stays (the table says HOLDS)',
    setup('pre-hijack', 'verification killUnverified=sessions'),
    broken('A10', 0, []),
  ),
  ...rows(
    'verification, sessions and password ended',
    setup('pre-hijack', 'verification killUnverified=sessions+password'),
    holds('A10', 0, []),
  ),
];
