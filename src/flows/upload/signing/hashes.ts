/** Digests of texts. Pure, and the same everywhere. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
export const sha256Base64 = (text: string): string => base64(sha256(utf8ToBytes(text)));
export const md5Hex = (text: string): string => bytesToHex(md5(utf8ToBytes(text)));

export const hmacSha256 = (key: Uint8Array, text: string): Uint8Array =>
  hmac(sha256, key, utf8ToBytes(text));

export const textBytes = utf8ToBytes;
export const hex = bytesToHex;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 §4. `btoa` is the browser's. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    for (let k = 0; k < 4; k++) {
      text += i + k > bytes.length ? '=' : DIGITS[(bits >> (18 - 6 * k)) & 63];
    }
  }
  return text;
}

export const base64Of = (text: string): string => base64(utf8ToBytes(text));

/** Throws on what is no base64. */
export function fromBase64(text: string): string {
  const bytes: number[] = [];
  const digits = text.replace(/=+$/, '');
  for (let i = 0; i < digits.length; i += 4) {
    const part = digits
      .slice(i, i + 4)
      .split('')
      .map((digit) => DIGITS.indexOf(digit));
    if (part.includes(-1)) throw new RangeError('This is no base64.');
    const [a = 0, b = 0, c = 0, d = 0] = part;
    const bits = (a << 18) | (b << 12) | (c << 6) | d;
    bytes.push(
      ...[bits >> 16, bits >> 8, bits].slice(0, part.length - 1).map((each) => each & 255),
    );
  }
  // Policies are plain ASCII.
  return String.fromCharCode(...bytes);
}
