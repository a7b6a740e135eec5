/** One number for a whole trace: equal hashes mean equal entries, byte for byte. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Entry } from '../kernel/entry.ts';
import { canonical } from '../kernel/json.ts';

/**
 * SHA-256, in hexadecimal, of the canonical JSON (sorted keys, no spaces) of the list of entries,
 * taken as they come. The same in Node and in a browser.
 */
export function traceHash(entries: Iterable<Entry>): string {
  const hash = sha256.create();
  let before = '[';
  for (const entry of entries) {
    hash.update(utf8ToBytes(before + canonical(entry)));
    before = ',';
  }
  return bytesToHex(hash.update(utf8ToBytes(before === '[' ? '[]' : ']')).digest());
}
