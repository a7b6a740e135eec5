/** Calls that wait for their reply. A call ends by a reply, by a refusal, or when its caller gives up. */
import type { SendEntry } from './entry.ts';
import type { ActorId, MessageSpec, NodeId, OperationId } from './system.ts';

export interface Exchange {
  readonly callee: NodeId;
  readonly request: SendEntry;
  /** The request reached the callee: if that goes down, the caller hears of it. */
  delivered: boolean;
}

export class Exchanges {
  private readonly open = new Map<ActorId, Map<OperationId, Exchange[]>>();
  private readonly messages: Readonly<Record<string, MessageSpec>>;

  constructor(messages: Readonly<Record<string, MessageSpec>>) {
    this.messages = messages;
  }

  begin(request: SendEntry, callee: NodeId): void {
    const calls = this.open.get(request.from) ?? new Map<OperationId, Exchange[]>();
    this.open.set(request.from, calls);
    const list = calls.get(request.event.op) ?? [];
    calls.set(request.event.op, list);
    list.push({ callee, request, delivered: false });
  }

  delivered(request: SendEntry): void {
    const exchange = this.find(
      request.from,
      request.event.op,
      (each) => each.request.event.type === request.event.type && !each.delivered,
    );
    if (exchange !== undefined) exchange.delivered = true;
  }

  /** Ends the oldest call that this reply answers, and returns it; `undefined`: the reply comes late. */
  settle(caller: ActorId, callee: NodeId, reply: SendEntry['event']): Exchange | undefined {
    const exchange = this.find(
      caller,
      reply.op,
      ({ callee: called, request }) =>
        called === callee &&
        (reply.type === 'refused'
          ? request.event.type === reply['of']
          : this.messages[request.event.type]?.replies?.includes(reply.type) === true),
    );
    if (exchange !== undefined) this.remove(caller, reply.op, exchange);
    return exchange;
  }

  /** Ends and returns the calls of an actor: of one operation, or all. */
  abandon(caller: ActorId, op?: OperationId): Exchange[] {
    const calls = this.open.get(caller);
    if (calls === undefined) return [];
    if (op === undefined) {
      this.open.delete(caller);
      return [...calls.values()].flat();
    }
    const list = calls.get(op) ?? [];
    calls.delete(op);
    if (calls.size === 0) this.open.delete(caller);
    return list;
  }

  /** The calls that wait for a node. They stay open until their refusal arrives. */
  waitingFor(callee: NodeId): Exchange[] {
    return this.all().filter((each) => each.callee === callee);
  }

  all(): Exchange[] {
    return [...this.open.values()].flatMap((calls) => [...calls.values()].flat());
  }

  private find(
    caller: ActorId,
    op: OperationId,
    wanted: (exchange: Exchange) => boolean,
  ): Exchange | undefined {
    return this.open.get(caller)?.get(op)?.find(wanted);
  }

  private remove(caller: ActorId, op: OperationId, exchange: Exchange): void {
    const calls = this.open.get(caller);
    const list = calls?.get(op);
    if (calls === undefined || list === undefined) return;
    if (list.length > 1) {
      list.splice(list.indexOf(exchange), 1);
      return;
    }
    calls.delete(op);
    if (calls.size === 0) this.open.delete(caller);
  }
}
