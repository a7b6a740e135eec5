/** What the server remembers, and what it makes of it. All of it is in memory, unless the log is durable. */
import type { ActorId } from '../../../kernel/system.ts';
import type { Cursor, Item } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface HubContext {
  /** The number of the last event. */
  readonly seq: number;
  /** The number of this life of the server. */
  readonly epoch: number;
  /** The latest events, the oldest first: at most `bufferEvents`. */
  readonly buffer: readonly Item[];
  /** Who gets live events. */
  readonly connections: readonly ActorId[];
  /** The last connection of each client, if it may still be there. */
  readonly holders: readonly { readonly client: ActorId; readonly connection: ActorId }[];
  /** What clients have acknowledged, where the server keeps their cursors. */
  readonly cursors: Readonly<Record<ActorId, number>>;
  /** So many connections may be accepted at once, as of the instant. */
  readonly tokens: number;
  readonly tokensAtUs: number;
  /** Polls that wait for something new. */
  readonly parked: readonly { readonly client: ActorId; readonly op: string }[];
  /** In a crash loop: what is accepted is closed soon after. */
  readonly looping: boolean;
  /** No login is valid any more. */
  readonly loggedOut: boolean;
}

export const firstHub = (s: Settings): HubContext => ({
  seq: 0,
  epoch: 1,
  buffer: [],
  connections: [],
  holders: [],
  cursors: {},
  tokens: Number.isFinite(s.admissionBurst) ? s.admissionBurst : 0,
  tokensAtUs: 0,
  parked: [],
  looping: false,
  loggedOut: false,
});

/** What is there after a restart: with a durable log numbers, buffer and cursors; else a new life. */
export function afterRestart(s: Settings, { seq, epoch, buffer, cursors }: HubContext): HubContext {
  const fresh = firstHub(s);
  return s.durableLog === 'on'
    ? { ...fresh, seq, epoch, buffer, cursors }
    : { ...fresh, epoch: epoch + 1 };
}

export function appended(s: Settings, context: HubContext, n: number): HubContext {
  const seq = context.seq + 1;
  const buffer = [...context.buffer, { seq, n }];
  return { ...context, seq, buffer: buffer.length > s.bufferEvents ? buffer.slice(1) : buffer };
}

/** Takes a token of the admission's bucket; `null` when there is none. */
export function admitted(s: Settings, context: HubContext, nowUs: number): HubContext | null {
  const { admissionRatePerSecond: rate, admissionBurst: burst } = s;
  if (!Number.isFinite(rate) || !Number.isFinite(burst)) return context;
  const refilled = context.tokens + ((nowUs - context.tokensAtUs) / 1_000_000) * rate;
  const tokens = Math.min(burst, refilled);
  if (tokens < 1) return null;
  return { ...context, tokens: tokens - 1, tokensAtUs: nowUs };
}

/** What follows after a cursor, and whether the client must have the whole state instead. */
export function readAfter(
  s: Settings,
  { seq, epoch, buffer }: HubContext,
  cursor: Cursor,
): { readonly items: readonly Item[]; readonly whole: boolean } {
  const { since } = cursor;
  const otherLife = s.epoch === 'on' && cursor.epoch !== null && cursor.epoch !== epoch;
  if (since === null) return { items: [], whole: otherLife };
  const oldest = buffer[0]?.seq ?? seq + 1;
  const gap = s.gapCheck === 'on' && since + 1 < oldest;
  return { items: buffer.filter((item) => item.seq > since), whole: otherLife || gap };
}
