/** What the actors of this family say to each other. How it looks and reads is in messages.ts. */
import type { Received } from '../../kernel/system.ts';

/** A write's own id, e.g. `v3`; `null` where there is no such item. */
export type Value = string | null;
/** What every item is worth before the first write. */
export const START_VALUE = 'v0';

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;
type Keyed = { readonly key: string };
type Held = Keyed & { readonly value: Value; readonly version: number | null };

// Between a browser and the app: HTTP.
export type GetItem = Event<'getItem', Keyed>;
export type PutItem = Event<'putItem', Keyed & { readonly value: string }>;
export type Item = Event<'item', Held & { readonly cache: 'hit' | 'stale' | 'miss' }>;
export type Saved = Event<'saved', Held>;
export type Problem = Event<'problem', Keyed & { readonly status: ProblemStatus }>;
export type ProblemStatus = 404 | 500 | 503 | 504;

// Between the app and the cache.
export type Get = Event<'GET', Keyed>;
export type Hit = Event<
  'HIT',
  Held & {
    /** A value that was deleted already, given to whoever cannot have the lease. */
    readonly stale: boolean;
    /** Until it expires, and how long it took to load: for an early refresh. 0 without one. */
    readonly leftMs: number;
    readonly loadMs: number;
  }
>;
/** With the token of a lease, if the reader may fill the key. */
export type Miss = Event<'MISS', Keyed & { readonly token: number | null }>;

export const PUTS = ['SET', 'ADD', 'SETV', 'SETL'] as const;
/** Store always; if absent; if not older than what is known; with a living token. */
export type PutType = (typeof PUTS)[number];
export type Put = Event<
  PutType,
  Held & {
    /** Not in the database yet. */
    readonly dirty: boolean;
    readonly token: number | null;
    readonly loadMs: number;
  }
>;
export type Stored = Event<'STORED', Held>;
export type NotStored = Event<'NOT_STORED', Keyed>;
/** With the version of the commit that it follows, if it follows one. */
export type Del = Event<'DEL', Keyed & { readonly version: number | null }>;
export type Deleted = Event<'DELETED', Keyed>;
/** The holder of a lease will not fill the key. */
export type Release = Event<'RELEASE', Keyed & { readonly token: number }>;

// Between the app and the database.
export type Load = Event<'LOAD', Keyed>;
export type Row = Event<'ROW', Held>;
export type Commit = Event<'COMMIT', Keyed & { readonly value: string }>;
export type Committed = Event<'COMMITTED', Held>;
export type Lock = Event<'LOCK', Keyed>;
export type Locked = Event<'LOCKED', Keyed>;
export type Unlock = Event<'UNLOCK', Keyed>;

// Between the cache and the database, the log, the replica.
type Entries = { readonly items: readonly FlushItem[] };
export type FlushItem = { readonly key: string; readonly value: Value; readonly version: number };
export type Flush = Event<'FLUSH', Entries>;
export type Flushed = Event<'FLUSHED', Entries>;
export type Append = Event<'APPEND', Held>;
export type Appended = Event<'APPENDED', Held>;
export type Repl = Event<'REPL', Held>;
export type Replicated = Event<'REPLICATED', Held>;
/** These are in the database: they need not be kept any longer. */
export type Forget = Event<'FORGET', Entries>;
export type Replay = Event<'REPLAY'>;
export type Records = Event<'RECORDS', Entries>;
export type PowerLost = Event<'POWER_LOST'>;

// Between the database and the process that follows its commits.
export type Tail = Event<'TAIL', { readonly after: number }>;
export type Changes = Event<'CHANGES', { readonly changes: readonly Change[] }>;
export type Change = { readonly at: number; readonly key: string; readonly version: number };
export type Applied = Event<'APPLIED', { readonly upTo: number }>;

/** The cache, the database, the log or the replica could not do it. */
export type Err = Event<'ERR', { readonly of: string; readonly why: string }>;
export type Refused = Event<'refused', { readonly of: string }>;

// Within one app instance: who loads, when several readers miss the same key.
export type AskLoad = Event<'askLoad', Keyed>;
export type MayLoad = Event<'mayLoad', Keyed>;
export type Shed = Event<'shed', Keyed>;
export type LoadDone = Event<
  'loadDone',
  Keyed & { readonly loaded: { readonly value: Value; readonly version: number | null } | null }
>;
/** What another reader's load brought; `null` if it failed. */
export type Shared = Event<
  'shared',
  Keyed & { readonly loaded: { readonly value: Value; readonly version: number | null } | null }
>;

// Within the cache: what became of a flush.
export type FlushEnded = Event<'flushed' | 'flushFailed', Entries & { readonly name: string }>;
