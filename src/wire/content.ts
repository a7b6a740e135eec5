/** The headers and the body of requests and responses. What throws, throws a ShapeError. */
import type { HttpRequestShape } from '../flow/message.ts';
import type { Json, JsonObject } from '../kernel/json.ts';
import type { Fields, Take } from './path.ts';
import { sameJson } from './same.ts';
import { fromHeader, headerOnTheWire, ShapeError, toHeader } from './text.ts';

export function writeHeaders(
  shape: HttpRequestShape['headers'],
  take: Take,
  texts: readonly string[] = [],
): Headers {
  const headers = new Headers();
  for (const [name, field] of Object.entries(shape ?? {})) {
    const value = take(field);
    if (value !== undefined)
      headers.set(headerOnTheWire(name), toHeader(name, value, texts.includes(field)));
  }
  return headers;
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
  headers: Headers,
  fields: Fields,
  own?: readonly string[],
): void {
  for (const [name, field] of Object.entries(shape ?? {})) {
    const carried = headerOnTheWire(name);
    const text = headers.get(carried);
    if (text === null || own?.includes(carried.toLowerCase()) === false) continue;
    fields[field] = fromHeader(name, text, texts.includes(field));
  }
}

export function readBody(
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
