/** The headers and the body of requests and responses. What throws, throws a ShapeError. */
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { HttpRequestShape } from '../message.ts';
import type { Fields, Take } from './path.ts';
import { sameJson } from './same.ts';
import { fromHeader, MediaTypeError, ShapeError, toHeader } from './text.ts';

/** Under their own names, in the order in which they are written. */
export type HeaderLines = readonly (readonly [name: string, text: string])[];

/** The text of a header, by its own name. */
export type GetHeader = (name: string) => string | null;

/** Names of headers know no capitals: RFC 9110 §5.1. */
export const headerOf =
  (lines: HeaderLines): GetHeader =>
  (name) =>
    lines.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? null;

export function writeHeaders(
  shape: HttpRequestShape['headers'],
  take: Take,
  texts: readonly string[] = [],
): HeaderLines {
  return Object.entries(shape ?? {}).flatMap(([name, field]) => {
    const value = take(field);
    return value === undefined ? [] : [[name, toHeader(name, value, texts.includes(field))]];
  });
}

export function writeBody(
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

export function readHeaders(
  { headers: shape, texts = [] }: Pick<HttpRequestShape, 'headers' | 'texts'>,
  header: GetHeader,
  fields: Fields,
): void {
  for (const [name, field] of Object.entries(shape ?? {})) {
    const text = header(name);
    if (text !== null) fields[field] = fromHeader(name, text, texts.includes(field));
  }
}

export function readBody(
  names: readonly string[] | undefined,
  constant: JsonObject | undefined,
  header: GetHeader,
  body: string,
  fields: Fields,
): void {
  if (names === undefined && constant === undefined) {
    if (body !== '') throw new ShapeError('there is a body where none belongs');
    return;
  }
  const type = header('Content-Type') ?? 'nothing';
  if (!/^application\/(problem\+)?json\b/.test(type)) {
    const why = `the body is ${type} and not application/json`;
    throw body === '' ? new ShapeError(why) : new MediaTypeError(why);
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
