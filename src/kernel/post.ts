/**
 * Messages, from setting out to arriving or not: latency and faults on the way, calls and their
 * replies, refusals, streams. What arrives is handed to `deliver`.
 */
import { type Addresses, copyAddress } from './address.ts';
import type { Agenda, Flight } from './agenda.ts';
import { Bends } from './bends.ts';
import type { Luck } from './chance.ts';
import { Connections } from './connections.ts';
import type { EntryId, Loss, SendEntry } from './entry.ts';
import { type Conversation, type Exchange, Exchanges } from './exchanges.ts';
import type { Ledger } from './ledger.ts';
import { covers, Links } from './links.ts';
import type { Nodes } from './nodes.ts';
import { Roles } from './roles.ts';
import type { LinkFault, LinkName, Schedule } from './schedule.ts';
import { wayFrom } from './streams.ts';
import {
  type ActorId,
  type Message,
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
  readonly deliver: (
    send: SendEntry,
    carried: Message | undefined,
    cause: EntryId,
    serves: Conversation | undefined,
  ) => void;
}

/** `serves`: what is sent is done for a request of that conversation. */
interface More {
  readonly sizeBytes?: number | undefined;
  readonly serves?: Conversation | undefined;
}

export class Post {
  private readonly links: Links;
  private readonly exchanges: Exchanges;
  readonly connections: Connections;
  private readonly flights = new Set<Flight>();
  private readonly locals: Flight[] = [];
  private readonly bends: Bends;
  private readonly roles: Roles;
  private readonly around: Around;

  constructor(system: System, schedule: Schedule, luck: Luck, around: Around) {
    this.around = around;
    this.bends = new Bends(schedule.faults);
    this.roles = new Roles(system.messages);
    this.links = new Links(system.links, luck);
    this.exchanges = new Exchanges(system.messages, this.roles);
    this.connections = new Connections({
      isAlive: around.isAlive,
      lose: (flight, why, cause) => this.lose(flight, why, cause),
      tell: (from, to, cause) => this.send(from, to, { type: 'closed' }, '', cause),
    });
  }

  /** The calls that wait for their reply. */
  get open(): Exchange[] {
    return this.exchanges.all();
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
    { sizeBytes = 0, serves }: More = {},
  ): void {
    const { ledger, nodes, addresses } = this.around;
    const fromNode = nodeOf(from);
    const toNode = nodeOf(to);
    const link = this.links.between(fromNode, toNode);
    const { kind } = link.spec;
    const address = addresses.message(op, message.type, link.name);
    const event = { ...message, from, op };
    if (kind === 'local') {
      const entry = ledger.send(cause, address, event, to, true, ledger.nowUs, null);
      const conversation = this.exchanges.of(entry, serves);
      this.locals.push(this.flight(entry, conversation, null, null));
      return;
    }
    const bends = this.bends.of(address);
    for (const { fault, index } of bends) {
      ledger.write({ kind: 'fault', cause, index, fault, phase: 'begin' });
    }
    const isStream = kind === 'stream' && !this.roles.isApart(message.type);
    const carried = isStream ? this.connections.carry(from, to, message.type) : null;
    const stream = carried?.stream ?? null;
    const slowdown = nodes.slowdown(fromNode);
    let delayUs = 0;
    for (const { fault } of bends) if (fault.kind === 'delay') delayUs += fault.byUs;
    const way = stream === null ? null : wayFrom(stream, from);
    const load = { address, way, sizeBytes, slowdown, delayUs };
    const passage = this.links.pass(link, load, ledger.nowUs);
    const dueUs = passage.arriveAtUs;
    const more = { sizeBytes, bentBy: bends[0]?.index };
    const entry = ledger.send(cause, address, event, to, false, dueUs, more);
    const conversation = this.exchanges.of(entry, serves);
    const dropped = bends.some(({ fault }) => fault.kind === 'drop');
    const doomed = carried?.doomed ?? (dropped ? 'dropped' : passage.lost);
    this.dispatch(this.flight(entry, conversation, stream, doomed));
    let copies = 0;
    for (const { fault } of bends) {
      if (fault.kind !== 'duplicate') continue;
      const copyDueUs = dueUs + fault.afterUs;
      const copied = copyAddress(address, ++copies);
      const copy = ledger.send(cause, copied, event, to, false, copyDueUs, more);
      this.dispatch(this.flight(copy, conversation, stream, carried?.doomed ?? null));
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
      this.flights.add(flight);
      nodes.park(toNode, { kind: 'arrive', flight }, entry.address);
      return;
    }
    this.takeOff(flight);
    if (flight.doomed === null) this.reach(flight, carried);
    else this.lost(flight, flight.doomed, entry.id);
    agenda.happened(entry.address, ledger.nowUs);
  }

  /** The calls that an actor still has open end: their replies will come late. */
  abandon(caller: ActorId, cause: EntryId, op: OperationId): void {
    this.giveUp(this.exchanges.abandon(caller, op), cause);
  }

  /** The actor is no more: its calls end, its streams close. */
  leave(actor: ActorId, cause: EntryId): void {
    this.giveUp(this.exchanges.forget(actor), cause);
    this.connections.leave(actor, cause);
  }

  /** A node went down with these actors: what was on its way to them is lost, who waits is refused. */
  crash(node: NodeId, gone: readonly ActorId[], cause: EntryId): void {
    for (const actor of gone) this.giveUp(this.exchanges.forget(actor), cause);
    for (const flight of Array.from(this.flights)) {
      if (flight.alive && flight.toNode === node) this.lose(flight, 'node crashed', cause);
    }
    const replies = Array.from(this.flights).filter(({ doomed }) => doomed === null);
    for (const { request } of this.exchanges.waitingFor(node, replies)) this.refuse(request, node);
    for (const actor of gone) this.connections.leave(actor, cause);
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
        this.connections.breakOn(fault.link, cause);
        return;
      case 'halfOpen':
        this.connections.silence(fault.link, cause);
        return;
    }
  }

  endLinkFault(fault: LinkFault): void {
    this.links.end(fault);
  }

  private flight(
    entry: SendEntry,
    conversation: Flight['conversation'],
    stream: Flight['stream'],
    doomed: Flight['doomed'],
  ): Flight {
    const fromNode = nodeOf(entry.from);
    const toNode = nodeOf(entry.to);
    return { entry, fromNode, toNode, conversation, stream, doomed, alive: true, stopped: false };
  }

  private dispatch(flight: Flight): void {
    const { entry, stream, doomed } = flight;
    this.flights.add(flight);
    if (stream !== null) wayFrom(stream, entry.from).flights.push(flight);
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
      this.lost(flight, 'node down', entry.id);
      if (this.roles.isRequest(type)) this.refuse(entry, toNode, flight.conversation);
      return;
    }
    const { conversation } = flight;
    if (this.roles.isReply(type) && !this.exchanges.settle(conversation, entry.event)) {
      ledger.write({ kind: 'late', cause: entry.id, send: entry.id });
      return;
    }
    if (!isAlive(entry.to)) {
      this.lost(flight, 'node down', entry.id);
      return;
    }
    const isRequest = this.roles.isRequest(type);
    if (isRequest && !entry.local && this.failsInstead(flight)) return;
    const cause = ledger.deliver(entry);
    deliver(entry, carried, cause, isRequest ? conversation : undefined);
  }

  /** A fault makes the node answer with an error instead. */
  private failsInstead({ entry, toNode: node, conversation }: Flight): boolean {
    const failure = this.roles.failure(entry.event);
    if (failure === undefined) return false;
    const bent = this.bends.of(entry.address).some(({ fault }) => fault.kind === 'fail');
    if (!bent && !this.around.nodes.takeFailNext(node)) return false;
    const cause = this.around.ledger.write({ kind: 'fail', cause: entry.id, send: entry.id });
    this.send(node, entry.from, failure, entry.event.op, cause, { serves: conversation });
    return true;
  }

  private refuse(request: SendEntry, node: NodeId, serves?: Conversation): void {
    const { type, op } = request.event;
    this.send(node, request.from, { type: 'refused', of: type }, op, request.id, { serves });
  }

  /** Whether or not it is due. */
  private lose(flight: Flight, why: Loss, cause: EntryId): void {
    this.takeOff(flight);
    this.lost(flight, why, cause);
  }

  /** A stream does not survive a loss. */
  private lost({ entry, stream }: Flight, why: Loss, cause: EntryId): void {
    this.around.ledger.write({ kind: 'lose', cause, send: entry.id, why });
    if (stream === null || why === 'stream closed' || why === 'half-open') return;
    this.connections.break(stream, cause);
  }

  private takeOff(flight: Flight): void {
    flight.alive = false;
    this.flights.delete(flight);
    if (flight.stream === null) return;
    const next = this.connections.streams.takeOff(flight, flight.stream);
    if (next === undefined) return;
    next.stopped = false;
    const { ledger, agenda } = this.around;
    agenda.add(ledger.nowUs, { kind: 'arrive', flight: next }, next.entry.address);
  }

  private giveUp(calls: readonly Exchange[], cause: EntryId): void {
    for (const { request } of calls) {
      this.around.ledger.write({ kind: 'abandon', cause, send: request.id });
    }
  }

  private loseOn(link: LinkName, cause: EntryId): void {
    for (const flight of Array.from(this.flights)) {
      const { alive, entry, fromNode, toNode } = flight;
      if (alive && !entry.local && covers(link, fromNode, toNode)) {
        this.lose(flight, 'cut', cause);
      }
    }
  }
}
