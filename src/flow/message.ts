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
  /** Of a message on a stream that a client opened. Without one it stays in-process. */
  readonly frame?: FrameShape;
}

/**
 * How a request's fields stand in HTTP. Fields named in the path (`/api/items/:key`) go there,
 * `headers` there, those of `body` into a JSON object; everything else may not be sent.
 */
export interface HttpRequestShape {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** The node that takes it from outside, where clients call several; the first when left out. */
  readonly server?: string;
  /** Header name → field. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly string[];
  /** Fields of path, query and headers that are texts even where they look like numbers: `42`. */
  readonly texts?: readonly string[];
  /**
   * It opens a stream between the client and whoever accepts it, by a reply with a status below
   * 300. A browser lets a page say nothing there but the path and its query.
   */
  readonly opens?: EventStreamShape | WebSocketShape;
}

export interface WebSocketShape {
  readonly by: 'WebSocket';
}

/** Only the server speaks: what a client sends on such a stream stays in-process. */
export interface EventStreamShape {
  readonly by: 'EventSource';
  /**
   * Which fields of the request the browser's `Last-Event-ID` holds when it opens the stream again
   * by itself, in the form of the path: `:epoch/:since`. The same form as the `id` of its events.
   */
  readonly lastEventId: string;
  /** Fields that nobody sends: they are the simulation's own, and differ from one attempt to the next. */
  readonly unsent?: readonly string[];
}

/** A text frame of a WebSocket (JSON, with the `type`), or an event of an EventSource (the type, JSON as data). */
export interface FrameShape {
  readonly fields: readonly string[];
  /** Of an event: its id, like `:epoch/:seq`. */
  readonly id?: string;
  /** Of an event: it is a comment, and the page never sees it. */
  readonly comment?: boolean;
}

export interface HttpResponseShape {
  readonly status: number | ((message: Message) => number);
  /** The statuses that mean this message, for reading a response back. */
  readonly statuses: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly string[];
  /** In place of a body of JSON: the field that is a page of HTML. */
  readonly html?: string;
  /** The same, where the field is an XML document. */
  readonly xml?: string;
  /** Fields of the headers that are texts even where they look like numbers. */
  readonly texts?: readonly string[];
  /** Fields that are the same in every such response. */
  readonly constant?: Readonly<Record<string, Json>>;
}
