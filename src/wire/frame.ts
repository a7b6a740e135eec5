/**
 * A message on a stream as text and back, by the shape that its flow gives it: a text frame of a
 * WebSocket, or an event of an EventSource. What throws, throws a ShapeError.
 */
import * as z from 'zod/mini';
import type { FrameShape, MessageView } from '../flow/message.ts';
import type { Json, JsonObject } from '../kernel/json.ts';
import type { Message } from '../kernel/system.ts';
import { type Fields, readPath, writePath } from './path.ts';
import { complainOf, fieldsOf } from './shape.ts';
import { ShapeError } from './text.ts';

export interface Frame {
  readonly type: string;
  readonly fields: JsonObject;
  /** Of an event. */
  readonly id?: string;
}

/** A frame that was carried, as a network panel would show it. */
export interface CarriedFrame {
  readonly by: 'WebSocket' | 'EventSource';
  readonly client: string;
  /** `up`: from the page. */
  readonly direction: 'up' | 'down';
  /** The virtual instant at which the page sent or read it. */
  readonly atUs: number;
  readonly text: string;
}

export function writeFrame(shape: FrameShape, message: Message): Frame {
  const { take, rest } = fieldsOf(message);
  const fields: Fields = {};
  for (const name of shape.fields) {
    const value = take(name);
    if (value !== undefined) fields[name] = value;
  }
  complainOf(rest(), message);
  const { type } = message;
  return shape.id === undefined
    ? { type, fields }
    : { type, fields, id: writeId(shape.id, message) };
}

/** Throws also for a message that may not travel on a stream. */
export function readFrame(
  messages: Readonly<Record<string, MessageView>>,
  { type, fields }: Frame,
): Message {
  const shape = messages[type]?.frame;
  if (shape === undefined) throw new ShapeError(`there is no message "${type}" on a stream`);
  const stray = Object.keys(fields).find((name) => !shape.fields.includes(name));
  if (stray !== undefined) throw new ShapeError(`${type} has a field "${stray}" of no use`);
  return { ...fields, type };
}

// A WebSocket's frames.

const socketText = z.looseObject({ type: z.string() });

export const toSocketText = ({ type, fields }: Frame): string =>
  JSON.stringify({ type, ...fields });

export function fromSocketText(text: string): Frame {
  const { type, ...fields } = parsed(socketText, text);
  return { type, fields: fields as JsonObject };
}

// An EventSource's events.

const eventData = z.record(z.string(), z.json());

export function toEventText({ type, fields, id }: Frame): string {
  const lines = [`event: ${type}`, `data: ${JSON.stringify(fields)}`];
  if (id !== undefined) lines.unshift(`id: ${id}`);
  return `${lines.join('\n')}\n\n`;
}

export function fromEvent(type: string, data: string): Frame {
  return { type, fields: parsed(eventData, data) as JsonObject };
}

/** The id of an event, by a form like that of a path: `:epoch/:seq`. */
function writeId(form: string, message: Message): string {
  return writePath(`/${form}`, (field) => message[field]).slice(1);
}

/** What a `Last-Event-ID` says. */
export function readId(form: string, id: string): Fields {
  const fields = readPath(`/${form}`, `/${id}`);
  if (fields === undefined) throw new ShapeError(`"${id}" is no event id like ${form}`);
  return fields;
}

export const fieldsOfId = (form: string): string[] =>
  form.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : []));

function parsed<T extends z.core.$ZodType>(schema: T, text: string): z.infer<T> {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new ShapeError(`"${text}" is no JSON`);
  }
  const result = z.safeParse(schema, value);
  if (!result.success) throw new ShapeError(`"${text}" is no message`);
  return result.data;
}
