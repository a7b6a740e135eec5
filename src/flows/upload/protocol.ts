/** What the actors of this family say to each other. How it looks and reads is in the messages files. */
import type { Received } from '../../kernel/system.ts';
import { sha256Base64 } from './signing/hashes.ts';

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;

/** A file as its owner describes it. */
export interface FileInfo {
  readonly name: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /**
   * Stands for its bytes, which nobody allocates: what they are by their first bytes, and which of
   * that kind, as in `jpeg:holiday`.
   */
  readonly body: string;
}

/** The checksum of what is sent: that of a text that stands for the bytes. */
export const checksumOf = (body: string, bytes: number): string => sha256Base64(`${body} ${bytes}`);

/** What a file is by its first bytes. */
export const kindOf = (body: string): string => body.split(':')[0] ?? '';

/** What it would be called by its type: `image/jpeg` is `jpeg`. */
export const kindOfType = (contentType: string): string => contentType.split('/')[1] ?? '';

/** What the policy of this application lets in. */
export const isAllowedType = (contentType: string): boolean => contentType.startsWith('image/');
export const isAllowedKind = (kind: string): boolean => ['jpeg', 'png', 'webp'].includes(kind);

/** A row of the table of files. */
export interface Row {
  readonly id: string;
  readonly key: string;
  readonly status: 'PENDING' | 'READY';
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly sha256: string;
}

/** An object of the bucket, without its bytes. */
export interface Meta {
  readonly key: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly sha256: string;
  readonly etag: string;
  /** By its first bytes, which a scanner reads. */
  readonly kind: string;
}

export interface PartTag {
  readonly partNumber: number;
  /** Empty, when the page may not read it. */
  readonly etag: string;
}
export interface Part extends PartTag {
  readonly sizeBytes: number;
}
export interface PartUrl {
  readonly partNumber: number;
  readonly url: string;
}

/** What a request to storage says beside its bytes; absent fields are left out. */
export interface PutHead {
  readonly key: string;
  readonly algorithm?: string;
  readonly credential?: string;
  readonly date?: string;
  readonly expiresS?: number;
  readonly signedHeaders?: string;
  readonly signature?: string;
  readonly partNumber?: number;
  readonly uploadId?: string;
  readonly contentType: string;
  readonly length: number;
  readonly checksum?: string;
  readonly noneMatch?: string;
  readonly body: string;
}
export interface FormHead {
  readonly key: string;
  readonly algorithm: string;
  readonly credential: string;
  readonly date: string;
  readonly policy: string;
  readonly signature: string;
  readonly contentType: string;
  readonly length: number;
  readonly body: string;
}

// Between a browser and storage: HTTP, with the bytes behind it on the same connection.
export type PutObject = Event<'putObject', PutHead>;
export type PostObject = Event<'postObject', FormHead>;
export type Chunk = Event<'CHUNK', { readonly bytes: number }>;
export type Stored = Event<'stored', { readonly etag?: string }>;
export type Posted = Event<'posted', { readonly etag?: string }>;
export type XmlError = Event<'xmlError', { readonly xml: string }>;

// Between a browser and the API: HTTP.
export interface UploadWish {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly contentType: string;
  readonly sha256: string;
}
export type PostUpload = Event<'postUpload', UploadWish>;
export type UploadUrl = Event<
  'uploadUrl',
  {
    readonly uploadId: string;
    readonly key: string;
    readonly url: string;
    readonly method: 'PUT';
    readonly headers: Readonly<Record<string, string>>;
    readonly expiresAt: string;
  }
>;
export type UploadForm = Event<
  'uploadForm',
  {
    readonly uploadId: string;
    readonly key: string;
    readonly fields: Pick<FormHead, 'algorithm' | 'credential' | 'date' | 'policy' | 'signature'>;
    readonly expiresAt: string;
  }
>;
export type UploadParts = Event<
  'uploadParts',
  {
    readonly uploadId: string;
    readonly key: string;
    readonly multipartId: string;
    readonly partSize: number;
    readonly partCount: number;
    readonly expiresAt: string;
  }
>;
interface OfMultipart {
  readonly uploadId: string;
  readonly key: string;
  readonly multipartId: string;
}
export type PostParts = Event<
  'postParts',
  OfMultipart & { readonly partNumbers: readonly number[] }
>;
export type PartUrls = Event<'partUrls', { readonly urls: readonly PartUrl[] }>;
export type GetParts = Event<'getParts', OfMultipart>;
export type PartList = Event<'partList', { readonly parts: readonly Part[] }>;
export type DeleteUpload = Event<'deleteUpload', OfMultipart>;
export type PostComplete = Event<
  'postComplete',
  Omit<UploadWish, 'name'> & {
    readonly uploadId: string;
    readonly multipartId?: string;
    readonly parts?: readonly PartTag[];
  }
>;
export type GetUpload = Event<'getUpload', { readonly uploadId: string }>;
export type UploadStatus = Event<'uploadStatus', { readonly id: string; readonly status: string }>;
export type Cancelled = Event<'cancelled'>;
export type Problem = Event<'problem', { readonly status: number; readonly detail: string }>;

// Direct: the body follows the request on its connection.
export type PostFile = Event<'postFile', Omit<UploadWish, 'sha256'> & { readonly body: string }>;
export type FileReady = Event<'fileReady', { readonly id: string; readonly status: string }>;
// tus 1.0.0
export type PostTus = Event<'postTus', UploadWish & { readonly body: string }>;
export type TusCreated = Event<'tusCreated', { readonly location: string }>;
export type HeadTus = Event<'headTus', { readonly id: string }>;
export type TusOffset = Event<'tusOffset', { readonly offset: number; readonly length: number }>;
export type PatchTus = Event<
  'patchTus',
  { readonly id: string; readonly offset: number; readonly length: number; readonly body: string }
>;
export type Patched = Event<'patched', { readonly offset: number }>;

// From the API and the sweeper to storage.
export type Put = Event<'PUT', PutHead>;
export type PutOk = Event<'PUT_OK', { readonly etag: string }>;
export type Head = Event<'HEAD', { readonly key: string }>;
export type MetaIs = Event<'META', { readonly meta: Meta | null }>;
export type Create = Event<'CREATE', { readonly key: string; readonly contentType: string }>;
export type Created = Event<'CREATED', { readonly uploadId: string }>;
export type Complete = Event<
  'COMPLETE',
  { readonly key: string; readonly uploadId: string; readonly parts: readonly PartTag[] }
>;
export type Answer = Event<'ANSWER', { readonly status: number; readonly xml: string }>;
export type ListParts = Event<'LIST', { readonly key: string; readonly uploadId: string }>;
export type Parts = Event<'PARTS', { readonly parts: readonly Part[] }>;
export type Abort = Event<'ABORT', { readonly key: string; readonly uploadId: string }>;
export type Copy = Event<'COPY', { readonly key: string; readonly to: string }>;
export type Delete = Event<'DELETE', { readonly key: string }>;
export type Deleted = Event<'DELETED'>;
export type Err = Event<'ERR', { readonly of: string }>;

// Storage tells that an object is there, until somebody has heard it.
export type ObjectCreated = Event<'objectCreated', { readonly meta: Meta }>;
export type Taken = Event<'TAKEN', { readonly key: string }>;
// To the sweeper: this is old.
export type Old = Event<'OLD', { readonly key: string; readonly id: string }>;
export type Swept = Event<'SWEPT', { readonly key: string; readonly id: string }>;
/** Of a sweep, to the sweeper: it is through with what `asker` had found. */
export type LookedAt = Event<
  'lookedAt',
  { readonly asker: string; readonly key: string; readonly id: string }
>;

// The database.
export type Insert = Event<'INSERT', { readonly row: Row }>;
export type Finalize = Event<
  'FINALIZE',
  { readonly id: string; readonly key: string; readonly to: string; readonly row: Row | null }
>;
export type Find = Event<'FIND', { readonly id: string; readonly key: string }>;
/** `as`: only while the row is still what it was when somebody looked. */
export type Expire = Event<'EXPIRE', { readonly id: string; readonly as?: string }>;
export const nameOf = (row: Pick<Row, 'key' | 'status'> | null): string =>
  row === null ? '' : `${row.status} ${row.key}`;
export type RowIs = Event<'ROW', { readonly row: Row | null }>;

// Within a browser: between a page, its uploads, and the requests that carry their bytes.
/** More of a body has left, or what had left was in vain (negative). */
export type Moved = Event<'moved', { readonly part: number; readonly bytes: number }>;
export type BodySent = Event<'bodySent', { readonly part: number; readonly etag: string }>;
export type BodyFailed = Event<
  'bodyFailed',
  {
    readonly part: number;
    readonly sent: number;
    /** A code of storage, a status of the API, or `dropped`. */
    readonly why: string;
  }
>;
/** What the page keeps of an upload, to go on with it after a reload. */
export type Remember = Event<'remember', { readonly saved: Saved | null }>;
export type Saved = Readonly<Record<string, string | number>>;
export type Ended = Event<'ended', { readonly sign: Sign }>;
export type AskTurn = Event<'askTurn'>;
export type YourTurn = Event<'yourTurn'>;
export type LineDown = Event<'lineDown', Clocked>;
export type LineUp = Event<'lineUp'>;
export type Cancel = Event<'cancel'>;
export type Vanish = Event<'vanish'>;
/** What a person sees of an upload. */
export const SIGNS = ['uploading', 'done', 'failed', 'unknown', 'cancelled'] as const;
export type Sign = (typeof SIGNS)[number];

export type Refused = Event<'refused', { readonly of: string }>;
export type Closed = Event<'closed'>;
export type Clocked = { readonly nowUs?: number };
export type Lucky = { readonly chance?: number };
