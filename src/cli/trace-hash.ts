/** One number for a whole trace: equal hashes mean equal entries, byte for byte. */
import type { Entry } from '../kernel/entry.ts';
import { canonical } from '../kernel/json.ts';

/**
 * SHA-256, in hexadecimal, of the canonical JSON (sorted keys, no spaces) of the list of entries.
 * The same in Node and in a browser; there it needs a secure context, such as localhost.
 */
export async function traceHash(entries: readonly Entry[]): Promise<string> {
  const encoder = new TextEncoder();
  const parts = entries.map((entry, i) =>
    encoder.encode(`${i === 0 ? '[' : ','}${canonical(entry)}`),
  );
  parts.push(encoder.encode(entries.length === 0 ? '[]' : ']'));
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
