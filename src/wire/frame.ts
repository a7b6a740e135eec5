/** What was written on a stream (see flow/http/frame.ts), read again. What throws, throws a ShapeError. */
import * as z from 'zod/mini';
import type { Frame } from '../flow/http/frame.ts';
import { type Fields, readPath } from '../flow/http/path.ts';
import { ShapeError } from '../flow/http/text.ts';
import type { MessageView } from '../flow/message.ts';
import type { Json, JsonObject } from '../kernel/json.ts';
import type { Message } from '../kernel/system.ts';

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

export function fromSocketText(text: string): Frame {
  const { type, ...fields } = parsed(socketText, text);
  return { type, fields: fields as JsonObject };
}

// An EventSource's events.

const eventData = z.record(z.string(), z.json());

export function fromEvent(type: string, data: string): Frame {
  return { type, fields: parsed(eventData, data) as JsonObject };
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
