/**
 * Values as text, where HTTP has no types: in a path, a query, a header. A text stands as it is;
 * everything else, and a text that could be taken for something else, stands as JSON. So `4` is
 * the number and `"4"` the text, and whatever was written is read back exactly.
 */
import type { Json } from '../../kernel/json.ts';

/** Conditional requests compare entity tags, which stand in quotes: RFC 9110 §8.8.3. */
const TAGS = ['etag', 'if-match', 'if-none-match'];

/**
 * Headers that a browser does not let a script set (Fetch, "forbidden request-header"), or changes
 * on the way. They travel under `X-Sim-` names, and are shown under their own.
 */
const FORBIDDEN =
  'accept-charset accept-encoding connection content-length cookie cookie2 date dnt expect host ' +
  'keep-alive origin referer set-cookie set-cookie2 te trailer transfer-encoding upgrade ' +
  'user-agent via';

export function headerOnTheWire(name: string): string {
  const lower = name.toLowerCase();
  const forbidden =
    FORBIDDEN.split(' ').includes(lower) || /^(access-control-request|proxy|sec)-/.test(lower);
  return forbidden ? `X-Sim-${name}` : name;
}

/** A message does not fit the shape that its flow gives it, or HTTP does not fit the shape. */
export class ShapeError extends Error {}

/** There is a body, and it is of another type: 415, RFC 9110 §15.5.16. */
export class MediaTypeError extends ShapeError {}

/** Throws a ShapeError: a list or an object belongs into a body. */
export function toText(value: Json): string {
  if (typeof value === 'object' && value !== null) {
    throw new ShapeError('a list or an object has no place in a path or a header');
  }
  if (typeof value === 'string' && isPlain(value)) return value;
  return JSON.stringify(value).replace(/[^ -~]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

export function fromText(text: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null ? text : value;
  } catch {
    return text;
  }
}

/** Throws a ShapeError: a header holds printable characters, and none but spaces inside. */
function plainText(text: string): string {
  if (/^[!-~]([ -~]*[!-~])?$/.test(text)) return text;
  throw new ShapeError(`"${text}" has no place in a header as it stands`);
}

/** Printable, not changed by trimming, and nothing that JSON reads as another value. */
function isPlain(text: string): boolean {
  return /^[!-~]([ -~]*[!-~])?$/.test(text) && fromText(text) === text;
}

/** `isText`: its shape says that it is one, whatever it looks like. */
export function toSegment(value: Json, isText = false): string {
  const text = isText && typeof value === 'string' ? value : toText(value);
  // A browser resolves these two as directories, even when they are escaped.
  const safe = text === '.' || text === '..' ? JSON.stringify(text) : text;
  return encodeURIComponent(safe).replaceAll('%3A', ':').replaceAll('%40', '@');
}

/** Throws a URIError on a broken escape. */
export function fromSegment(segment: string, isText = false): Json {
  const text = decodeURIComponent(segment);
  return isText && text !== '"."' && text !== '".."' ? text : fromText(text);
}

export function toHeader(name: string, value: Json, isText = false): string {
  const text = isText && typeof value === 'string' ? plainText(value) : toText(value);
  return TAGS.includes(name.toLowerCase()) && text !== '*' ? `"${text}"` : text;
}

export function fromHeader(name: string, text: string, isText = false): Json {
  const isTag = TAGS.includes(name.toLowerCase());
  // If-Match compares strongly: a weak tag is like none of them (RFC 9110 §13.1.1).
  const quotes = name.toLowerCase() === 'if-match' ? /^"(?<tag>.*)"$/ : /^(?:W\/)?"(?<tag>.*)"$/;
  const bare = isTag ? text.replace(quotes, '$<tag>') : text;
  return isText ? bare : fromText(bare);
}
