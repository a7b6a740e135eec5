/** What the actors of this family say to each other. How it looks and reads is in messages.ts. */
import type { ActorId, Received } from '../../kernel/system.ts';

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;

/**
 * An event as the server keeps it. `seq` is the server's number, and begins anew with a memory
 * that was lost; `n` counts all that was ever published: it stands for the data.
 */
export interface Item {
  readonly seq: number;
  readonly n: number;
}
/** How far a client is: the number of the last event, and the life of the server it came from. */
export interface Cursor {
  readonly since: number | null;
  readonly epoch: number | null;
}
interface Position {
  readonly seq: number;
  readonly epoch: number;
}
/** The state after so many publications. */
interface Whole extends Position {
  readonly upTo: number;
}

// From the producer, and between server and store.
export type Publish = Event<'publish'>;
export type Save = Event<'SAVE'>;
export type SavedRow = Event<'SAVED', { readonly n: number }>;
/** For the actor `asker`, who gets it as that message. */
interface Asked {
  readonly asker: ActorId;
  readonly as: 'STATE' | 'snapshot' | 'latest';
}
export type Load = Event<'LOAD', Asked>;
export type Loaded = Event<'LOADED', Asked & { readonly n: number }>;

// Opening a connection.
interface Opening {
  readonly client: ActorId;
  /** The client's, short. */
  readonly name: string;
  /** Tells a client's connections apart; see `connectionName`. */
  readonly line: number;
}
/** The cursor is in the query of the upgrade, as the browser's API has no other place for it. */
export type Upgrade = Event<'upgrade', Opening & Cursor>;
export type Accepted = Event<'accepted'>;
export type Subscribe = Event<'subscribe', Opening & Cursor>;
export type Streaming = Event<'streaming'>;
export type Rejected = Event<'rejected', { readonly status: number }>;
export type GetSnapshot = Event<'getSnapshot'>;
export type Snapshot = Event<'snapshot', Whole>;

// On an open connection.
export type Pushed = Event<'event', Item & { readonly epoch: number }>;
export type CaughtUp = Event<'caughtUp', Position>;
export type Reset = Event<'reset', Whole>;
/** There is a gap: send me the whole state. */
export type Resync = Event<'resync'>;
export type Ack = Event<'ack', { readonly seq: number }>;
export type Ping = Event<'ping'>;
export type Pong = Event<'pong'>;
export type Comment = Event<'comment'>;
/** The client's receive window is full, or open again: TCP tells that by itself. */
export type Window = Event<'windowFull' | 'windowOpen'>;
export type Closed = Event<'closed'>;
export type Refused = Event<'refused', { readonly of: string }>;

// Polls.
/** Whoever asks from outside may leave the cursor away. */
export type Poll = Event<'poll', Partial<Cursor>>;
export type Latest = Event<'latest', Whole>;
export type Events = Event<'events', Position & { readonly items: readonly Item[] }>;

// Between the writers and their row.
export type ReadRow = Event<'readRow'>;
export type Version = Event<'version', { readonly version: number }>;
export type WriteRow = Event<'writeRow', { readonly version: number }>;
export type Written = Event<'written', { readonly version: number }>;
export type Conflict = Event<'conflict', { readonly version: number }>;

// Within the server.
export type Here = Event<'HERE', { readonly client: ActorId }>;
export type Join = Event<'JOIN', { readonly client: ActorId }>;
export type Joined = Event<'JOINED', Position>;
export type Left = Event<'LEFT'>;
/** `whole`: a snapshot is wanted, whatever is in the buffer. */
export type Read = Event<'READ', Cursor & { readonly client: ActorId; readonly whole: boolean }>;
export type Log = Event<'LOG', Position & { readonly items: readonly Item[] }>;
export type State = Event<'STATE', Whole>;
export type Live = Event<'LIVE', Item & { readonly epoch: number }>;
export type Acked = Event<'ACKED', { readonly client: ActorId; readonly seq: number }>;
export type Replaced = Event<'REPLACED'>;

/** Lines are numbered 1, 2, 1, …: what is still on its way on an old one is not taken for the new one's. */
export const LINES = 2;
export const connectionName = (name: string, line: number): string =>
  line === 1 ? `conn-${name}` : `conn-${name}-${line}`;
/** A connection that a proxy has laid since its first crash, or a later one. */
export const inLife = (name: string, life: number): string =>
  life === 1 ? name : `${name}.${life}`;
