/** What is there before a run begins. */
import { jwtOf } from './jwt.ts';
import type { CacheContext } from './machines/cache.ts';
import { claimsOf } from './machines/claims.ts';
import { type DatabaseContext, EMPTY } from './machines/state.ts';
import { ANN, looksUp, PASSWORD, type Settings } from './settings.ts';

const KEY = 'ann-laptop';

/** The access token of a tab that is signed in: fresh, or beyond its time and the leeway. */
export function seededToken(s: Settings): string {
  if (s.signedIn === 'no') return '';
  const given = {
    token: 'R0',
    family: 'F0',
    sid: 's0',
    email: ANN,
    role: 'admin',
    verified: true,
    key: KEY,
    n: 0,
  };
  const agoUs = s.signedIn === 'yes' ? 0 : (s.atTtlMs + s.leewayMs + 600_000) * 1_000;
  return jwtOf(claimsOf(s, given, -agoUs));
}

/** Of somebody who may take a role from others, and whose session is not looked at. */
export const bossToken = (s: Settings): string =>
  jwtOf({
    sub: 'boss@mail.example',
    sid: 'boss',
    jti: 'boss',
    iat: 0,
    exp: s.durationMs,
    scope: 'full',
    role: 'admin',
    key: '',
  });

export function seededDatabase(s: Settings): Partial<DatabaseContext> {
  const users = s.account
    ? [{ email: ANN, password: PASSWORD, verified: true, role: 'admin' }]
    : [];
  if (s.signedIn === 'no') return { ...EMPTY, users };
  const family = {
    id: 'F0',
    sid: 's0',
    email: ANN,
    key: KEY,
    revoked: false,
    unverified: false,
    createdUs: 0,
    lastUs: 0,
  };
  const token = { id: 'R0', family: 'F0', parent: '', used: false, grace: false };
  return { ...EMPTY, users, families: [family], tokens: [token], nextToken: 1 };
}

export const seededCache = (s: Settings): Pick<CacheContext, 'sessions'> => ({
  sessions: looksUp(s) && s.signedIn !== 'no' ? [{ sid: 's0', is: 'live' }] : [],
});
