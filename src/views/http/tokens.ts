/** JSON Web Tokens (RFC 7519) in what was said: nothing in one is secret, anybody can read it. */
import { fromBase64url } from '../../flow/http/base64url.ts';
import { readable } from './parts.ts';

export interface TokenLook {
  /** The part's texts, each JSON on several lines. */
  readonly header: string;
  readonly claims: string;
  /** In plain words where it is written in such, else as it was sent. */
  readonly signature: string;
}

const TOKEN = /[\w-]{4,}\.[\w-]{4,}\.[\w-]{4,}/g;

/** Each only once, in the order in which they are written. */
export function tokensIn(texts: readonly string[]): readonly TokenLook[] {
  const found = new Set(texts.flatMap((text) => text.match(TOKEN) ?? []));
  return [...found].flatMap((token) => tokenLook(token) ?? []);
}

function tokenLook(token: string): TokenLook | null {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const [head, said] = [objectIn(header), objectIn(claims)];
  if (head === null || said === null || !/"alg":/.test(head)) return null;
  const words = fromBase64url(signature);
  const isPlain = /^[\w .,:-]+$/.test(words);
  return {
    header: readable(head, 'json'),
    claims: readable(said, 'json'),
    signature: isPlain ? words : signature,
  };
}

function objectIn(part: string): string | null {
  const text = fromBase64url(part);
  try {
    return typeof JSON.parse(text) === 'object' ? text : null;
  } catch {
    return null;
  }
}
