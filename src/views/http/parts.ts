/** Requests, responses and frames as text: what the flow's shapes make of the messages. */
import type { Flow } from '../../flow/flow.ts';
import { type HeaderLines, headerOf } from '../../flow/http/content.ts';
import { toEventText, toSocketText, writeFrame } from '../../flow/http/frame.ts';
import {
  type RequestText,
  type ResponseText,
  writeRequest,
  writeResponse,
} from '../../flow/http/shape.ts';
import type { SendEntry } from '../../kernel/entry.ts';
import type { Message } from '../../kernel/system.ts';
import type { Exchange } from './exchanges.ts';

/** One side of an exchange, to be read by people. */
export interface Part {
  readonly headers: HeaderLines;
  /** Empty for none. JSON is written on several lines. */
  readonly body: string;
  /** A problem document, RFC 9457. */
  readonly isProblem: boolean;
}

const requests = new WeakMap<SendEntry, RequestText>();

/** The same object for the same entry. Throws a ShapeError: the flow's own mistake. */
export function requestText(flow: Flow, entry: SendEntry): RequestText {
  const there = requests.get(entry);
  if (there !== undefined) return there;
  const http = flow.messages[entry.event.type]?.http;
  if (http === undefined || !('method' in http)) {
    throw new Error(`${entry.event.type} is no request of HTTP.`);
  }
  const { opens } = http;
  const unsent = opens?.by === 'EventSource' ? (opens.unsent ?? []) : [];
  const said = Object.entries(entry.event).filter(([name]) => !unsent.includes(name));
  const made = writeRequest(http, Object.fromEntries(said) as Message);
  requests.set(entry, made);
  return made;
}

const responses = new WeakMap<SendEntry, ResponseText>();

/** `null` for a message that has no place in HTTP. */
export function responseText(flow: Flow, entry: SendEntry): ResponseText | null {
  const there = responses.get(entry);
  if (there !== undefined) return there;
  const http = flow.messages[entry.event.type]?.http;
  if (http === undefined || 'method' in http) return null;
  const made = writeResponse(http, entry.event);
  responses.set(entry, made);
  return made;
}

export function frameText(flow: Flow, { event }: SendEntry, by: Exchange['by']): string {
  const shape = flow.messages[event.type]?.frame;
  if (shape === undefined) return event.type;
  const frame = writeFrame(shape, event);
  return by === 'EventSource' ? toEventText(frame).trim() : toSocketText(frame);
}

export function partOf({ headers, body }: Pick<ResponseText, 'headers' | 'body'>): Part {
  const type = headerOf(headers)('Content-Type') ?? '';
  return { headers, body: readable(body, type), isProblem: type.includes('problem+json') };
}

/** JSON on several lines; anything else as it is. */
export function readable(body: string, type: string): string {
  if (!type.includes('json')) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
