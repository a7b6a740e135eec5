/** One turn of the cache: what an event makes of its context, what goes out, which timers change. */
import { type Command, type Message, send } from '../../../../kernel/system.ts';
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

type TimerChange =
  | {
      readonly start: { readonly type: 'ttl' | 'leaseTimeout' | 'replicate'; readonly key: string };
      readonly op: string;
      readonly id: string;
      readonly delayMs: number;
    }
  | { readonly stop: string };

export interface Turn<C extends CacheContext = CacheContext> {
  context: C;
  readonly out: Command[];
  readonly timers: TimerChange[];
}

/** What of XState's `enqueue` a turn needs. */
interface Enqueue<C> {
  assign(patch: C): void;
  emit(command: Command): void;
  // oxlint-disable-next-line typescript/no-explicit-any
  raise(event: any, options: { id: string; delay: number }): void;
  cancel(id: string): void;
}

export function takeTurn<C extends CacheContext>(
  context: C,
  enqueue: Enqueue<C>,
  play: (turn: Turn<C>) => void,
): void {
  const turn: Turn<C> = { context, out: [], timers: [] };
  play(turn);
  if (turn.context !== context) enqueue.assign(turn.context);
  for (const change of turn.timers) {
    if ('stop' in change) enqueue.cancel(change.stop);
    else {
      const { start, op, id, delayMs } = change;
      enqueue.raise({ ...start, op, from: '' }, { id, delay: delayMs });
    }
  }
  for (const command of turn.out) enqueue.emit(command);
}

export function change<C extends CacheContext>(turn: Turn<C>, patch: Partial<C>): void {
  turn.context = { ...turn.context, ...patch };
}

/** Answers a request, for its operation, whenever that happens. */
export function reply(
  turn: Pick<Turn, 'out'>,
  to: { readonly from: string; readonly op: string },
  message: Message,
): void {
  turn.out.push(send(to.from, message, { op: to.op }));
}
