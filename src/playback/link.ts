/**
 * The link to a moment: the run and the place in it, as `#v1:` + deflate-raw + base64url in the
 * fragment, which no server sees. What a link brings is treated as hostile: bounded before and
 * while it is unpacked, and parsed like any run from outside.
 */
import type { Library } from '../flow/library.ts';
import type { Run } from '../flow/run.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import { parsedSafely, refusal } from './outside.ts';
import type { Place, Problem } from './state.ts';

const PREFIX = '#v1:';
/** About 5 kB were found to be shared safely; 8 kB leave room. */
export const PACKED_MAX = 8 * 1024;
export const UNPACKED_MAX = 256 * 1024;

export type Linked =
  | { readonly ok: true; readonly run: Run; readonly place: Place }
  | { readonly ok: false; readonly problem: Problem };

/** The fragment with its `#`. Throws a `RangeError` that can be shown when the run is too long for a link. */
export async function encodeLink(run: Run, atUs: Micros = 0, entry?: EntryId): Promise<string> {
  const text = JSON.stringify({ run, atUs, ...(entry === undefined ? {} : { entry }) });
  const packed = await packText(text);
  if (packed === undefined) {
    throw new RangeError(
      'This run is too long for a link: it has too many faults, orders or acts by hand. Save it to a file and send that.',
    );
  }
  return PREFIX + packed;
}

/** A text for a fragment: deflate-raw and base64url; `undefined` when it is too long for a link. */
export async function packText(text: string): Promise<string | undefined> {
  const packed = await throughStream(
    new TextEncoder().encode(text),
    new CompressionStream('deflate-raw'),
    Infinity,
  );
  return packed === undefined || packed.length > PACKED_MAX ? undefined : base64urlOf(packed);
}

/** Never rejects; `undefined` for what is damaged, or longer than a link can be. */
export async function unpackText(packed: string): Promise<string | undefined> {
  const bytes = bytesOf(packed);
  return bytes === undefined ? undefined : unpacked(bytes);
}

/**
 * `null` for a fragment that is no link at all. Loads the flow; rejects with a `NotLoaded` when
 * that cannot be, and with nothing else.
 */
export async function decodeLink(library: Library, fragment: string): Promise<Linked | null> {
  const version = /^#?v(?<version>\d{1,6}):/.exec(fragment)?.groups?.['version'];
  if (version === undefined) return null;
  if (version !== '1') {
    return broken(
      `It is of version ${version}, and this is version 1: it was made by a newer app.`,
    );
  }
  const packed = bytesOf(fragment.slice(fragment.indexOf(':') + 1));
  if (packed === undefined)
    return broken('It is longer than a link can be, or cut off, or mistyped.');
  const value = parsedJson(await unpacked(packed));
  if (value === undefined) return broken('It is damaged: it cannot be unpacked.');
  const { run: wanted, atUs, entry } = Object(value) as Record<string, unknown>;
  const parsed = parsedSafely(await library.loadFor(wanted), wanted);
  if (!parsed.ok)
    return { ok: false, problem: refusal('What this link brings', parsed.problems, NEXT) };
  return { ok: true, run: parsed.run, place: placeFrom(atUs, entry) };
}

const NEXT = 'Ask for the link again. Here is the flow as it opens.';

const broken = (why: string): Linked => ({
  ok: false,
  problem: { title: 'This link cannot be opened.', details: [why, NEXT] },
});

/** A whole number from 0 on. */
export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export function placeFrom(atUs: unknown, entry: unknown): Place {
  if (!isCount(atUs)) return { atUs: 0 };
  return isCount(entry) ? { atUs, entry } : { atUs };
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  try {
    const stream = new DecompressionStream('deflate-raw');
    const bytes = await throughStream(packed, stream, UNPACKED_MAX);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

function parsedJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `undefined` as soon as more than `max` bytes came out. Rejects when the stream does. */
async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  max: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const writer = stream.writable.getWriter();
  // A failure also ends the reading side, where it is seen.
  const written = writer
    .write(bytes)
    .then(() => writer.close())
    .catch(() => {});
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > max) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  await written;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function base64urlOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** `undefined` when it is too long or no base64url. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > Math.ceil((PACKED_MAX * 4) / 3) || !/^[\w-]+$/.test(text)) return undefined;
  try {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
