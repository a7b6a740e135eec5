/**
 * A message as HTTP and back, by the shape that its flow gives it. Strict both ways: a field that
 * the shape does not name cannot be sent, and what was not expected is not read.
 */
import type { HttpRequestShape, HttpResponseShape } from '../flow/message.ts';
import type { Json, JsonObject } from '../kernel/json.ts';
import type { Message } from '../kernel/system.ts';
import { sameJson } from './same.ts';
import {
  fromHeader,
  fromSegment,
  headerOnTheWire,
  ShapeError,
  toHeader,
  toSegment,
} from './text.ts';

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

/** Throws a ShapeError. */
export function writeRequest(shape: HttpRequestShape, message: Message): RequestParts {
  const left = fieldsOf(message);
  const take = (field: string): Json | undefined => {
    const value = left.get(field);
    left.delete(field);
    return value;
  };
  const [path = '', query] = shape.path.split('?');
  const segments = path.split('/').map((part) => {
    if (!part.startsWith(':')) return part;
    const value = take(part.slice(1));
    if (value === undefined)
      throw new ShapeError(`the path ${shape.path} needs "${part.slice(1)}"`);
    return toSegment(value);
  });
  const search = queryOf(query).flatMap(([name, field]) => {
    const value = take(field);
    return value === undefined ? [] : [`${name}=${toSegment(value)}`];
  });
  const headers = writeHeaders(shape.headers, take);
  headers.set(FIELDS_HEADER, Array.from(headers.keys()).join(', '));
  const body = writeBody(shape.body, take);
  if (body !== '') headers.set('Content-Type', 'application/json');
  complainOf(left, message);
  const asked = search.length === 0 ? '' : `?${search.join('&')}`;
  return { method: shape.method, path: segments.join('/') + asked, headers, body };
}

/** The message that a request carries; `undefined` if its method or path is another's. Throws a ShapeError. */
export function readRequest(
  type: string,
  shape: HttpRequestShape,
  { method, path, headers, body }: RequestParts,
): Message | undefined {
  const fields = method === shape.method ? readPath(shape.path, path) : undefined;
  if (fields === undefined) return undefined;
  const own = headers.get(FIELDS_HEADER)?.split(', ');
  readHeaders(shape.headers, headers, fields, own);
  readBody(shape.body, undefined, headers, body, fields);
  return { ...fields, type };
}

/** Throws a ShapeError. */
export function writeResponse(shape: HttpResponseShape, message: Message): ResponseParts {
  const left = fieldsOf(message);
  const take = (field: string): Json | undefined => {
    const value = left.get(field);
    left.delete(field);
    return value;
  };
  const status = typeof shape.status === 'number' ? shape.status : shape.status(message);
  if (!shape.statuses.includes(status)) {
    throw new ShapeError(`the status ${status} is none of ${shape.statuses.join(', ')}`);
  }
  const headers = writeHeaders(shape.headers, take);
  const body = writeBody(shape.body, take, shape.constant);
  if (body !== '' && isNull(status)) throw new ShapeError(`a ${status} response has no body`);
  if (body !== '') headers.set('Content-Type', contentType(shape, status));
  complainOf(left, message);
  return { status, headers, body };
}

/** The message that a response carries; `undefined` if its status is another's. Throws a ShapeError. */
export function readResponse(
  type: string,
  shape: HttpResponseShape,
  { status, headers, body }: ResponseParts,
): Message | undefined {
  if (!shape.statuses.includes(status)) return undefined;
  const fields: Record<string, Json> = {};
  readHeaders(shape.headers, headers, fields);
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

function fieldsOf(message: Message): Map<string, Json> {
  const fields = new Map<string, Json>();
  for (const [name, value] of Object.entries(message)) {
    // The kernel's own two are no part of what is said.
    if (name === 'type' || name === 'from' || name === 'op') continue;
    if (value !== undefined) fields.set(name, value);
  }
  return fields;
}

function complainOf(left: ReadonlyMap<string, Json>, { type }: Message): void {
  if (left.size === 0) return;
  const names = Array.from(left.keys()).join(', ');
  throw new ShapeError(`the HTTP shape of ${type} has no place for ${names}`);
}

type Take = (field: string) => Json | undefined;

function writeHeaders(shape: HttpRequestShape['headers'], take: Take): Headers {
  const headers = new Headers();
  for (const [name, field] of Object.entries(shape ?? {})) {
    const value = take(field);
    if (value !== undefined) headers.set(headerOnTheWire(name), toHeader(name, value));
  }
  return headers;
}

function writeBody(
  names: readonly string[] | undefined,
  take: Take,
  constant?: JsonObject,
): string {
  if (names === undefined && constant === undefined) return '';
  const body: Record<string, Json | undefined> = { ...constant };
  for (const name of names ?? []) {
    const value = take(name);
    if (value !== undefined) body[name] = value;
  }
  return JSON.stringify(body);
}

type Fields = Record<string, Json>;

function queryOf(query: string | undefined): (readonly [name: string, field: string])[] {
  return (query ?? '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => [pair.split('=')[0] ?? '', pair.split('=:')[1] ?? ''] as const);
}

/** What the path says, if it is one of this shape. */
function readPath(shape: string, path: string): Fields | undefined {
  const [wanted = '', wantedQuery] = shape.split('?');
  const [given = '', givenQuery] = path.split('?');
  const parts = wanted.split('/');
  const segments = given.split('/');
  if (parts.length !== segments.length) return undefined;
  const fields: Fields = {};
  for (const [i, part] of parts.entries()) {
    const segment = segments[i] ?? '';
    if (!part.startsWith(':')) {
      if (part !== segment) return undefined;
    } else if (segment === '') return undefined;
    else fields[part.slice(1)] = readEscaped(segment);
  }
  const query = new Map(queryOf(wantedQuery));
  for (const pair of (givenQuery ?? '').split('&').filter((each) => each !== '')) {
    const [name = '', ...value] = pair.split('=');
    const field = query.get(name);
    if (field === undefined) throw new ShapeError(`the query has an unknown name "${name}"`);
    fields[field] = readEscaped(value.join('='));
  }
  return fields;
}

function readEscaped(segment: string): Json {
  try {
    return fromSegment(segment);
  } catch {
    throw new ShapeError(`"${segment}" is not well escaped`);
  }
}

function readHeaders(
  shape: HttpRequestShape['headers'],
  headers: Headers,
  fields: Fields,
  own?: readonly string[],
): void {
  for (const [name, field] of Object.entries(shape ?? {})) {
    const carried = headerOnTheWire(name);
    const text = headers.get(carried);
    if (text === null || own?.includes(carried.toLowerCase()) === false) continue;
    fields[field] = fromHeader(name, text);
  }
}

function readBody(
  names: readonly string[] | undefined,
  constant: JsonObject | undefined,
  headers: Headers,
  body: string,
  fields: Fields,
): void {
  if (names === undefined && constant === undefined) {
    if (body !== '') throw new ShapeError('there is a body where none belongs');
    return;
  }
  const type = headers.get('Content-Type') ?? 'nothing';
  if (!/^application\/(problem\+)?json\b/.test(type)) {
    throw new ShapeError(`the body is ${type} and not application/json`);
  }
  for (const [name, value] of Object.entries(parseObject(body))) {
    if (names?.includes(name) === true) fields[name] = value;
    else if (!sameJson(constant?.[name], value)) {
      throw new ShapeError(`the body has a field "${name}" that does not belong there`);
    }
  }
}

function parseObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ShapeError('the body is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShapeError('the body is no JSON object');
  }
  return value as Fields;
}
