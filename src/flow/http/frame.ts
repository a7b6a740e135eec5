/** A message on a stream as text, by the shape that its flow gives it: a text frame of a WebSocket, or an event of an EventSource. */
import type { JsonObject } from '../../kernel/json.ts';
import type { Message } from '../../kernel/system.ts';
import type { FrameShape } from '../message.ts';
import { type Fields, writePath } from './path.ts';
import { complainOf, fieldsOf } from './shape.ts';

export interface Frame {
  readonly type: string;
  readonly fields: JsonObject;
  /** Of an event. */
  readonly id?: string;
}

/** Throws a ShapeError. */
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

export const toSocketText = ({ type, fields }: Frame): string =>
  JSON.stringify({ type, ...fields });

export function toEventText({ type, fields, id }: Frame): string {
  const lines = [`event: ${type}`, `data: ${JSON.stringify(fields)}`];
  if (id !== undefined) lines.unshift(`id: ${id}`);
  return `${lines.join('\n')}\n\n`;
}

/** The id of an event, by a form like that of a path: `:epoch/:seq`. */
function writeId(form: string, message: Message): string {
  return writePath(`/${form}`, (field) => message[field]).slice(1);
}
