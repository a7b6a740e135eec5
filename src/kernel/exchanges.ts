/** Calls that wait for their reply. A call ends by a reply, by a refusal, or when its caller gives up. */
import type { SendEntry } from './entry.ts';
import type { ActorId, MessageSpec, NodeId, OperationId } from './system.ts';

export interface Exchange {
  readonly callee: NodeId;
  readonly request: SendEntry;
}

export class Exchanges {
  /** By caller, the oldest first. A caller with none has no list. */
  private readonly open = new Map<ActorId, Exchange[]>();
  private readonly messages: Readonly<Record<string, MessageSpec>>;

  constructor(messages: Readonly<Record<string, MessageSpec>>) {
    this.messages = messages;
  }

  begin(request: SendEntry, callee: NodeId): void {
    const calls = this.open.get(request.from);
    const exchange = { callee, request };
    if (calls === undefined) this.open.set(request.from, [exchange]);
    else calls.push(exchange);
  }

  /** Ends the oldest call that this reply answers; false: there is none, the reply comes late. */
  settle(caller: ActorId, callee: NodeId, reply: SendEntry['event']): boolean {
    const calls = this.open.get(caller);
    const i = this.indexOf(calls, callee, reply);
    if (calls === undefined || i < 0) return false;
    if (calls.length === 1) this.open.delete(caller);
    else calls.splice(i, 1);
    return true;
  }

  /** The call that `settle` would end. */
  answered(caller: ActorId, callee: NodeId, reply: SendEntry['event']): Exchange | undefined {
    const calls = this.open.get(caller);
    return calls?.[this.indexOf(calls, callee, reply)];
  }

  /** Ends and returns the calls of an actor for an operation. */
  abandon(caller: ActorId, op: OperationId): Exchange[] {
    const calls = this.open.get(caller) ?? [];
    const rest = calls.filter((each) => each.request.event.op !== op);
    if (rest.length === 0) this.open.delete(caller);
    else this.open.set(caller, rest);
    return calls.filter((each) => each.request.event.op === op);
  }

  /** The caller is no more, and its calls with it. */
  forget(caller: ActorId): void {
    this.open.delete(caller);
  }

  /** The calls that wait for a node. They stay open until their refusal arrives. */
  waitingFor(callee: NodeId): Exchange[] {
    return this.all().filter((each) => each.callee === callee);
  }

  all(): Exchange[] {
    return [...this.open.values()].flat();
  }

  private indexOf(
    calls: readonly Exchange[] = NONE,
    callee: NodeId,
    reply: SendEntry['event'],
  ): number {
    for (let i = 0; i < calls.length; i++) {
      const { callee: called, request } = calls[i] as Exchange;
      if (called !== callee || request.event.op !== reply.op) continue;
      if (this.answers(request.event.type, reply)) return i;
    }
    return -1;
  }

  private answers(request: string, reply: SendEntry['event']): boolean {
    if (reply.type === 'refused') return request === reply['of'];
    return this.messages[request]?.replies?.includes(reply.type) === true;
  }
}

const NONE: readonly Exchange[] = [];
