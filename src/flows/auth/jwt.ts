/**
 * Access tokens in the form of a JWT (RFC 7519): anybody can read what is in one. SIMPLIFIED: the
 * signature is a word that nobody in this simulation forges; real systems sign, and check it.
 */
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

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

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

/** What stands after `Bearer `; `null` without it. */
export const bearer = (authorization: string | undefined): string | null =>
  authorization?.startsWith('Bearer ') === true ? authorization.slice(7) : null;

function base64url(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    const count = Math.min(text.length - i, 3) + 1;
    for (let n = 0; n < count; n++) out += DIGITS[(bits >> (18 - 6 * n)) & 63];
  }
  return out;
}

function fromBase64url(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 4) {
    const group = text.slice(i, i + 4);
    let bits = 0;
    for (let n = 0; n < 4; n++) bits = (bits << 6) | Math.max(0, DIGITS.indexOf(group[n] ?? 'A'));
    for (let n = 0; n < group.length - 1; n++) {
      out += String.fromCharCode((bits >> (16 - 8 * n)) & 255);
    }
  }
  return out;
}
