/**
 * A message as HTTP and back, by the shape that its flow gives it. Strict both ways: a field that
 * the shape does not name cannot be sent, and what was not expected is not read.
 */
import type { Message } from '../../kernel/system.ts';
import type { HttpRequestShape, HttpResponseShape } from '../message.ts';
import {
  type GetHeader,
  type HeaderLines,
  readBody,
  readHeaders,
  writeBody,
  writeHeaders,
} from './content.ts';
import { type Fields, readPath, type Take, writePath } from './path.ts';
import { ShapeError } from './text.ts';

export interface RequestText {
  readonly method: string;
  /** From `/api/` on, with the query. */
  readonly path: string;
  readonly headers: HeaderLines;
  /** Empty for none. */
  readonly body: string;
}

export interface ResponseText {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string;
}

/** What is read has its headers asked for by name. */
export type Readable<T> = Omit<T, 'headers'> & { readonly header: GetHeader };

/** Throws a ShapeError. */
export function writeRequest(shape: HttpRequestShape, message: Message): RequestText {
  const { take, rest } = fieldsOf(message);
  const path = writePath(shape.path, take, shape.texts);
  const headers = writeHeaders(shape.headers, take, shape.texts);
  const body = writeBody(shape.body, take);
  complainOf(rest(), message);
  return {
    method: shape.method,
    path,
    headers: body === '' ? headers : [...headers, ['Content-Type', 'application/json']],
    body,
  };
}

/** The message that a request carries; `undefined` if its method or path is another's. Throws a ShapeError. */
export function readRequest(
  type: string,
  shape: HttpRequestShape,
  { method, path, header, body }: Readable<RequestText>,
): Message | undefined {
  const fields = method === shape.method ? readPath(shape.path, path, shape.texts) : undefined;
  if (fields === undefined) return undefined;
  readHeaders(shape, header, fields);
  readBody(shape.body, undefined, header, body, fields);
  return { ...fields, type };
}

/** Throws a ShapeError. */
export function writeResponse(shape: HttpResponseShape, message: Message): ResponseText {
  const { take, rest } = fieldsOf(message);
  const status = typeof shape.status === 'number' ? shape.status : shape.status(message);
  if (!shape.statuses.includes(status)) {
    throw new ShapeError(`the status ${status} is none of ${shape.statuses.join(', ')}`);
  }
  const headers = writeHeaders(shape.headers, take, shape.texts);
  const document = documentOf(shape);
  const body =
    document === null
      ? writeBody(shape.body, take, shape.constant)
      : String(take(document.field) ?? '');
  if (body !== '' && isNull(status)) throw new ShapeError(`a ${status} response has no body`);
  complainOf(rest(), message);
  return {
    status,
    headers: body === '' ? headers : [...headers, ['Content-Type', contentType(shape, status)]],
    body,
  };
}

/** The message that a response carries; `undefined` if its status is another's. Throws a ShapeError. */
export function readResponse(
  type: string,
  shape: HttpResponseShape,
  { status, header, body }: Readable<ResponseText>,
): Message | undefined {
  if (!shape.statuses.includes(status)) return undefined;
  const fields: Fields = {};
  readHeaders(shape, header, fields);
  const document = documentOf(shape);
  if (document !== null) {
    const { field, kind } = document;
    const given = header('Content-Type') ?? 'nothing';
    if (!given.startsWith(kind)) throw new ShapeError(`the body is ${given} and not ${kind}`);
    return { ...fields, [field]: body, type };
  }
  readBody(isNull(status) ? undefined : shape.body, shape.constant, header, body, fields);
  return { ...fields, type };
}

/** A body that is one text, and not JSON. */
function documentOf({ html, xml }: HttpResponseShape): { field: string; kind: string } | null {
  if (html !== undefined) return { field: html, kind: 'text/html' };
  return xml === undefined ? null : { field: xml, kind: 'application/xml' };
}

/** RFC 9110: these have no content, whatever was given. */
const isNull = (status: number): boolean => status === 204 || status === 205 || status === 304;

/** A flow says that a reply is a problem document by giving it a constant `type`: RFC 9457. */
function contentType(shape: HttpResponseShape, status: number): string {
  const document = documentOf(shape);
  if (document !== null) return document.kind;
  const isProblem = status >= 400 && shape.constant?.['type'] !== undefined;
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
