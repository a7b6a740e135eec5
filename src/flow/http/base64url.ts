/** Text as base64url (RFC 4648 §5), without padding; of each character its low byte. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function base64url(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    const count = Math.min(text.length - i, 3) + 1;
    for (let n = 0; n < count; n++) out += DIGITS[(bits >> (18 - 6 * n)) & 63];
  }
  return out;
}

/** What is none becomes nonsense; nothing is thrown. */
export function fromBase64url(text: string): string {
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
