/** What the actors of this family say to each other. How it looks and reads is in messages.ts. */
import type { JsonObject } from '../../kernel/json.ts';
import type { Message, Received } from '../../kernel/system.ts';

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;

// Between a browser and the API: HTTP. Every request bears its trace and a token.
export interface Headers {
  readonly trace: string;
  /** `Bearer ann.1`; left out when there is none. */
  readonly token?: string;
}
export interface NewItem {
  readonly name: string;
  readonly qty: number;
}
export interface NewOrder {
  readonly item: string;
  readonly qty: number;
}
export type GetItem = Event<'getItem', Headers & { readonly id: string }>;
export type PostItem = Event<'postItem', Headers & NewItem>;
export type DeleteItem = Event<'deleteItem', Headers & { readonly id: string }>;
export type PostOrder = Event<'postOrder', Headers & NewOrder & { readonly key: string }>;
export type GetOrder = Event<'getOrder', Headers & { readonly id: string }>;
export type PostSession = Event<
  'postSession',
  { readonly trace: string; readonly refresh: string }
>;
export type ApiRequest = GetItem | PostItem | DeleteItem | PostOrder | GetOrder | PostSession;

export const REQUESTS = [
  'getItem',
  'postItem',
  'deleteItem',
  'postOrder',
  'getOrder',
  'postSession',
] as const;

/** What went well, by its status; `item` and `order` are `null` where an error was swallowed. */
export type Success =
  | Event<'item', { readonly item: JsonObject | null }>
  | Event<'created', { readonly item: JsonObject | null }>
  | Event<'removed'>
  | Event<'paid', { readonly order: JsonObject | null }>
  | Event<'pending', { readonly order: JsonObject | null }>
  | Event<'order', { readonly order: JsonObject | null }>
  | Event<'session', { readonly token: string }>;

/** An error document, RFC 9457; one type of message for each of its types. */
export interface ProblemFields {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly traceId?: string;
  readonly retryable?: boolean;
  readonly retryAfter?: number;
  readonly challenge?: string;
}
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message?: string;
}
export const PROBLEMS = [
  'notFound',
  'invalid',
  'unauthenticated',
  'forbidden',
  'conflict',
  'limited',
  'failed',
  'unavailable',
  'busy',
] as const;
export type ProblemType = (typeof PROBLEMS)[number];
export type Problem = Event<ProblemType, ProblemFields>;
/** A page of the server's own, which is no document of the API. */
export type ErrorPage = Event<'errorPage', { readonly status: number; readonly page: string }>;
export type Refused = Event<'refused', { readonly of: string }>;

// Within a browser: the page asks its HTTP client, and is told how it ended.
export type Settled = Event<
  'settled',
  { readonly reply: Message | null; readonly token: string | null; readonly sent: number }
>;

/** The request is sent again after that time. */
export type Held = Event<'held', { readonly waitMs: number }>;

// Between handler and service.
export type Call = Event<'CALL', { readonly request: Message; readonly trace: string }>;
/** `swallowed`: what went wrong, where that was kept from whoever called. */
export type Result = Event<
  'RESULT',
  { readonly value: JsonObject | null; readonly swallowed?: Origin }
>;
export type Raised = Event<'RAISED', { readonly error: DomainError }>;

/** The seed's hierarchy; `Error` is one that nobody mapped. */
export const ERROR_NAMES = [
  'NotFoundError',
  'ValidationError',
  'AuthenticationError',
  'AuthorizationError',
  'ConflictError',
  'RateLimitError',
  'DatabaseError',
  'ExternalServiceError',
  'TransientDbError',
  'Error',
] as const;
export type ErrorName = (typeof ERROR_NAMES)[number];

export const ORIGINS = [
  'absent',
  'input',
  'token',
  'right',
  'unique',
  'foreignKey',
  'transient',
  'limit',
  'database',
  'external-bad',
  'external-down',
  'external-late',
  'service-down',
  'service-late',
] as const;
export type Origin = (typeof ORIGINS)[number];

export interface DomainError extends JsonObject {
  readonly name: ErrorName;
  /** What really went wrong, whatever the error is called. */
  readonly origin: Origin;
  /** What the origin said: nothing that a stranger should read. */
  readonly cause: string;
  readonly why: string;
  readonly pointer: string;
  /** Seconds; 0: unknown. */
  readonly retryAfter: number;
}

// The database.
export type Query = Event<
  'QUERY',
  {
    readonly verb: 'select' | 'exists' | 'insert' | 'delete' | 'find' | 'refunds';
    /** Of an item its name, of an order its id. */
    readonly id: string;
    readonly qty: number;
  }
>;
export type Place = Event<
  'PLACE',
  {
    readonly key: string;
    readonly item: string;
    readonly status: OrderStatus;
    /** A note for the worker, in the same transaction. */
    readonly note: boolean;
    /** Only if it was cancelled no more often than that, where somebody counts. */
    readonly refunds: number | null;
  }
>;
export type Settle = Event<
  'SETTLE',
  {
    readonly id: string;
    readonly status: OrderStatus;
    readonly key: string;
    /** So often it was charged and given back; where nobody counts: null. */
    readonly refunds: number | null;
  }
>;
export type Fetch = Event<'FETCH'>;
export type Row = Event<'ROW', { readonly row: JsonObject | null }>;
/** Of its own, so that the late answer to a `PLACE` is none to a `SETTLE`. */
export type OrderSettled = Event<'SETTLED'>;
export type Note = Event<'NOTE', { readonly note: NoteRow }>;
/** With its SQLSTATE. */
export type DbError = Event<'DBERR', { readonly code: string }>;

export type OrderStatus = 'PENDING' | 'PAID' | 'FAILED' | 'CANCELLED';
export interface NoteRow extends JsonObject {
  readonly op: string;
  readonly order: string;
  readonly key: string;
}

// The payment provider.
export type Charge = Event<'CHARGE', { readonly key: string | null }>;
export type Charged = Event<'CHARGED', { readonly again: boolean }>;
export type Refund = Event<'REFUND', { readonly key: string | null }>;
export type Refunded = Event<'REFUNDED'>;
export type PaymentError = Event<'PAYERR', { readonly status: number }>;
export type Garbage = Event<'GARBAGE'>;

// The log.
export type LogRecord = Event<
  'LOG',
  { readonly trace: string; readonly layer: string; readonly error: string }
>;

// Within the service: a request asks whether the breaker lets it call.
export type AskCall = Event<'askCall'>;
export type MayCall = Event<'mayCall'>;
export type MayNotCall = Event<'mayNotCall', { readonly retryAfter: number }>;
export type CallEnded = Event<'callEnded', { readonly ok: boolean }>;
