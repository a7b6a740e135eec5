/** The path and the query of a request, by a template: `/api/items/:key?after=:after`. */
import type { Json } from '../../kernel/json.ts';
import { fromSegment, ShapeError, toSegment } from './text.ts';

/** Gives a field of the message away: each has one place. */
export type Take = (field: string) => Json | undefined;
export type Fields = Record<string, Json>;

/** Throws a ShapeError when a field of the path is missing; one of the query may be. */
export function writePath(shape: string, take: Take, texts: readonly string[] = []): string {
  const [path = '', query] = shape.split('?');
  const segments = path.split('/').map((part) => {
    if (!part.startsWith(':')) return part;
    const value = take(part.slice(1));
    if (value === undefined) throw new ShapeError(`the path ${shape} needs "${part.slice(1)}"`);
    return toSegment(value, texts.includes(part.slice(1)));
  });
  const search = queryOf(query).flatMap(([name, field]) => {
    const value = take(field);
    return value === undefined ? [] : [`${name}=${toSegment(value, texts.includes(field))}`];
  });
  return segments.join('/') + (search.length === 0 ? '' : `?${search.join('&')}`);
}

function queryOf(query: string | undefined): (readonly [name: string, field: string])[] {
  return (query ?? '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => [pair.split('=')[0] ?? '', pair.split('=:')[1] ?? ''] as const);
}

/** What a path says, if it is one of this shape. Throws a ShapeError. */
export function readPath(
  shape: string,
  path: string,
  texts: readonly string[] = [],
): Fields | undefined {
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
    else fields[part.slice(1)] = readEscaped(segment, texts.includes(part.slice(1)));
  }
  const query = new Map(queryOf(wantedQuery));
  for (const pair of (givenQuery ?? '').split('&').filter((each) => each !== '')) {
    const [name = '', ...value] = pair.split('=');
    const field = query.get(name);
    if (field === undefined) throw new ShapeError(`the query has an unknown name "${name}"`);
    fields[field] = readEscaped(value.join('='), texts.includes(field));
  }
  return fields;
}

function readEscaped(segment: string, isText: boolean): Json {
  try {
    return fromSegment(segment, isText);
  } catch {
    throw new ShapeError(`"${segment}" is not well escaped`);
  }
}
