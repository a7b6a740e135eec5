/** The access token that goes with a refresh token. */
import { SECOND } from '../../../kernel/time.ts';
import { type Claims, jwtOf } from '../jwt.ts';
import type { Given } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export const claimsOf = (s: Settings, given: Given, nowUs: number): Claims => ({
  sub: given.email,
  sid: given.sid,
  jti: `${given.sid}-${given.n}`,
  iat: nowUs / SECOND,
  exp: nowUs / SECOND + s.atTtlMs / 1_000,
  scope: s.verification === 'on' && !given.verified ? 'unverified' : 'full',
  role: given.role,
  key: s.senderConstrained === 'on' ? given.key : '',
});

/** What an answer says of them; nobody on the way may keep it (RFC 6749 §5.1). */
export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
  readonly cacheControl: 'no-store';
};

export const tokensOf = (s: Settings, given: Given, nowUs: number): Tokens => ({
  accessToken: jwtOf(claimsOf(s, given, nowUs)),
  refreshToken: given.token,
  expiresIn: s.atTtlMs / 1_000,
  cacheControl: 'no-store',
});
