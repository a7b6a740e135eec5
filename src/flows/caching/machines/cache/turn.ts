/** What the cache keeps, and a turn of it. */
import type { Turn as TurnOf } from '../../../../flow/turn.ts';
import type { Del, FlushItem, Get, Put, Value } from '../../protocol.ts';

export interface Entry {
  readonly key: string;
  readonly value: Value;
  /** `null` where the writer did not know it. */
  readonly version: number | null;
  /**
   * `dirty`: not in the database yet. `leaving`: dirty, and to be evicted as soon as it is
   * flushed. `tombstone`: deleted; remembered for its version alone. `ghost`: deleted; served to
   * those who may not wait.
   */
  readonly state: 'clean' | 'dirty' | 'leaving' | 'tombstone' | 'ghost';
  /** How often it was hit, up to 255: for LFU. */
  readonly uses: number;
  /** For an early refresh. */
  readonly expiresUs: number;
  readonly loadMs: number;
  /** Since when it is dirty. */
  readonly dirtySinceUs: number;
}

export interface Reader {
  readonly from: string;
  readonly op: string;
}

/** The right to fill a key, and the readers that wait for it. */
export interface Lease {
  readonly key: string;
  readonly token: number;
  readonly waiting: readonly Reader[];
}

/** A write that waits for the log or the replica. */
export interface Held {
  readonly key: string;
  readonly value: Value;
  readonly version: number;
  readonly from: string;
  readonly op: string;
  readonly atUs: number;
  readonly awaits: readonly ('APPEND' | 'REPL')[];
}

/** A flush that is on its way. */
interface Flight {
  readonly name: string;
  readonly items: readonly { readonly key: string; readonly version: number }[];
}

export interface CacheContext {
  /** In the order in which they would be evicted; for LFU and random that of their coming. */
  readonly entries: readonly Entry[];
  readonly leases: readonly Lease[];
  /** Outlives a crash, so that no token comes twice. */
  readonly lastToken: number;
}

export interface WriteBackContext extends CacheContext {
  /** Outlives a crash, so that no version comes twice. */
  readonly lastVersion: number;
  readonly held: readonly Held[];
  readonly flushing: readonly Flight[];
  /** Writes for which there is no room among the dirty entries. */
  readonly blocked: readonly (Put & Clock)[];
  /** What is to be copied to the replica at the end of the lag. */
  readonly toReplicate: readonly FlushItem[];
  /** It was up before: there may be something to recover. */
  readonly restarted: boolean;
  /** During a replay: who has not answered yet, what was brought, and the requests that wait. */
  readonly asked: readonly string[];
  readonly recovered: readonly FlushItem[];
  readonly deferred: readonly Request[];
}

export type Request = (Get | Put | Del) & Clock;

export interface Clock {
  readonly nowUs?: number;
  readonly chance?: number;
}

export type Turn<C extends CacheContext = CacheContext> = TurnOf<C>;
