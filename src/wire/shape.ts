/**
 * A message as HTTP and back, by the shape that its flow gives it. Strict both ways: a field that
 * the shape does not name cannot be sent, and what was not expected is not read.
 */
import type { HttpRequestShape, HttpResponseShape } from '../flow/message.ts';
import type { Message } from '../kernel/system.ts';
import { readBody, readHeaders, writeBody, writeHeaders } from './content.ts';
import { type Fields, readPath, type Take, writePath } from './path.ts';
import { ShapeError } from './text.ts';

/** Names the exchange of a request that the simulation itself sent. */
export const EXCHANGE_HEADER = 'X-Sim-Exchange';
/** The headers that are the message's own: a browser adds others, some of the same names. */
export const FIELDS_HEADER = 'X-Sim-Fields';

export interface RequestParts {
  readonly method: string;
  /** From `/api/` on, with the query. */
  readonly path: string;
  readonly headers: Headers;
  /** Empty for none. */
  readonly body: string;
}

export interface ResponseParts {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Where a page may set no header, the exchange stands in the query. */
export function addressOf(base: URL, path: string, id: string): URL {
  const mark = path.includes('?') ? '&' : '?';
  return new URL(`.${path}${mark}${EXCHANGE_HEADER}=${encodeURIComponent(id)}`, base);
}

/** Throws a ShapeError. */
export function writeRequest(shape: HttpRequestShape, message: Message): RequestParts {
  const { take, rest } = fieldsOf(message);
  const path = writePath(shape.path, take, shape.texts);
  const headers = writeHeaders(shape.headers, take, shape.texts);
  headers.set(FIELDS_HEADER, Array.from(headers.keys()).join(', '));
  const body = writeBody(shape.body, take);
  if (body !== '') headers.set('Content-Type', 'application/json');
  complainOf(rest(), message);
  return { method: shape.method, path, headers, body };
}

/** The message that a request carries; `undefined` if its method or path is another's. Throws a ShapeError. */
export function readRequest(
  type: string,
  shape: HttpRequestShape,
  { method, path, headers, body }: RequestParts,
): Message | undefined {
  const fields = method === shape.method ? readPath(shape.path, path, shape.texts) : undefined;
  if (fields === undefined) return undefined;
  const own = headers.get(FIELDS_HEADER)?.split(', ');
  readHeaders(shape, headers, fields, own);
  readBody(shape.body, undefined, headers, body, fields);
  return { ...fields, type };
}

/** Throws a ShapeError. */
export function writeResponse(shape: HttpResponseShape, message: Message): ResponseParts {
  const { take, rest } = fieldsOf(message);
  const status = typeof shape.status === 'number' ? shape.status : shape.status(message);
  if (!shape.statuses.includes(status)) {
    throw new ShapeError(`the status ${status} is none of ${shape.statuses.join(', ')}`);
  }
  const headers = writeHeaders(shape.headers, take, shape.texts);
  const body = writeBody(shape.body, take, shape.constant);
  if (body !== '' && isNull(status)) throw new ShapeError(`a ${status} response has no body`);
  if (body !== '') headers.set('Content-Type', contentType(shape, status));
  complainOf(rest(), message);
  return { status, headers, body };
}

/** The message that a response carries; `undefined` if its status is another's. Throws a ShapeError. */
export function readResponse(
  type: string,
  shape: HttpResponseShape,
  { status, headers, body }: ResponseParts,
): Message | undefined {
  if (!shape.statuses.includes(status)) return undefined;
  const fields: Fields = {};
  readHeaders(shape, headers, fields);
  readBody(isNull(status) ? undefined : shape.body, shape.constant, headers, body, fields);
  return { ...fields, type };
}

/** RFC 9110: these have no content, whatever was given. */
const isNull = (status: number): boolean => status === 204 || status === 205 || status === 304;

/** A flow says that a reply is a problem document by giving it a constant `type`: RFC 9457. */
function contentType({ constant }: HttpResponseShape, status: number): string {
  const isProblem = status >= 400 && constant?.['type'] !== undefined;
  return isProblem ? 'application/problem+json' : 'application/json';
}

/** The fields of a message, to be taken one by one, and the names of those that nobody took. */
export function fieldsOf(message: Message): { take: Take; rest: () => string[] } {
  const left = new Map(Object.entries(message).filter(([, value]) => value !== undefined));
  // The type is the shape's; the kernel's own two are no part of what is said.
  for (const name of ['type', 'from', 'op']) left.delete(name);
  const take: Take = (field) => {
    const value = left.get(field);
    left.delete(field);
    return value;
  };
  return { take, rest: () => Array.from(left.keys()) };
}

export function complainOf(left: readonly string[], { type }: Message): void {
  if (left.length === 0) return;
  throw new ShapeError(`the shape of ${type} has no place for ${left.join(', ')}`);
}
