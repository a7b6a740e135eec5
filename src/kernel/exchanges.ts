/** Calls that wait for their reply. A call ends by a reply, by a refusal, or when its caller gives up. */
import type { Flight } from './agenda.ts';
import type { SendEntry } from './entry.ts';
import type { Roles } from './roles.ts';
import { type ActorId, type MessageSpec, type NodeId, nodeOf, type OperationId } from './system.ts';

export interface Exchange {
  readonly callee: NodeId;
  readonly request: SendEntry;
}

/**
 * What one actor has open with one node for one operation. It is over with its last call: a reply
 * that is sent in it and arrives later is late, even if the actor has called again meanwhile.
 * Whoever takes a request, or is spawned for it, replies in the conversation of that request.
 */
export interface Conversation {
  readonly caller: ActorId;
  readonly callee: NodeId;
  readonly op: OperationId;
  /** The oldest first. */
  readonly calls: Exchange[];
}

export class Exchanges {
  /** By caller. A caller with none has no list. */
  private readonly open = new Map<ActorId, Conversation[]>();
  private readonly messages: Readonly<Record<string, MessageSpec>>;
  private readonly roles: Roles;

  constructor(messages: Readonly<Record<string, MessageSpec>>, roles: Roles) {
    this.messages = messages;
    this.roles = roles;
  }

  /**
   * To what a message belongs that is sent while a request of `serves` is served: a request begins a
   * conversation or goes on with it, a reply belongs to that of its request.
   */
  of(entry: SendEntry, serves: Conversation | undefined): Conversation | undefined {
    const { from, to, event } = entry;
    if (this.roles.isRequest(event.type)) return this.begin(entry);
    if (!this.roles.isReply(event.type)) return undefined;
    const callee = nodeOf(from);
    const isIts = serves?.caller === to && serves.callee === callee && serves.op === event.op;
    return isIts ? serves : this.conversation(to, callee, event.op);
  }

  private begin(request: SendEntry): Conversation {
    const caller = request.from;
    const callee = nodeOf(request.to);
    const { op } = request.event;
    let conversation = this.conversation(caller, callee, op);
    if (conversation === undefined) {
      conversation = { caller, callee, op, calls: [] };
      const others = this.open.get(caller);
      if (others === undefined) this.open.set(caller, [conversation]);
      else others.push(conversation);
    }
    conversation.calls.push({ callee, request });
    return conversation;
  }

  private conversation(caller: ActorId, callee: NodeId, op: OperationId): Conversation | undefined {
    return this.open.get(caller)?.find((each) => each.callee === callee && each.op === op);
  }

  /** Ends the oldest call that this reply answers; false: there is none, the reply comes late. */
  settle(conversation: Conversation | undefined, reply: SendEntry['event']): boolean {
    if (conversation === undefined) return false;
    const { caller, calls } = conversation;
    const i = calls.findIndex(({ request }) => this.answers(request.event.type, reply));
    if (i < 0) return false;
    calls.splice(i, 1);
    if (calls.length === 0) this.close(caller, (each) => each !== conversation);
    return true;
  }

  /** The call that a reply sent in this conversation would end. */
  answered(
    conversation: Conversation | undefined,
    reply: SendEntry['event'],
  ): Exchange | undefined {
    return conversation?.calls.find(({ request }) => this.answers(request.event.type, reply));
  }

  /** Ends and returns the calls of an actor for an operation. */
  abandon(caller: ActorId, op: OperationId): Exchange[] {
    const given = (this.open.get(caller) ?? []).filter((each) => each.op === op);
    if (given.length > 0) this.close(caller, (each) => each.op !== op);
    return given.flatMap(({ calls }) => calls.splice(0));
  }

  /** The caller is no more: ends and returns its calls. */
  forget(caller: ActorId): readonly Exchange[] {
    const given = this.open.get(caller);
    if (given === undefined) return NONE;
    this.open.delete(caller);
    return given.flatMap(({ calls }) => calls.splice(0));
  }

  /**
   * The calls that wait for a node, in the order in which they were made, without those that one
   * of these replies on their way answers. They stay open until their refusal arrives.
   */
  waitingFor(callee: NodeId, replies: readonly Flight[]): Exchange[] {
    const conversations = [...this.open.values()].flat().filter((each) => each.callee === callee);
    return conversations
      .flatMap((each) => {
        // Those of one type are all alike; by type, because in which order they will arrive is open.
        const coming = replies
          .filter(({ conversation }) => conversation === each)
          .map(({ entry }) => entry.event)
          .sort((a, b) => (a.type < b.type ? -1 : 1));
        return each.calls.filter(({ request }) => {
          const i = coming.findIndex((reply) => this.answers(request.event.type, reply));
          if (i >= 0) coming.splice(i, 1);
          return i < 0;
        });
      })
      .sort((a, b) => a.request.id - b.request.id);
  }

  all(): Exchange[] {
    return [...this.open.values()].flatMap((list) => list.flatMap(({ calls }) => calls));
  }

  private close(caller: ActorId, stays: (conversation: Conversation) => boolean): void {
    const rest = (this.open.get(caller) ?? []).filter(stays);
    if (rest.length === 0) this.open.delete(caller);
    else this.open.set(caller, rest);
  }

  private answers(request: string, reply: SendEntry['event']): boolean {
    if (reply.type === 'refused') return request === reply['of'];
    return this.messages[request]?.replies?.includes(reply.type) === true;
  }
}

const NONE: readonly Exchange[] = [];
