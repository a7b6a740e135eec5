/**
 * Access tokens in the form of a JWT (RFC 7519): anybody can read what is in one. SIMPLIFIED: the
 * signature is a word that nobody in this simulation forges; real systems sign, and check it.
 */
import { base64url, fromBase64url } from '../../flow/http/base64url.ts';
import type { Json } from '../../kernel/json.ts';

export interface Claims {
  /** Whose: an address. */
  readonly sub: string;
  /** The session. */
  readonly sid: string;
  /** The token itself. */
  readonly jti: string;
  /** Issued, and expires: seconds. */
  readonly iat: number;
  readonly exp: number;
  /** `unverified`: the address was not proved when it was made. */
  readonly scope: 'full' | 'unverified';
  readonly role: string;
  /** The key that whoever presents it must have; empty: nobody asks. */
  readonly key: string;
}

const HEADER = base64url('{"alg":"SIM","typ":"at+jwt"}');
const SIGNATURE = base64url('simulated signature');

export const jwtOf = (claims: Claims): string =>
  `${HEADER}.${base64url(JSON.stringify(claims))}.${SIGNATURE}`;

/** `null` when it is none, or was not made here. */
export function readJwt(token: string): Claims | null {
  const [header, payload, signature] = token.split('.');
  if (header !== HEADER || payload === undefined || signature !== SIGNATURE) return null;
  try {
    const claims = JSON.parse(fromBase64url(payload)) as Json;
    return isClaims(claims) ? claims : null;
  } catch {
    return null;
  }
}

const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && 'sid' in value && 'exp' in value;

/** What stands after `Bearer `, in whatever case (RFC 9110 §11.1); `null` without it. */
export const bearer = (authorization: string | undefined): string | null =>
  /^Bearer (?<token>.+)$/i.exec(authorization ?? '')?.groups?.['token'] ?? null;
