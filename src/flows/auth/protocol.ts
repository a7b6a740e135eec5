/** What the actors of this family say to each other. How it looks and reads is in messages.ts. */
import type { Received } from '../../kernel/system.ts';

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;

/** What identifies whoever calls, beside what is said: the network address, a known device, a key. */
export interface Caller {
  readonly ip: string;
}

// HTTP, from a browser or an attacker to the auth service.
export type SignIn = Event<
  'signIn',
  Caller & {
    readonly email: string;
    readonly password: string;
    readonly device?: string;
    readonly proof: string;
    /** The browser has a session already: that of a visitor. */
    readonly cookie?: string;
  }
>;
/** Somebody comes who has no session. */
export type Arrive = Event<'arrive', { readonly proof: string }>;
export type Refresh = Event<'refresh', { readonly cookie: string; readonly proof: string }>;
export type SignOut = Event<
  'signOut',
  { readonly cookie?: string; readonly authorization?: string }
>;
export type Register = Event<
  'register',
  Caller & { readonly email: string; readonly password: string }
>;
export type Forgot = Event<'forgot', Caller & { readonly email: string }>;
export type Reset = Event<'reset', { readonly link: string; readonly newPassword: string }>;
export type Verify = Event<
  'verify',
  { readonly link: string; readonly newPassword?: string; readonly authorization?: string }
>;
export type ListSessions = Event<'listSessions', { readonly authorization?: string }>;
export type EndSession = Event<
  'endSession',
  { readonly sid: string; readonly authorization?: string }
>;
export type SetRole = Event<
  'setRole',
  { readonly email: string; readonly role: string; readonly authorization?: string }
>;

// To the resource API.
export type Get = Event<
  'get',
  { readonly what: string; readonly authorization?: string; readonly proof: string }
>;

// Their answers.
export type SignedIn = Event<
  'signedIn',
  {
    readonly user: string;
    readonly accessToken: string;
    readonly refreshToken: string;
    readonly expiresIn: number;
  }
>;
export type Refreshed = Event<
  'refreshed',
  { readonly accessToken: string; readonly refreshToken: string; readonly expiresIn: number }
>;
export type Arrived = Event<'arrived', { readonly refreshToken: string }>;
export type Done = Event<'done'>;
export type Accepted = Event<'accepted'>;
export type Granted = Event<'granted', { readonly what: string; readonly user: string }>;
export type Sessions = Event<'sessions', { readonly sids: readonly string[] }>;
export const PROBLEMS = [
  'invalidCredentials',
  'unknownAccount',
  'invalidToken',
  'refreshInvalid',
  'refreshReused',
  'forbidden',
  'notFound',
  'taken',
  'tooMany',
  'badRequest',
  'invalidLink',
  'failure',
] as const;
export type ProblemType = (typeof PROBLEMS)[number];
export type Problem = Event<ProblemType, { readonly retryAfter?: number }>;
export type Refused = Event<'refused', { readonly of: string }>;

// To the database.
export type Load = Event<'LOAD', { readonly email: string }>;
export type User = Event<'USER', { readonly user: UserRow | null }>;
export interface UserRow {
  readonly email: string;
  /** SIMPLIFIED: the password itself; real systems keep a salted hash. */
  readonly password: string;
  readonly verified: boolean;
  readonly role: string;
}
/** `former`: the refresh token of a visitor's session; without an address the new session is a visitor's. */
export type Mint = Event<
  'MINT',
  { readonly email: string; readonly key: string; readonly former: string }
>;
export type Exchange = Event<
  'EXCHANGE',
  { readonly token: string; readonly key: string; readonly by: string }
>;
/** What an access token is made of, with the refresh token beside it. */
export interface Given {
  readonly token: string;
  readonly family: string;
  readonly sid: string;
  readonly email: string;
  readonly role: string;
  readonly verified: boolean;
  readonly key: string;
  readonly n: number;
}
export type Minted = Event<'MINTED', { readonly given: Given }>;
export type Exchanged = Event<'EXCHANGED', { readonly given: Given }>;
export type Invalid = Event<'INVALID', { readonly why: string; readonly family: string }>;
/** Ends the session of a refresh token, or of an id: what of it, the design says. */
export type Revoke = Event<
  'REVOKE',
  {
    readonly token: string;
    readonly sid: string;
    /** Whose it must be; empty: anybody's. */
    readonly email: string;
  }
>;
export type Revoked = Event<'REVOKED', { readonly sids: readonly string[] }>;
export type Check = Event<'CHECK', { readonly sid: string }>;
export type Checked = Event<'CHECKED', { readonly is: 'live' | 'ended' | 'unknown' }>;
export type FindSession = Event<'SESSION', { readonly token: string }>;
export type SessionOf = Event<'SESSIONOF', { readonly sid: string }>;
export type Issue = Event<'ISSUE', { readonly email: string; readonly kind: LinkKind }>;
export type LinkKind = 'reset' | 'verify';
export type Issued = Event<'ISSUED', { readonly link: string }>;
export type Insert = Event<'INSERT', { readonly email: string; readonly password: string }>;
export type Inserted = Event<'INSERTED', { readonly isNew: boolean }>;
export type Redeem = Event<
  'REDEEM',
  {
    readonly link: string;
    readonly kind: LinkKind;
    readonly password: string;
    /** Who is signed in where it was opened; empty: nobody. */
    readonly whose: string;
  }
>;
export type Redeemed = Event<
  'REDEEMED',
  { readonly email: string; readonly sids: readonly string[] }
>;
export type StoreRole = Event<'ROLE', { readonly email: string; readonly role: string }>;
export type RoleStored = Event<'ROLESTORED'>;
export type ListOf = Event<'LIST', { readonly email: string }>;
export type Listed = Event<'LISTED', { readonly sids: readonly string[] }>;
export type Err = Event<'ERR', { readonly of: string }>;

// To the cache.
export type Count = Event<'COUNT', { readonly ip: string }>;
export type Attempts = Event<'ATTEMPTS', { readonly who: string }>;
export type Allowance = Event<'ALLOWANCE', { readonly waitMs: number }>;
export type Failed = Event<'FAILED', { readonly who: string }>;
export type ResetAttempts = Event<'RESET', { readonly who: string }>;
export type Ok = Event<'OK'>;
export type Put = Event<'PUT', { readonly sid: string; readonly is: 'live' | 'ended' }>;
export type GetUser = Event<'GETUSER', { readonly email: string }>;
export type PutUser = Event<'PUTUSER', { readonly user: UserRow }>;

// Mails.
export type Mail = Event<
  'MAIL',
  { readonly to: string; readonly kind: LinkKind; readonly link: string }
>;
export type OpenMail = Event<'openMail', { readonly whose: string }>;
export type MailOpened = Event<
  'mailOpened',
  { readonly kind: LinkKind | ''; readonly link: string }
>;

// Within a browser: the tabs and what they share.
export type TakeCookie = Event<'takeCookie', { readonly lock: boolean }>;
export type Cookie = Event<'cookie', { readonly value: string }>;
export type PutCookie = Event<'putCookie', { readonly value: string }>;
export type DropCookie = Event<'dropCookie'>;
export type Unlock = Event<'unlock'>;
/** A tab has begun again, and knows nothing of what it did before. */
export type TabBack = Event<'tabBack'>;
/** Malware on the device, or a script that was injected into the page. */
export type Copy = Event<'copy'>;
export type Copied = Event<'copied', { readonly value: string }>;
// Within a tab.
export type NeedToken = Event<'needToken', { readonly stale: string }>;
export type Token = Event<'token', { readonly value: string }>;
export type NoToken = Event<'noToken', { readonly why: NotWhy }>;
/** The refresh token was refused, there is none, or nobody answered. */
export type NotWhy = 'refused' | 'noCookie' | 'noAnswer';
export type Renewed = Event<'renewed', { readonly value: string }>;
export type NotRenewed = Event<'notRenewed', { readonly why: NotWhy }>;
export type Fetched = Event<'fetched', { readonly what: string; readonly outcome: Outcome }>;
export type Outcome = 'shown' | 'forbidden' | 'signInNeeded' | 'failed';
