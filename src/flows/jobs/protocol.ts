/** What the actors of this family say to each other. How it looks and reads is in messages.ts. */
import type { Received } from '../../kernel/system.ts';

type Event<Type extends string, Fields = unknown> = { readonly type: Type } & Fields & Received;

/** What is wanted, before it is a job. */
export interface Wanted {
  /** The idempotency key. */
  readonly key: string;
  /** Jobs of one group belong to one customer. */
  readonly group: string;
  /** 0 is the most urgent. */
  readonly priority: number;
  /** How long to wait until it is due; 0: now. */
  readonly delayMs: number;
}

/** What the API makes of it. */
export interface Planned extends Wanted {
  /** When it is due, by the clock of the API; `null`: the broker is told how long to wait. */
  readonly etaUs: number | null;
}

/** A job as it travels to a worker. */
export interface Job {
  /** The operation's name; a second copy of the same has `~2`. */
  readonly id: string;
  readonly op: string;
  readonly key: string;
  readonly group: string;
  readonly priority: number;
  /** How often it was handed out; stops counting where there is no limit. */
  readonly attempts: number;
  /** Of the latest delivery. */
  readonly receipt: number;
  /** Rises with every delivery; 0 where nobody asks for it. */
  readonly token: number;
  /** Every attempt fails. */
  readonly poison: boolean;
  /** Its chance in [0, 1): how long it takes, where service times are random. */
  readonly size: number;
  /** Of a recurring job: which tick it is for. */
  readonly tick: number | null;
  /** The worker holds it until then; 0: it may begin at once. */
  readonly etaUs: number;
}

// Between a browser and the API: HTTP.
export type PostJob = Event<'postJob', Wanted & { readonly task: string }>;
export type Accepted = Event<'accepted', { readonly job: string }>;
export type Completed = Event<'completed', { readonly job: string }>;
export type Problem = Event<'problem', { readonly job: string; readonly status: number }>;

// To the broker.
export type Enqueue = Event<'ENQUEUE', Planned & { readonly tick: number | null }>;
export type Enqueued = Event<'ENQUEUED', { readonly as: 'new' | 'known' | 'skipped' }>;
/** A load's way to enqueue: nobody waits for an answer. */
export type Publish = Event<'PUBLISH', { readonly priority: number; readonly group: string }>;

// Between the broker and a worker. A free slot asks; giving a job back asks for the next.
export type Receive = Event<'RECEIVE', { readonly slot: number }>;
export type Deliver = Event<'JOB', { readonly slot: number; readonly job: Job }>;
export type Ack = Event<'ACK', Delivery>;
/** `slot`: which asks for the next; `null`: none is free. */
export type Nack = Event<
  'NACK',
  Delivery & { readonly slot: number | null; readonly delayMs: number }
>;
export type Extend = Event<'EXTEND', Delivery>;
export type Extended = Event<'EXTENDED'>;
export type Cancel = Event<'CANCEL', Delivery>;
/** The broker is up again: whoever waits for jobs asks once more. */
export type Hello = Event<'HELLO'>;
export interface Delivery {
  readonly job: string;
  readonly receipt: number;
}

// The effect service.
export type Call = Event<
  'CALL',
  Delivery & {
    readonly key: string;
    readonly token: number;
    readonly tick: number | null;
  }
>;
export type Ok = Event<'OK', { readonly again: boolean }>;
export type Failed = Event<'FAILED', { readonly why: 'error' | 'old token' }>;

// The database.
export type Commit = Event<'COMMIT', Planned & { readonly outbox: boolean }>;
export type Committed = Event<'COMMITTED'>;
export type Check = Event<'CHECK', { readonly key: string }>;
export type Insert = Event<'INSERT', { readonly key: string }>;
export type Claim = Event<'CLAIM', { readonly key: string }>;
export type Mark = Event<'MARK', { readonly key: string }>;
/** `free`: the key was not there (and is now, if that was asked). `claimed`: by another, for now. */
export type KeyIs = Event<'KEY', { readonly is: 'free' | 'done' | 'claimed' }>;
export type Err = Event<'ERR', { readonly of: string }>;
export type Refused = Event<'refused', { readonly of: string }>;

// The relay reads the outbox: what was sent is removed with the next question.
export type Fetch = Event<'FETCH', { readonly sent: string | null }>;
export type Outbox = Event<'OUTBOX', { readonly row: OutboxRow }>;
export type OutboxRow = Planned & { readonly op: string };

// Schedulers.
/** `lastTick`: up to where the holder has come, if it leads; the next leader goes on from there. */
export type Lease = Event<'LEASE', { readonly holder: string; readonly lastTick: number }>;
export type Leased = Event<'LEASED', { readonly mine: boolean; readonly lastTick: number }>;

// Within a worker: between it and the runs of its jobs.
export type Finished = Event<'finished', { readonly slot: number; readonly outcome: Outcome }>;
export const OUTCOMES = ['done', 'failed', 'known', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type AskCall = Event<'askCall', { readonly slot: number; readonly again: boolean }>;
export type MayCall = Event<'mayCall'>;
export type MayNotCall = Event<'mayNotCall', { readonly why: 'breaker' | 'budget' }>;
export type CancelRun = Event<'cancelRun'>;
/** How a call ended, for the breaker. */
export type Called = Event<'called', { readonly ok: boolean }>;
