/** What is still to happen, by instant and then by order of scheduling; and what is held back. */
import TinyQueue from 'tinyqueue';
import type { SendEntry } from './entry.ts';
import type { Conversation } from './exchanges.ts';
import type { Hold } from './schedule.ts';
import type { MachineEvent } from './step.ts';
import { isBehind, type Stream } from './streams.ts';
import type { Act, ActorId, NodeId, OperationId } from './system.ts';
import type { Micros } from './time.ts';

/** A running timer of an actor. */
export interface Timer {
  readonly actor: ActorId;
  readonly id: string;
  readonly event: MachineEvent;
  readonly op: OperationId;
  readonly address: string;
  readonly entry: number;
  alive: boolean;
}

/** A message on its way. */
export interface Flight {
  readonly entry: SendEntry;
  readonly fromNode: NodeId;
  readonly toNode: NodeId;
  /** Of a request and of a reply: the conversation in which it was sent. */
  readonly conversation: Conversation | undefined;
  /** What it travels on, unless it is by itself. */
  readonly stream: Stream | null;
  /** Why it will not arrive, if it will not. */
  readonly doomed: 'dropped' | 'cut' | 'lossy' | 'half-open' | 'stream closed' | null;
  alive: boolean;
  /** It was due, and waits for one that was sent before it on its stream. */
  stopped: boolean;
}

export type Doing =
  | { readonly kind: 'arrive'; readonly flight: Flight }
  | { readonly kind: 'fire'; readonly timer: Timer }
  | { readonly kind: 'act'; readonly act: Act; readonly byHand: boolean }
  | { readonly kind: 'fault'; readonly index: number; readonly phase: 'begin' | 'end' };

export interface Item {
  atUs: Micros;
  order: number;
  readonly doing: Doing;
  /** Its address, where an order may name it. */
  readonly address: string | null;
}

export class Agenda {
  private readonly queue = new TinyQueue<Item>([], (a, b) => a.atUs - b.atUs || a.order - b.order);
  private order = 0;
  /** For each address held back: what it still waits for. */
  private readonly waitsFor = new Map<string, Set<string>>();
  private readonly parked: Item[] = [];

  constructor(holds: readonly Hold[]) {
    for (const { hold, until } of holds) {
      const set = this.waitsFor.get(hold) ?? new Set();
      this.waitsFor.set(hold, set.add(until));
    }
  }

  add(atUs: Micros, doing: Doing, address: string | null = null): void {
    this.queue.push({ atUs, order: this.order++, doing, address });
  }

  /** The next item that nothing holds back, left in its place. */
  peek(nowUs: Micros): Item | undefined {
    for (;;) {
      const item = this.queue.peek();
      if (item === undefined) {
        if (this.parked.length === 0) return undefined;
        this.releaseFirst(nowUs);
        continue;
      }
      if (!stillMatters(item)) {
        this.queue.pop();
        continue;
      }
      if (this.waitsFor.size > 0 && item.address !== null && this.waitsFor.has(item.address)) {
        this.queue.pop();
        this.parked.push(item);
        continue;
      }
      if (item.doing.kind === 'arrive' && isBehind(item.doing.flight)) {
        this.queue.pop();
        item.doing.flight.stopped = true;
        continue;
      }
      return item;
    }
  }

  /** Takes the item that `peek` returned. */
  pop(): void {
    this.queue.pop();
  }

  /** This has happened (or can no longer): whoever waited for it may go on. */
  happened(address: string, nowUs: Micros): void {
    if (this.waitsFor.size === 0) return;
    for (const [held, until] of this.waitsFor) {
      if (until.delete(address) && until.size === 0) this.release(held, nowUs);
    }
  }

  /** Nothing else can happen: the first hold ends, whatever it waited for. */
  private releaseFirst(nowUs: Micros): void {
    const first = this.parked.find((item) => stillMatters(item)) ?? this.parked[0];
    if (first?.address != null) this.release(first.address, nowUs);
  }

  private release(address: string, nowUs: Micros): void {
    this.waitsFor.delete(address);
    for (let i = 0; i < this.parked.length; i++) {
      const item = this.parked[i];
      if (item === undefined || item.address !== address) continue;
      this.parked.splice(i--, 1);
      this.add(Math.max(nowUs, item.atUs), item.doing, item.address);
    }
  }
}

function stillMatters({ doing }: Item): boolean {
  if (doing.kind === 'arrive') return doing.flight.alive;
  if (doing.kind === 'fire') return doing.timer.alive;
  return true;
}
