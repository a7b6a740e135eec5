/** The entries of a trace: everything that happened, each with the entry that caused it. */
import type { Loose } from './json.ts';
import type { Fault } from './schedule.ts';
import type { ActorId, Fact, Message, NodeId, OperationId } from './system.ts';
import type { Micros } from './time.ts';

export type EntryId = number;

/** Where a machine stands. `value` is XState's: a name, or nested names. */
export interface Standing {
  readonly value: StateValue;
  readonly context: Loose;
}
export type StateValue = string | { readonly [region: string]: StateValue };

interface Base {
  /** Its index in the trace. */
  readonly id: EntryId;
  readonly atUs: Micros;
  /** The entry that caused it; -1 for what stands at the beginning. */
  readonly cause: EntryId;
}

export const LOSSES = [
  'dropped',
  'cut',
  'lossy',
  'node down',
  'node crashed',
  'stream closed',
  'half-open',
] as const;
export type Loss = (typeof LOSSES)[number];

/** A message set out. */
export interface SendEntry extends Base {
  readonly kind: 'send';
  readonly address: string;
  readonly from: ActorId;
  readonly to: ActorId;
  /** As the machine will receive it, with `from` and `op`. */
  readonly event: Message & { readonly from: ActorId; readonly op: OperationId };
  /** Inside one process: at once, and never drawn as a message in flight. */
  readonly local: boolean;
  /** When it is due if nothing befalls it. */
  readonly dueUs: Micros;
  readonly sizeBytes?: number;
  /** The fault that bent its way, as an index into the run's faults. */
  readonly bentBy?: number;
}

export type Entry =
  /** A user did something. */
  | (Base & {
      readonly kind: 'act';
      readonly node: NodeId;
      readonly op: OperationId;
      readonly event: Message;
      /** Made by hand, not by the workload. */
      readonly byHand: boolean;
    })
  | SendEntry
  /** A message arrived and was taken. `send` is the id of its send entry. */
  | (Base & { readonly kind: 'deliver'; readonly send: EntryId; readonly actor: ActorId })
  | (Base & { readonly kind: 'lose'; readonly send: EntryId; readonly why: Loss })
  /** A reply to a call that is settled or given up: not delivered. */
  | (Base & { readonly kind: 'late'; readonly send: EntryId })
  /** A request reached the node and was answered by an error instead of being carried out. */
  | (Base & { readonly kind: 'fail'; readonly send: EntryId })
  /** A call was given up by its caller. */
  | (Base & { readonly kind: 'abandon'; readonly send: EntryId })
  | (Base & {
      readonly kind: 'spawn';
      readonly actor: ActorId;
      readonly machine: string;
      readonly op: OperationId;
      readonly after: Standing;
    })
  /** A machine took an event: its state or its context may have changed. */
  | (Base & {
      readonly kind: 'step';
      readonly actor: ActorId;
      readonly on: string;
      readonly after: Standing;
    })
  /** An actor reached its final state and left. */
  | (Base & { readonly kind: 'end'; readonly actor: ActorId })
  | (Base & {
      readonly kind: 'timer';
      readonly address: string;
      readonly actor: ActorId;
      /** Unique among the actor's running timers. */
      readonly timer: string;
      /** The delay's name or the event's type. */
      readonly name: string;
      readonly deadline: boolean;
      readonly dueUs: Micros;
    })
  /** A timer fell due or was stopped. `start` is the id of its timer entry. */
  | (Base & {
      readonly kind: 'fire' | 'cancel';
      readonly start: EntryId;
      readonly actor: ActorId;
      readonly timer: string;
    })
  | (Base & {
      readonly kind: 'fact';
      readonly actor: ActorId;
      readonly op: OperationId;
      readonly fact: Fact;
    })
  /** A fault began or ended; `index` is its place in the run's faults. */
  | (Base & {
      readonly kind: 'fault';
      readonly index: number;
      readonly fault: Fault;
      readonly phase: 'begin' | 'end';
    })
  | (Base & { readonly kind: 'down' | 'up' | 'pause' | 'resume'; readonly node: NodeId })
  | (Base & {
      readonly kind: 'violation';
      readonly guarantee: string;
      readonly say: string;
      /** The entries that show it. */
      readonly because: readonly EntryId[];
    })
  /** A `sometimes` came true. */
  | (Base & {
      readonly kind: 'seen';
      readonly guarantee: string;
      readonly say: string;
      readonly because: readonly EntryId[];
    })
  /** The run is over: nothing can happen any more, or the horizon was reached. */
  | (Base & { readonly kind: 'over'; readonly why: 'rest' | 'horizon' | 'until' | 'cap' });

export type EntryKind = Entry['kind'];
export type EntryOf<K extends EntryKind> = Extract<Entry, { readonly kind: K }>;
