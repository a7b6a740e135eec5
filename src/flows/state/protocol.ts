/** What the actors of this family say to each other. How it looks and reads is in messages.ts. */
import type { Received } from '../../kernel/system.ts';

/** A todo, as the server has it or as a page shows it. */
export interface Doc {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly comments: readonly string[];
  /** Counted by the server; 0: it has not seen it. */
  readonly version: number;
}

export const FIELDS = ['title', 'note'] as const;
export type Field = (typeof FIELDS)[number];
export type Fields = { readonly [field in Field]?: string };

/** What a person wants. */
export interface Wish {
  readonly kind: 'edit' | 'comment' | 'create';
  readonly id: string;
  /** Of an edit. */
  readonly field: Field;
  readonly value: string;
}

/** A wish with all that its sending needs: what an outbox keeps. */
export interface Op extends Wish {
  readonly op: string;
  /** The version that the person saw. */
  readonly base: number;
  /** What the field was before. */
  readonly was: string;
  /** What is sent. */
  readonly fields: Fields;
  /** The device, and the tab where there are two. */
  readonly client: string;
  /** Per client. */
  readonly seq: number;
  /** By the device's clock. */
  readonly stampUs: number;
}

export interface Prefs {
  readonly theme: string;
  readonly lang: string;
}
export const PREFS = ['theme', 'lang'] as const;
export type PrefKey = (typeof PREFS)[number];
/** As a device keeps them. */
export interface LocalPrefs extends Prefs {
  /** Of the server's that they come from. */
  readonly version: number;
  /** Changed here, and not yet at the server. */
  readonly dirty: readonly PrefKey[];
}

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;

// HTTP: requests.
interface Sent {
  readonly id: string;
  readonly client?: string;
  readonly seq?: number;
  readonly match?: string;
  readonly key?: string;
  readonly stampUs?: number;
}
export type GetTodo = Event<'getTodo', { readonly id: string; readonly noneMatch?: string }>;
export type PatchTodo = Event<'patchTodo', Sent & Fields>;
export type PostComment = Event<'postComment', Sent & { readonly text: string }>;
export type PostTodo = Event<'postTodo', Sent & { readonly title: string }>;
export type GetPrefs = Event<'getPrefs', { readonly noneMatch?: string }>;
export type PutPrefs = Event<'putPrefs', Prefs & { readonly match?: string }>;
export type Request = GetTodo | PatchTodo | PostComment | PostTodo | GetPrefs | PutPrefs;

// HTTP: replies.
export type Todo = Event<'todo', Doc & { readonly etag: string }>;
export type Saved = Event<'saved' | 'created', Doc & { readonly etag: string }>;
export type NotModified = Event<'notModified', { readonly etag: string }>;
export type Mismatch = Event<
  'mismatch',
  { readonly etag: string; readonly currentVersion: number; readonly current: Doc }
>;
export type PrefsReply = Event<'prefs' | 'prefsSaved', Prefs & { readonly etag: string }>;
export type PrefsMismatch = Event<'prefsMismatch', Prefs & { readonly etag: string }>;
export const NOES = ['badRequest', 'notFound', 'rejected'] as const;
export type No = Event<(typeof NOES)[number]>;
export type ServerError = Event<'serverError'>;
export type Refused = Event<'refused', { readonly of: string }>;

export const tagOf = (version: number): string => `v${version}`;
export const versionIn = (etag: string): number => Number(etag.slice(1));

// Between the API and the database.
export interface WriteAsk {
  readonly kind: Wish['kind'];
  readonly id: string;
  readonly fields: Fields;
  readonly text: string;
  readonly match: number | null;
  readonly key: string;
  readonly client: string;
  readonly seq: number;
  readonly stampUs: number | null;
}
export type Read = Event<'READ', { readonly id: string }>;
export type Row = Event<'ROW', { readonly row: Doc | null }>;
export type Write = Event<'WRITE', WriteAsk>;
export type Written = Event<'WRITTEN', { readonly row: Doc }>;
export type Clash = Event<'CLASH', { readonly row: Doc }>;
export type Missing = Event<'MISSING'>;
export type ReadPrefs = Event<'READ_PREFS'>;
export type PrefsRow = Event<'PREFS', Prefs & { readonly version: number }>;
export type WritePrefs = Event<'WRITE_PREFS', Prefs & { readonly match: number | null }>;
export type PrefsClash = Event<'PREFS_CLASH', Prefs & { readonly version: number }>;

// Within a browser: a page and its stores.
export type Open = Event<'open'>;
export type Opened = Event<'opened', { readonly ops: readonly Op[] }>;
export type Put = Event<'put', { readonly stored: Op }>;
export type Kept = Event<'kept'>;
export type Full = Event<'full'>;
/** Done with an operation; `version`: what the server made of it, `0`: nothing. */
export type Remove = Event<'remove', { readonly stored: Op; readonly version: number }>;
/** It stays there, and is not tried again. */
export type Park = Event<'park', { readonly stored: Op }>;
export type Lock = Event<'lock'>;
export type Locked = Event<'locked', { readonly ops: readonly Op[] }>;
export type Unlock = Event<'unlock'>;
export type LoadPrefs = Event<'loadPrefs'>;
export type PrefsLoaded = Event<'prefsLoaded', { readonly kept: LocalPrefs }>;
export type StorePrefs = Event<'storePrefs', { readonly kept: LocalPrefs }>;
export type Mount = Event<'mount'>;
export type Remember = Event<'remember', { readonly draft: string }>;

// Within a page: between it and what it has under way.
export type Apply = Event<'apply', { readonly wish: Op }>;
/** `said`: the person is told now; `complete`: the transaction is. */
export type StoredHere = Event<
  'storedHere',
  { readonly said: boolean; readonly complete: boolean }
>;
export type Ready = Event<'ready'>;
export type Go = Event<'go', { readonly base: number }>;
export type Halt = Event<'halt'>;
export type Unload = Event<'unload'>;
/** `base`: the version that the change was sent for. */
export type Succeeded = Event<'succeeded', { readonly doc: Doc; readonly base: number }>;
export type Revert = Event<'revert'>;
export type ShowError = Event<'showError', { readonly why: string }>;
export type InConflict = Event<'inConflict', { readonly theirs: Doc }>;
export type Resolved = Event<
  'resolved',
  {
    readonly how: 'mine' | 'theirs' | 'both';
    readonly value: string;
    readonly base: number;
    readonly seq: number;
  }
>;
export type Yielded = Event<'yielded'>;
export type Fetched = Event<'fetched', { readonly doc: Doc }>;
export type RefreshEnded = Event<'refreshEnded'>;
export type PrefsRead = Event<'prefsRead', { readonly kept: LocalPrefs }>;
export type PrefsSynced = Event<
  'prefsSynced',
  { readonly read: LocalPrefs; readonly kept: LocalPrefs }
>;
/** `online`: it had a network to ask. */
export type PrefsEnded = Event<'prefsEnded', { readonly online: boolean }>;
