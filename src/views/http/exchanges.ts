/**
 * The exchanges of a trace as a browser's network panel lists them: every request that a client
 * sent by HTTP, how it ended, and what a stream that it opened carried. Found once for a trace;
 * what is known of one at a moment is then a look at where it stands.
 */
import { originalAddress } from '../../kernel/address.ts';
import type { EntryId, EntryOf, SendEntry } from '../../kernel/entry.ts';
import { type ActorId, type NodeId, nodeOf } from '../../kernel/system.ts';
import type { Trace } from '../../kernel/trace.ts';
import { lookOf, type Scene } from '../scene.ts';

/** How an exchange ended, and where the trace says so. */
export type ExchangeEnd =
  | { readonly kind: 'reply' | 'refused'; readonly at: EntryId; readonly reply: EntryId }
  /** The client gave up, or is no more. */
  | { readonly kind: 'given up'; readonly at: EntryId };

export interface ExchangeFrame {
  /** Its send entry. */
  readonly send: EntryId;
  /** When the page sent it or read it. */
  readonly at: EntryId;
  readonly direction: 'up' | 'down';
}

export interface Exchange {
  /** The send entry of its request. */
  readonly request: EntryId;
  readonly client: NodeId;
  readonly server: NodeId;
  readonly by: 'fetch' | 'WebSocket' | 'EventSource';
  /** `undefined`: it is still open when the trace ends. */
  readonly end?: ExchangeEnd;
  /** Replies that came after the end, and were no longer waited for. */
  readonly late: readonly EntryId[];
  /** Where answers to it were lost. */
  readonly lost: readonly EntryId[];
  readonly frames: readonly ExchangeFrame[];
  /** Of a stream: where it was closed. */
  readonly closed?: EntryId;
}

type Draft = { -readonly [K in keyof Exchange]: Exchange[K] } & {
  late: EntryId[];
  lost: EntryId[];
  frames: ExchangeFrame[];
};

const known = new WeakMap<Trace, readonly Exchange[]>();

/** In the order in which they were sent. Linear in the entries the first time, free afterwards. */
export function exchangesOf(scene: Scene): readonly Exchange[] {
  let found = known.get(scene.trace);
  if (found === undefined) {
    found = new Finder(scene).all();
    known.set(scene.trace, found);
  }
  return found;
}

class Finder {
  private readonly scene: Scene;
  private readonly found: Draft[] = [];
  private readonly bySend = new Map<EntryId, Draft>();
  /** Those that wait for a reply, by caller, operation and node. */
  private readonly waiting = new Map<string, Draft[]>();
  /** The last of each that is over. */
  private readonly over = new Map<string, Draft>();
  /** Open streams, by the client's actor and its peer's. */
  private readonly streams = new Map<string, Draft>();

  constructor(scene: Scene) {
    this.scene = scene;
  }

  all(): readonly Exchange[] {
    for (const entry of this.scene.trace.entries) {
      switch (entry.kind) {
        case 'send':
          this.send(entry);
          break;
        case 'deliver':
          this.deliver(entry);
          break;
        case 'late': {
          const reply = this.sendOf(entry.send);
          if (reply !== undefined) this.lateFor(reply)?.late.push(entry.id);
          break;
        }
        case 'lose': {
          const reply = this.sendOf(entry.send);
          if (reply !== undefined) this.asked(reply)?.lost.push(entry.id);
          break;
        }
        case 'abandon':
          this.end(this.bySend.get(entry.send), { kind: 'given up', at: entry.id });
          break;
        case 'act':
        case 'fail':
        case 'spawn':
        case 'step':
        case 'end':
        case 'timer':
        case 'fire':
        case 'cancel':
        case 'fact':
        case 'fault':
        case 'down':
        case 'up':
        case 'pause':
        case 'resume':
        case 'violation':
        case 'seen':
        case 'over':
          break;
      }
    }
    return this.found;
  }

  private send(entry: SendEntry): void {
    const { from, to, event, address, id, local } = entry;
    if (local || originalAddress(address) !== address) return;
    const stream = this.streams.get(pair(from, to));
    if (stream !== undefined) {
      if (event.type === 'closed') this.close(stream, from, to, id);
      else if (this.scene.flow.messages[event.type]?.frame !== undefined) {
        stream.frames.push({ send: id, at: id, direction: 'up' });
      }
    }
    const http = this.scene.flow.messages[event.type]?.http;
    if (http === undefined || !('method' in http) || !this.isClient(from)) return;
    const draft: Draft = {
      request: id,
      client: nodeOf(from),
      server: nodeOf(to),
      by: http.opens?.by ?? 'fetch',
      late: [],
      lost: [],
      frames: [],
    };
    this.found.push(draft);
    this.bySend.set(id, draft);
    const key = call(from, event.op, nodeOf(to));
    const others = this.waiting.get(key);
    if (others === undefined) this.waiting.set(key, [draft]);
    else others.push(draft);
  }

  private deliver({ id, send: sent }: EntryOf<'deliver'>): void {
    const reply = this.sendOf(sent);
    if (reply === undefined || reply.local) return;
    const { from, to, event } = reply;
    const stream = this.streams.get(pair(to, from));
    if (stream !== undefined) {
      if (event.type === 'closed') this.close(stream, to, from, id);
      else if (this.isSeenFrame(event.type)) {
        stream.frames.push({ send: sent, at: id, direction: 'down' });
      }
    }
    const draft = this.asked(reply);
    if (draft === undefined) return;
    const kind = event.type === 'refused' ? 'refused' : 'reply';
    this.end(draft, { kind, at: id, reply: sent });
    if (draft.by !== 'fetch' && this.accepts(event.type)) this.streams.set(pair(to, from), draft);
  }

  /** The oldest open request that this answers. */
  private asked({ from, to, event }: SendEntry): Draft | undefined {
    const list = this.waiting.get(call(to, event.op, nodeOf(from)));
    return list?.find(({ request }) => {
      const type = this.sendOf(request)?.event.type ?? '';
      if (event.type === 'refused') return event['of'] === type;
      return this.scene.flow.messages[type]?.replies?.includes(event.type) === true;
    });
  }

  /** The last exchange of that conversation that is over: the reply was meant for it. */
  private lateFor({ from, to, event }: SendEntry): Draft | undefined {
    return this.over.get(call(to, event.op, nodeOf(from)));
  }

  private end(draft: Draft | undefined, end: ExchangeEnd): void {
    if (draft === undefined || draft.end !== undefined) return;
    draft.end = end;
    const asked = this.sendOf(draft.request);
    if (asked === undefined) return;
    const key = call(asked.from, asked.event.op, draft.server);
    this.over.set(key, draft);
    const rest = this.waiting.get(key)?.filter((each) => each !== draft) ?? [];
    if (rest.length === 0) this.waiting.delete(key);
    else this.waiting.set(key, rest);
  }

  private close(draft: Draft, client: ActorId, peer: ActorId, at: EntryId): void {
    draft.closed = at;
    this.streams.delete(pair(client, peer));
  }

  private accepts(type: string): boolean {
    const http = this.scene.flow.messages[type]?.http;
    return http !== undefined && 'statuses' in http && http.statuses.every((each) => each < 300);
  }

  /** A comment of an EventSource never reaches the page. */
  private isSeenFrame(type: string): boolean {
    const frame = this.scene.flow.messages[type]?.frame;
    return frame !== undefined && frame.comment !== true;
  }

  private isClient(actor: ActorId): boolean {
    return lookOf(this.scene, nodeOf(actor))?.client === true;
  }

  private sendOf(id: EntryId): SendEntry | undefined {
    const entry = this.scene.trace.entries[id];
    return entry?.kind === 'send' ? entry : undefined;
  }
}

const pair = (client: ActorId, peer: ActorId): string => `${client} ${peer}`;
const call = (caller: ActorId, op: string, node: NodeId): string => `${caller} ${op} ${node}`;
