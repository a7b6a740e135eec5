/** What a message is to a reader: its role, its look, its words, and its HTTP where it has one. */
import type { Json, Loose } from '../kernel/json.ts';
import type { Message, MessageSpec } from '../kernel/system.ts';

/** The colours of the look: one for each kind of message. */
export const MESSAGE_KINDS = [
  'request',
  'reply',
  'error',
  'push',
  'command',
  'background',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export interface MessageView extends MessageSpec {
  readonly kind: MessageKind | ((message: Message) => MessageKind);
  /** The words on the pill, short: `PUT cart:1 v4`. */
  readonly label: (message: Loose) => string;
  /** A sentence's middle: `Cache` + ` tells ` … `API` becomes "{from} {say} {to}". */
  readonly say: (message: Loose, from: string, to: string) => string;
  readonly http?: HttpRequestShape | HttpResponseShape;
}

/**
 * How a request's fields stand in HTTP. Fields named in the path (`/api/items/:key`) go there,
 * `headers` there, those of `body` into a JSON object; everything else may not be sent.
 */
export interface HttpRequestShape {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Header name → field. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly string[];
}

export interface HttpResponseShape {
  readonly status: number | ((message: Message) => number);
  /** The statuses that mean this message, for reading a response back. */
  readonly statuses: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly string[];
  /** Fields that are the same in every such response. */
  readonly constant?: Readonly<Record<string, Json>>;
}
