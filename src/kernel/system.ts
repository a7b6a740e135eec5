/**
 * What the kernel runs: nodes with their machines, the links between them, and what is
 * watched. A flow builds a system from a run's variant, fixes, parameters and workload;
 * the kernel knows nothing else of the flow.
 */
import type { AnyStateMachine } from 'xstate';
import type { JsonObject, Loose } from './json.ts';
import type { Monitor } from './monitor.ts';
import type { Micros } from './time.ts';

/** A node's own actor bears the node's id; an actor it spawned is `node/name`. */
export type ActorId = string;
export type NodeId = string;
/** What a user wanted, e.g. `read-1`. Messages, actors and timers that serve it bear it; `''` is none. */
export type OperationId = string;

/** What crosses a link. A machine receives it as an event with `from` and `op` added. */
export interface Message extends JsonObject {
  readonly type: string;
}

/**
 * The fields that the kernel adds to a message when it becomes a machine's event. The kernel
 * itself sends two: `refused` with `of`, the type of the request, when the node that was called is
 * down or went down before it answered; and `closed`, when a stream to the peer was lost.
 */
export interface Received {
  readonly from: ActorId;
  readonly op: OperationId;
}

/** Something that happened in the domain, for guarantees, metrics and sentences. */
export interface Fact extends JsonObject {
  readonly type: string;
}

/** What a machine asks of the kernel, by `emit`. */
export type Command =
  | {
      readonly type: 'send';
      /** A list is a broadcast: one message to each. */
      readonly to: ActorId | readonly ActorId[];
      readonly message: Message;
      /** That of the event being handled, when left out. */
      readonly op?: OperationId;
      readonly sizeBytes?: number;
    }
  | {
      readonly type: 'spawn';
      /** The name after the slash; a second actor of the same name gets `~2`. */
      readonly name: string;
      readonly machine: string;
      readonly input: JsonObject;
      readonly op?: OperationId;
    }
  | { readonly type: 'fact'; readonly fact: Fact; readonly op?: OperationId }
  /** Give up the calls that this actor still has open for the operation: their replies come late. */
  | { readonly type: 'abandon'; readonly op?: OperationId }
  /** Close the stream to a peer: it gets `closed` after what was sent before. */
  | { readonly type: 'close'; readonly to: ActorId };

interface SendOptions {
  readonly op?: OperationId;
  readonly sizeBytes?: number;
}

export const send = (
  to: ActorId | readonly ActorId[],
  message: Message,
  options: SendOptions = {},
): Command => ({ type: 'send', to, message, ...options });

export const spawn = (
  name: string,
  machine: string,
  input: JsonObject,
  op?: OperationId,
): Command => ({ type: 'spawn', name, machine, input, ...(op === undefined ? {} : { op }) });

export const fact = (body: Fact, op?: OperationId): Command => ({
  type: 'fact',
  fact: body,
  ...(op === undefined ? {} : { op }),
});

export const abandon = (op?: OperationId): Command => ({
  type: 'abandon',
  ...(op === undefined ? {} : { op }),
});

export const close = (to: ActorId): Command => ({ type: 'close', to });

/** A machine's definition and what the kernel must know beyond it. */
export interface MachineSpec {
  readonly machine: AnyStateMachine;
  /** Names of delays (of `after`) and event types (of delayed `raise`) that are deadlines; the rest is pace. */
  readonly deadlines?: readonly string[];
  /** Event types that get `chance`, a number in [0, 1), keyed by the message's or timer's address. */
  readonly chance?: readonly string[];
  /** Event types that get `nowUs`, the node's clock. Constant 0 in search. */
  readonly clock?: readonly string[];
}

export interface NodeSpec {
  readonly id: NodeId;
  /** The machine of the node's own actor. */
  readonly machine: string;
  readonly input: JsonObject;
  /** What of the context outlives a crash: merged over `input` at the restart. Nothing, when left out. */
  readonly durable?: (context: Loose) => JsonObject;
  /** Faults beyond the kernel's that the node's machine takes as events, e.g. `evict`, `wipe`. */
  readonly faults?: readonly string[];
  /** A user sits here: acts come one at a time, when the machine's state is tagged `ready`. */
  readonly client?: boolean;
}

export const LINK_KINDS = ['call', 'stream', 'local'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** One direction. Actors of one node reach each other by an implied `local` link. */
export interface LinkSpec {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: LinkKind;
  readonly latencyUs: Micros;
  /** Uniform, plus or minus. */
  readonly jitterUs?: Micros;
  /**
   * A session, as a driver has with its database: it numbers what it sends, so that nothing is
   * repeated on the way. A message of it arrives twice only where a run or a search names it.
   */
  readonly session?: boolean;
  /** Messages with a size queue for it; without a rate a size costs nothing. */
  readonly bytesPerSecond?: number;
}

/** `request` waits for one of its `replies`; `oneWay` waits for nothing. */
export type MessageRole = 'request' | 'reply' | 'oneWay';

export interface MessageSpec {
  readonly role: MessageRole;
  /** Of a request: the types that answer it. */
  readonly replies?: readonly string[];
  /** Of a request: what the node answers, undone, when its reply is made to fail. */
  readonly failsAs?: (request: Message) => Message;
  /** Over a stream link: on a connection of its own, as over a call link (a poll, an upgrade). */
  readonly apart?: boolean;
}

/** What a user does: an event for a client's machine. */
export interface Act {
  readonly op: OperationId;
  readonly node: NodeId;
  /** Not before this instant; later if the user is still busy. */
  readonly atUs: Micros;
  readonly event: Message;
}

export interface System {
  readonly machines: Readonly<Record<string, MachineSpec>>;
  readonly nodes: readonly NodeSpec[];
  readonly links: readonly LinkSpec[];
  readonly messages: Readonly<Record<string, MessageSpec>>;
  readonly acts: readonly Act[];
  readonly monitors: readonly Monitor<Loose>[];
  /** The instant at which the run ends and is judged; without it, when nothing can happen any more. */
  readonly horizonUs?: Micros;
}

/** The node on which an actor lives: what stands before the slash. */
export function nodeOf(actor: ActorId): NodeId {
  const slash = actor.indexOf('/');
  return slash < 0 ? actor : actor.slice(0, slash);
}
