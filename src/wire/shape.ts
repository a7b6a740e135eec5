/**
 * A message as the page sends it and reads it: as its flow gives it (see flow/http), and with what
 * only the page needs, to find its exchange again and to pass where a browser forbids a header.
 */
import * as plain from '../flow/http/shape.ts';
import { headerOnTheWire } from '../flow/http/text.ts';
import type { HttpRequestShape, HttpResponseShape } from '../flow/message.ts';
import type { Message } from '../kernel/system.ts';

/** Names the exchange of a request that the simulation itself sent. */
export const EXCHANGE_HEADER = 'X-Sim-Exchange';
/** The headers that are the message's own: a browser adds others, some of the same names. */
export const FIELDS_HEADER = 'X-Sim-Fields';

export interface RequestParts extends Omit<plain.RequestText, 'headers'> {
  readonly headers: Headers;
}

export interface ResponseParts extends Omit<plain.ResponseText, 'headers'> {
  readonly headers: Headers;
}

/** Where a page may set no header, the exchange stands in the query. */
export function addressOf(base: URL, path: string, id: string): URL {
  const mark = path.includes('?') ? '&' : '?';
  return new URL(`.${path}${mark}${EXCHANGE_HEADER}=${encodeURIComponent(id)}`, base);
}

/** Throws a ShapeError. */
export function writeRequest(shape: HttpRequestShape, message: Message): RequestParts {
  const { headers: lines, ...rest } = plain.writeRequest(shape, message);
  const headers = onTheWire(lines);
  const own = Array.from(headers.keys()).filter((name) => name !== 'content-type');
  headers.set(FIELDS_HEADER, own.join(', '));
  return { ...rest, headers };
}

/** The message that a request carries; `undefined` if its method or path is another's. Throws a ShapeError. */
export function readRequest(
  type: string,
  shape: HttpRequestShape,
  { headers, ...rest }: RequestParts,
): Message | undefined {
  const own = headers.get(FIELDS_HEADER)?.split(', ');
  const header = (name: string): string | null => {
    const carried = headerOnTheWire(name);
    const isOurs = name === 'Content-Type' || own?.includes(carried.toLowerCase()) !== false;
    return isOurs ? headers.get(carried) : null;
  };
  return plain.readRequest(type, shape, { ...rest, header });
}

/** Throws a ShapeError. */
export function writeResponse(shape: HttpResponseShape, message: Message): ResponseParts {
  const { headers, ...rest } = plain.writeResponse(shape, message);
  return { ...rest, headers: onTheWire(headers) };
}

/** The message that a response carries; `undefined` if its status is another's. Throws a ShapeError. */
export function readResponse(
  type: string,
  shape: HttpResponseShape,
  { headers, ...rest }: ResponseParts,
): Message | undefined {
  const header = (name: string): string | null => headers.get(headerOnTheWire(name));
  return plain.readResponse(type, shape, { ...rest, header });
}

const onTheWire = (lines: plain.RequestText['headers']): Headers =>
  new Headers(lines.map(([name, text]): [string, string] => [headerOnTheWire(name), text]));
