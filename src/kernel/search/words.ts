/** What the words of a search's lexicon hold. */
import type { JsonObject } from '../json.ts';
import type { MachineEvent, Snapshot } from '../step.ts';
import type { ActorId, LinkKind, Message, OperationId } from '../system.ts';
import type { Micros } from '../time.ts';

export interface ActorWord {
  readonly id: ActorId;
  readonly node: number;
}

/** An actor as it stands: its place, its machine's snapshot, the operation it serves. */
export interface LiveWord {
  readonly actor: number;
  readonly machine: string;
  readonly op: OperationId;
  /** The service that it was spawned for; 0 for none. */
  readonly serves: number;
  readonly snapshot: Snapshot;
  readonly ready: boolean;
  readonly done: boolean;
}

/** What a machine takes, and the operation that it belongs to. */
export interface EventWord {
  readonly event: MachineEvent;
  readonly op: OperationId;
  /** Of a request. */
  readonly serves: number;
}

/** What is done for a request: of which conversation it is, and whether that is over. */
export interface ServiceWord {
  readonly caller: number;
  readonly op: number;
  readonly group: number;
  readonly over: boolean;
}

/** A message: its two actors, its content, its operation. */
export interface FlightWord {
  readonly from: number;
  readonly to: number;
  readonly fromNode: number;
  readonly toNode: number;
  readonly op: number;
  readonly message: Message;
  /** As the machine takes it. */
  readonly event: number;
  /** How it travels: apart from a stream, as a call. */
  readonly link: LinkKind;
  readonly isRequest: boolean;
  readonly isReply: boolean;
  /** Of a request: the call that it opens; 0 if its conversation is over. */
  readonly call: number;
  /** Of a request and of a reply: the conversation. */
  readonly group: number;
  /** Of a reply: the types of the requests that it may answer. */
  readonly answers: readonly string[];
  /** A reply on a stream whose conversation is over: it arrives and is not delivered. */
  readonly late: boolean;
}

export interface CallWord {
  readonly caller: number;
  readonly callee: number;
  readonly op: number;
  readonly group: number;
  readonly request: string;
}

export interface TimerWord {
  /** Actor and id: an actor has one timer in each slot. */
  readonly slot: number;
  readonly actor: number;
  readonly node: number;
  readonly id: string;
  readonly name: string;
  readonly event: number;
  readonly op: number;
  readonly deadline: boolean;
  readonly remainingUs: Micros;
}

export interface SpawnWord {
  readonly node: number;
  readonly name: string;
  readonly machine: string;
  readonly input: JsonObject;
  readonly op: OperationId;
  readonly serves: number;
}
