/** What the actors of this family say to each other. How it looks and reads is in messages.ts. */
import type { Received } from '../../kernel/system.ts';

/** A row of the table. Nothing but a validator makes sure that the quantity is a number. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly qty: number | string;
  readonly ownerId: string;
  readonly version: number;
  readonly tenant: string;
  readonly deleted: boolean;
}

/** What a user fills in. */
export interface Draft {
  readonly title: string;
  readonly qty: number | string;
  readonly ownerId: string;
}

export interface ListedRow extends Row {
  readonly owner: string | null;
}

/** An item as a reply holds it. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly qty: number | string;
  /** The name, where it was loaded. */
  readonly owner: { readonly id: string; readonly name?: string };
  readonly version: number;
  /** What belongs to the table alone, where it comes along. */
  readonly tenant?: string;
  readonly deleted?: boolean;
}

/** Everybody here works for this one; some rows belong to others. */
export const TENANT = 'acme';
export const OTHER_TENANT = 'globex';
/** The rule R: nobody has less than nothing or more than the warehouse holds. */
export const QTY_MAX = 100;
export const TITLE_MAX = 60;

export type Verb = 'list' | 'open' | 'create' | 'edit' | 'remove' | 'sell';

/** What a request wants, once it is parsed. */
export interface Task {
  readonly verb: Verb;
  readonly id: string;
  readonly page: number;
  readonly size: number;
  /** `If-Match`. */
  readonly match: string | null;
  /** `Idempotency-Key`. */
  readonly key: string | null;
  readonly draft: Draft | null;
}

/** Why something was not done. */
export type Why =
  | 'notFound'
  | 'invalid'
  | 'rule'
  | 'titleTaken'
  | 'keyInFlight'
  | 'keyReused'
  | 'mismatch'
  | 'matchRequired'
  | 'soldOut'
  | 'check'
  | 'database'
  | 'unavailable'
  | 'timeout';

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;

// Between the layers.
export type Result = Event<'RESULT', { readonly found: Found | null; readonly row: Row | null }>;
export type Trouble = Event<
  'TROUBLE',
  { readonly why: Why; readonly sql: string; readonly row: Row | null }
>;
export type FoundRows = Event<'FOUND', { readonly found: Found }>;
export type Written = Event<'WRITTEN', { readonly row: Row | null }>;
export type KeyKnown = Event<'KEY_KNOWN', { readonly is: KeyIs; readonly row: Row | null }>;

export interface Found {
  readonly rows: readonly ListedRow[];
  readonly total: number;
}

/** What a repository offers. */
export type Ask =
  | { readonly kind: 'page'; readonly page: number; readonly size: number }
  | {
      readonly kind: 'item';
      readonly id: string;
      /** Not from the cache. */
      readonly fresh: boolean;
    }
  | { readonly kind: 'write'; readonly statements: readonly Statement[] }
  | ({ readonly kind: 'key' } & KeyAsk);

export type Statement =
  | { readonly do: 'insert'; readonly draft: Draft }
  | {
      readonly do: 'update';
      readonly id: string;
      readonly draft: Draft;
      readonly ifVersion: number | null;
    }
  | { readonly do: 'remove'; readonly id: string; readonly ifVersion: number | null }
  /** One unit less: of what there is (`qty` null), or to what somebody worked out. */
  | { readonly do: 'take'; readonly id: string; readonly qty: number | null }
  | { readonly do: 'sale'; readonly id: string }
  | {
      readonly do: 'key';
      readonly key: string;
      readonly hash: string;
      readonly holder: string;
    };

export interface KeyAsk {
  readonly how: 'look' | 'reserve' | 'save' | 'free';
  readonly key: string;
  readonly hash: string;
  readonly holder: string;
  readonly row: Row | null;
}
export type KeyIs = 'free' | 'busy' | 'done' | 'other';

// Between the app and the database.
export type Select = Event<
  'SELECT',
  {
    readonly what: 'page' | 'item' | 'owner' | 'owners';
    readonly ids: readonly string[];
    readonly page: number;
    readonly size: number;
    /** With the condition that the row is the caller's and not deleted. */
    readonly scoped: boolean;
    /** With the owners, by a join. */
    readonly join: boolean;
  }
>;
export type Rows = Event<
  'ROWS',
  {
    readonly rows: readonly ListedRow[];
    readonly names: readonly string[];
    readonly total: number;
    /** How many commits there were: what was read is as of then. */
    readonly at: number;
  }
>;
export type Tx = Event<'TX', { readonly statements: readonly Statement[] }>;
export type Committed = Event<'COMMITTED', { readonly row: Row | null; readonly at: number }>;
export type Aborted = Event<
  'ABORTED',
  { readonly why: AbortWhy; readonly sql: string; readonly row: Row | null }
>;
export type AbortWhy = 'gone' | 'version' | 'unique' | 'check' | 'empty' | 'key';
export type Key = Event<'KEY', KeyAsk>;
export type DbError = Event<'DB_ERROR', { readonly sql: string }>;
/** The relay is done with the notes up to this commit, and asks for the next. */
export type Fetch = Event<'FETCH', { readonly done: number }>;
export type Note = Event<'NOTE', OutboxNote>;
export interface OutboxNote {
  readonly keys: readonly string[];
  readonly at: number;
}

// Between the app and the cache. A value is what a query found, as of so many commits.
export type Get = Event<'GET', { readonly key: string }>;
export type Hit = Event<'HIT', { readonly key: string; readonly found: Found }>;
export type Miss = Event<'MISS', { readonly key: string }>;
export type Set = Event<
  'SET',
  { readonly key: string; readonly found: Found; readonly at: number; readonly drop: boolean }
>;
export type Stored = Event<'STORED' | 'NOT_STORED', { readonly key: string }>;
/** With the commit that it follows; 0 before there is one. */
export type Del = Event<'DEL', { readonly keys: readonly string[]; readonly at: number }>;
export type Deleted = Event<'DELETED', { readonly keys: readonly string[] }>;

// From the handler to the import job.
export interface ImportRow {
  readonly title: string;
  readonly qty: number | string;
}

export type Refused = Event<'refused', { readonly of: string }>;

/** Of an item, and of every page there is. */
export const itemKey = (id: string): string => `item:${id}`;
export const PAGES = 'pages';
export const pageKey = (page: number, size: number): string => `page:${page}:${size}`;
export const isPage = (key: string): boolean => key.startsWith('page');
