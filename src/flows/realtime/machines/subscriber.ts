/** What WebSocket and EventSource clients have in common: what they know, and how it changes. */
import { type ActorId, type Command, fact, send } from '../../../kernel/system.ts';
import {
  type Accepted,
  type CaughtUp,
  type Closed,
  type Comment,
  connectionName,
  LINES,
  type Ping,
  type Pushed,
  type Refused,
  type Rejected,
  type Reset,
  type Snapshot,
  type Streaming,
} from '../protocol.ts';
import { KNOWS_NOTHING, type Known } from './receive.ts';

export interface SubscriberInput {
  /** What it is called in the names of operations and connections: `a`, `17`. */
  readonly name: string;
  readonly self: ActorId;
  /** Whom it connects to: the server, or the proxy before it. */
  readonly server: ActorId;
  /** It connects at once, without being told. */
  readonly eager: boolean;
}

export interface SubscriberContext extends SubscriberInput, Known {
  /** The other end of the open connection. */
  readonly connection: ActorId | null;
  /** Of the attempt under way, or of the open connection; see `connectionName`. */
  readonly line: number;
  /** On this connection, everything older than what comes next was sent. */
  readonly caughtUp: boolean;
  /** The argument of the listing's `connect`; attempts beyond the last delay are not told apart. */
  readonly attempt: number;
  /** The wait before this attempt, or the one that is under way; 0 before the first. */
  readonly delayMs: number;
}

export type SubscriberEvent = (
  | {
      readonly type: 'connect' | 'close' | 'stall' | 'readOn' | 'reconnect' | 'stable' | 'gap';
    }
  | { readonly type: 'connectTimeout' | 'heartbeatTimeout'; readonly op: string }
  | Accepted
  | Streaming
  | Rejected
  | Snapshot
  | Pushed
  | CaughtUp
  | Reset
  | Ping
  | Comment
  | Closed
  | Refused
) & { readonly chance?: number };

export const firstSubscriber = (input: SubscriberInput): SubscriberContext => ({
  ...input,
  ...KNOWS_NOTHING,
  connection: null,
  line: LINES,
  caughtUp: false,
  attempt: 0,
  delayMs: 0,
});

/** Events with which a connection, or an attempt at one, ends: each draws the jitter of the wait that follows. */
export const ENDINGS = [
  'closed',
  'rejected',
  'refused',
  'connectTimeout',
  'heartbeatTimeout',
  'close',
];

export const openOp = (name: string): string => `open-${name}`;
export const linkOp = (name: string): string => `link-${name}`;

/** Whether an event comes from the connection that this client has open. */
export const isOurs = (context: SubscriberContext, event: SubscriberEvent): boolean =>
  'from' in event && event.from === context.connection;

/**
 * Whether it comes from a connection that this client has given up, and the server has not. The
 * connection of the attempt under way may bear the name of an old one: it is left alone.
 */
export const isStray = (context: SubscriberContext, event: SubscriberEvent): boolean => {
  if (!('from' in event) || isOurs(context, event)) return false;
  const { server, name, line } = context;
  const awaited = `${server}/${connectionName(name, line)}`;
  // With a dot: of a later life of the proxy, see `inLife`.
  return event.from !== awaited && !event.from.startsWith(`${awaited}.`);
};

export const lostFact = ({ self }: SubscriberContext, why: string): Command =>
  fact({ type: 'lost', client: self, why });

export const askWhole = ({ connection }: SubscriberContext): Command =>
  send(connection ?? '', { type: 'resync' });
