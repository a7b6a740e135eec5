/** The request that opens a stream, as the browser sends it and as its handler reads it. */

import { ShapeError } from '../flow/http/text.ts';
import type { EventStreamShape, HttpRequestShape } from '../flow/message.ts';
import type { SendEntry } from '../kernel/entry.ts';
import type { Message } from '../kernel/system.ts';
import { differing } from './check.ts';
import { fieldsOfId, readId } from './frame.ts';
import { type RequestParts, readRequest, writeRequest } from './shape.ts';

export type OpeningShape = HttpRequestShape & {
  readonly opens: NonNullable<HttpRequestShape['opens']>;
};

export interface Opening {
  readonly request: SendEntry;
  readonly shape: OpeningShape;
}

/** Throws a ShapeError. */
export function writeOpening({ request, shape }: Opening): RequestParts {
  const unsent = shape.opens.by === 'EventSource' ? (shape.opens.unsent ?? []) : [];
  const said = Object.entries(request.event).filter(([name]) => !unsent.includes(name));
  return writeRequest(shape, Object.fromEntries(said) as Message);
}

/** `lastEventId`: what the browser sends beside it, or `''`. Throws a ShapeError. */
export function readOpening(
  { request: { event }, shape }: Opening,
  parts: RequestParts,
  lastEventId: string,
): Message {
  const read = readRequest(event.type, shape, parts);
  if (read === undefined) throw new ShapeError(`arrived as ${parts.method} ${parts.path}`);
  if (shape.opens.by === 'WebSocket') return read;
  return { ...read, ...resumed(shape.opens, event, lastEventId), ...unsentOf(shape.opens, event) };
}

/** Whether the browser, opening a stream again by itself, says what the simulation says. */
export function saysAgain(opening: Opening, path: string, lastEventId: string): boolean {
  const parts = { method: opening.shape.method, path, headers: new Headers(), body: '' };
  try {
    const { event } = opening.request;
    return differing(readOpening(opening, parts, lastEventId), event) === undefined;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}

/** A server that does not resume does not look at the header; the client's request says which it is. */
function resumed(shape: EventStreamShape, event: Message, lastEventId: string): object {
  const fields = fieldsOfId(shape.lastEventId);
  const isAnew = fields.every((field) => event[field] === null);
  return lastEventId === '' || isAnew ? {} : readId(shape.lastEventId, lastEventId);
}

function unsentOf({ unsent = [] }: EventStreamShape, event: Message): object {
  return Object.fromEntries(unsent.map((field) => [field, event[field]]));
}
