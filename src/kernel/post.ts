/**
 * Messages, from setting out to arriving or not: latency and faults on the way, calls and their
 * replies, refusals, streams. What arrives is handed to `deliver`.
 */
import { type Addresses, copyAddress } from './address.ts';
import type { Agenda, Flight } from './agenda.ts';
import type { EntryId, Loss, SendEntry } from './entry.ts';
import { type Conversation, type Exchange, Exchanges } from './exchanges.ts';
import type { Ledger } from './ledger.ts';
import { covers, Links } from './links.ts';
import type { Nodes } from './nodes.ts';
import type { LinkFault, LinkName, MessageFault, Schedule } from './schedule.ts';
import { Streams } from './streams.ts';
import {
  type ActorId,
  type Message,
  type MessageSpec,
  type NodeId,
  nodeOf,
  type OperationId,
  type System,
} from './system.ts';
import type { Micros } from './time.ts';

/** Local messages of one step. More is a loop. */
const LOCAL_CAP = 10_000;

interface Around {
  readonly ledger: Ledger;
  readonly agenda: Agenda;
  readonly nodes: Nodes;
  readonly addresses: Addresses;
  readonly isAlive: (actor: ActorId) => boolean;
  /** Gives the event of a delivered message to its actor. */
  readonly deliver: (send: SendEntry, carried: Message | undefined, cause: EntryId) => void;
}

export class Post {
  private readonly links: Links;
  private readonly exchanges: Exchanges;
  private readonly streams = new Streams();
  private readonly flights = new Set<Flight>();
  private readonly locals: Flight[] = [];
  /** Faults on messages, by address, with their index in the run. */
  private readonly bends = new Map<string, { fault: MessageFault; index: number }[]>();
  private readonly messages: Readonly<Record<string, MessageSpec>>;
  private readonly around: Around;

  constructor(system: System, schedule: Schedule, around: Around) {
    this.around = around;
    this.messages = system.messages;
    this.links = new Links(system.links, schedule.seed);
    this.exchanges = new Exchanges(system.messages);
    schedule.faults.forEach((fault, index) => {
      if (!('message' in fault)) return;
      this.bends.set(fault.message, [...this.bendsOf(fault.message), { fault, index }]);
    });
  }

  /** The calls that wait for their reply. */
  get open(): Exchange[] {
    return this.exchanges.all();
  }

  isStreaming(actor: ActorId, peer: ActorId): boolean {
    return this.streams.of(actor).includes(peer);
  }

  /** The call that a reply will end when it arrives, as things stand. */
  answered(reply: SendEntry): Exchange | undefined {
    for (const { entry, conversation } of this.flights) {
      if (entry === reply) return this.exchanges.answered(conversation, entry.event);
    }
    return undefined;
  }

  send(
    from: ActorId,
    to: ActorId,
    message: Message,
    op: OperationId,
    cause: EntryId,
    sizeBytes = 0,
  ): void {
    const { ledger, nodes, addresses } = this.around;
    const fromNode = nodeOf(from);
    const toNode = nodeOf(to);
    const spec = fromNode === toNode ? null : this.links.spec(fromNode, toNode);
    const local = spec === null || spec.kind === 'local';
    const address = addresses.message(op, message.type, fromNode, toNode);
    const event = { ...message, from, op };
    const isRequest = this.isRequest(message.type);
    if (local) {
      const entry = ledger.send(cause, address, event, to, true, ledger.nowUs, null);
      if (isRequest) this.exchanges.begin(entry, toNode);
      const conversation = this.conversationOf(entry, fromNode);
      this.locals.push({ entry, fromNode, toNode, conversation, doomed: null, alive: true });
      return;
    }
    const bends = this.bendsOf(address);
    for (const { fault, index } of bends) {
      ledger.write({ kind: 'fault', cause, index, fault, phase: 'begin' });
    }
    const isStream = spec.kind === 'stream' && !this.isApart(message.type);
    const channel = isStream ? `${from}>${to}` : '';
    const slowdown = nodes.slowdown(fromNode);
    let delayUs = 0;
    for (const { fault } of bends) if (fault.kind === 'delay') delayUs += fault.byUs;
    const load = { address, channel, sizeBytes, slowdown, delayUs };
    const passage = this.links.pass(fromNode, toNode, load, ledger.nowUs);
    if (isStream) this.streams.open(from, to);
    const silent = isStream && this.streams.isHalfOpen(from, to);
    const dueUs = passage.arriveAtUs;
    const more = moreOf(sizeBytes, bends[0]?.index);
    const entry = ledger.send(cause, address, event, to, false, dueUs, more);
    if (isRequest) this.exchanges.begin(entry, toNode);
    const dropped = bends.some(({ fault }) => fault.kind === 'drop');
    const lost = dropped ? 'dropped' : passage.lost;
    this.dispatch(entry, fromNode, toNode, silent ? 'half-open' : lost);
    let copies = 0;
    for (const { fault } of bends) {
      if (fault.kind !== 'duplicate') continue;
      const copyDueUs = dueUs + fault.afterUs;
      const copied = copyAddress(address, ++copies);
      const copy = ledger.send(cause, copied, event, to, false, copyDueUs, more);
      this.dispatch(copy, fromNode, toNode, null);
    }
  }

  /** Local messages go at once, in their order. */
  drainLocals(): void {
    for (let n = 0; this.locals.length > 0; n++) {
      if (n > LOCAL_CAP) throw new Error('Local messages answer each other without end.');
      const flight = this.locals.shift();
      if (flight?.alive === true) this.arrive(flight);
    }
  }

  arrive(flight: Flight, carried?: Message): void {
    const { ledger, agenda, nodes } = this.around;
    const { entry, toNode } = flight;
    if (flight.doomed === null && nodes.isPaused(toNode)) {
      nodes.park(toNode, { kind: 'arrive', flight }, entry.address);
      return;
    }
    flight.alive = false;
    this.flights.delete(flight);
    if (flight.doomed === null) this.reach(flight, carried);
    else this.lose(flight, flight.doomed, entry.id);
    agenda.happened(entry.address, ledger.nowUs);
  }

  /** The calls that an actor still has open end: their replies will come late. */
  abandon(caller: ActorId, cause: EntryId, op: OperationId): void {
    for (const { request } of this.exchanges.abandon(caller, op)) {
      this.around.ledger.write({ kind: 'abandon', cause, send: request.id });
    }
  }

  /** The actor is no more: its calls end, its streams close. */
  leave(actor: ActorId, cause: EntryId): void {
    this.exchanges.forget(actor);
    for (const peer of this.streams.of(actor)) this.close(actor, peer, cause);
  }

  /** Ends a stream: what was sent before still arrives, then the peer gets `closed`. */
  close(actor: ActorId, peer: ActorId, cause: EntryId): void {
    const stood = this.streams.close(actor, peer);
    if (stood !== 'carries') return;
    this.loseBetween(peer, actor, cause, false);
    this.tellClosed(actor, peer, cause);
  }

  /** A node went down with these actors: what was on its way to them is lost, who waits is refused. */
  crash(node: NodeId, gone: readonly ActorId[], cause: EntryId): void {
    for (const actor of gone) this.exchanges.forget(actor);
    for (const flight of Array.from(this.flights)) {
      if (flight.alive && flight.toNode === node) this.lose(flight, 'node crashed', cause);
    }
    for (const { request } of this.exchanges.waitingFor(node)) this.refuse(request, node);
    for (const actor of gone) {
      for (const peer of this.streams.of(actor)) this.close(actor, peer, cause);
    }
  }

  beginLinkFault(fault: LinkFault, cause: EntryId): void {
    switch (fault.kind) {
      case 'cut':
        this.links.begin(fault);
        this.loseOn(fault.link, cause);
        return;
      case 'slow':
      case 'lossy':
        this.links.begin(fault);
        return;
      case 'disconnect':
        for (const [a, b] of this.streams.on(fault.link)) this.breakStream(a, b, cause);
        return;
      case 'halfOpen':
        for (const [a, b] of this.streams.on(fault.link)) {
          this.streams.breakSilently(a, b);
          this.loseBetween(a, b, cause, true, 'half-open');
        }
        return;
    }
  }

  endLinkFault(fault: LinkFault): void {
    this.links.end(fault);
  }

  private dispatch(
    entry: SendEntry,
    fromNode: NodeId,
    toNode: NodeId,
    doomed: Flight['doomed'],
  ): void {
    const conversation = this.conversationOf(entry, fromNode);
    const flight: Flight = { entry, fromNode, toNode, conversation, doomed, alive: true };
    this.flights.add(flight);
    // What is lost is lost half-way: that is where it is seen to vanish.
    const half = (at: Micros): Micros => Math.round((entry.atUs + at) / 2);
    const atUs = doomed === null ? entry.dueUs : half(entry.dueUs);
    this.around.agenda.add(atUs, { kind: 'arrive', flight }, entry.address);
  }

  private reach(flight: Flight, carried: Message | undefined): void {
    const { ledger, nodes, isAlive, deliver } = this.around;
    const { entry, toNode } = flight;
    const { type } = entry.event;
    if (nodes.isDown(toNode)) {
      this.lose(flight, 'node down', entry.id);
      if (this.isRequest(type)) this.refuse(entry, toNode);
      return;
    }
    if (this.isReply(type) && !this.exchanges.settle(flight.conversation, entry.event)) {
      ledger.write({ kind: 'late', cause: entry.id, send: entry.id });
      return;
    }
    if (!isAlive(entry.to)) {
      this.lose(flight, 'node down', entry.id);
      return;
    }
    if (!entry.local && this.isRequest(type) && this.failsInstead(entry, toNode)) return;
    const cause = ledger.deliver(entry);
    deliver(entry, carried, cause);
  }

  private conversationOf({ to, event }: SendEntry, callee: NodeId): Conversation | undefined {
    return this.isReply(event.type) ? this.exchanges.conversation(to, callee, event.op) : undefined;
  }

  /** A fault makes the node answer with an error instead. */
  private failsInstead(entry: SendEntry, node: NodeId): boolean {
    const failsAs = this.messages[entry.event.type]?.failsAs;
    if (failsAs === undefined) return false;
    const bent = this.bendsOf(entry.address).some(({ fault }) => fault.kind === 'fail');
    if (!bent && !this.around.nodes.takeFailNext(node)) return false;
    const cause = this.around.ledger.write({ kind: 'fail', cause: entry.id, send: entry.id });
    this.send(node, entry.from, failsAs(entry.event), entry.event.op, cause);
    return true;
  }

  private refuse(request: SendEntry, node: NodeId): void {
    const { type, op } = request.event;
    this.send(node, request.from, { type: 'refused', of: type }, op, request.id);
  }

  private lose(flight: Flight, why: Loss, cause: EntryId): void {
    const { entry } = flight;
    flight.alive = false;
    this.flights.delete(flight);
    this.around.ledger.write({ kind: 'lose', cause, send: entry.id, why });
    const isStream = this.isStream(flight);
    if (!isStream || why === 'stream closed' || why === 'half-open') return;
    this.breakStream(entry.from, entry.to, cause);
  }

  /** Nothing more passes between the two, and both hear of it. */
  private breakStream(a: ActorId, b: ActorId, cause: EntryId): void {
    const stood = this.streams.close(a, b);
    if (stood === undefined) return;
    this.loseBetween(a, b, cause, true);
    if (stood === 'half-open') return;
    this.tellClosed(a, b, cause);
    this.tellClosed(b, a, cause);
  }

  private loseBetween(
    from: ActorId,
    to: ActorId,
    cause: EntryId,
    bothWays: boolean,
    why: 'stream closed' | 'half-open' = 'stream closed',
  ): void {
    for (const flight of Array.from(this.flights)) {
      if (!flight.alive || !this.isStream(flight)) continue;
      const { from: a, to: b } = flight.entry;
      if ((a === from && b === to) || (bothWays && a === to && b === from)) {
        this.lose(flight, why, cause);
      }
    }
    this.links.forgetChannel(`${from}>${to}`);
    if (bothWays) this.links.forgetChannel(`${to}>${from}`);
  }

  private isStream({ entry, fromNode, toNode }: Flight): boolean {
    if (entry.local || this.isApart(entry.event.type)) return false;
    return this.links.spec(fromNode, toNode).kind === 'stream';
  }

  /** Whether it travels on a connection of its own, over whatever link. */
  private isApart(type: string): boolean {
    return type === 'refused' || this.messages[type]?.apart === true;
  }

  private tellClosed(from: ActorId, to: ActorId, cause: EntryId): void {
    this.send(from, to, { type: 'closed' }, '', cause);
    this.streams.close(from, to);
  }

  private loseOn(link: LinkName, cause: EntryId): void {
    for (const flight of Array.from(this.flights)) {
      if (flight.alive && covers(link, flight.fromNode, flight.toNode)) {
        this.lose(flight, 'cut', cause);
      }
    }
  }

  private bendsOf(address: string): readonly { fault: MessageFault; index: number }[] {
    return this.bends.size === 0 ? NO_BENDS : (this.bends.get(address) ?? NO_BENDS);
  }

  private isRequest(type: string): boolean {
    return this.messages[type]?.role === 'request';
  }

  private isReply(type: string): boolean {
    return type === 'refused' || this.messages[type]?.role === 'reply';
  }
}

const NO_BENDS: readonly { fault: MessageFault; index: number }[] = [];

function moreOf(
  sizeBytes: number,
  bentBy: number | undefined,
): Pick<SendEntry, 'sizeBytes' | 'bentBy'> | null {
  if (sizeBytes === 0 && bentBy === undefined) return null;
  return {
    ...(sizeBytes === 0 ? {} : { sizeBytes }),
    ...(bentBy === undefined ? {} : { bentBy }),
  };
}
