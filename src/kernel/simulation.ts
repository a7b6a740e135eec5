/**
 * One execution of a system, item by item. `peek` tells what comes next, `step` does it.
 * Every change is an entry, handed to `record` in the order in which it happens.
 */
import { Actors, type Actor } from './actors.ts';
import { actAddress, Addresses, copyAddress } from './address.ts';
import { Agenda, type Flight, type Item, type Timer } from './agenda.ts';
import type { Entry, EntryId, Loss, SendEntry } from './entry.ts';
import { type Exchange, Exchanges } from './exchanges.ts';
import { covers, Links } from './links.ts';
import type { Seen } from './monitor.ts';
import { Nodes } from './nodes.ts';
import type { Fault, MessageFault, Schedule } from './schedule.ts';
import type { Effect, MachineEvent, Outcome } from './step.ts';
import {
  type Act,
  type ActorId,
  type Command,
  type Message,
  type NodeId,
  nodeOf,
  type OperationId,
  type System,
} from './system.ts';
import { type Finding, Watch } from './watch.ts';
import type { Micros } from './time.ts';

/** A run that makes more entries than this is ended: a machine answers itself without end. */
export const ENTRY_CAP = 5_000_000;
/** Local messages of one step. More is a loop. */
const LOCAL_CAP = 10_000;

type Draft = Entry extends infer E ? (E extends Entry ? Omit<E, 'id' | 'atUs'> : never) : never;

export class Simulation {
  nowUs: Micros = 0;
  over = false;
  private entryCount = 0;
  private readonly agenda: Agenda;
  private readonly addresses = new Addresses();
  private readonly actors: Actors;
  private readonly nodes: Nodes;
  private readonly links: Links;
  private readonly exchanges: Exchanges;
  private readonly watch: Watch;
  private readonly flights = new Set<Flight>();
  private readonly locals: Flight[] = [];
  /** Open streams, by their two actors in order. */
  private readonly streams = new Map<string, readonly [ActorId, ActorId]>();
  /** Faults on messages, by address. */
  private readonly bends = new Map<string, { fault: MessageFault; index: number }[]>();
  /** Acts whose user is busy. */
  private readonly waitingActs = new Map<NodeId, Item[]>();
  private readonly system: System;
  private readonly schedule: Schedule;
  private readonly record: (entry: Entry) => void;

  constructor(system: System, schedule: Schedule, record: (entry: Entry) => void) {
    this.system = system;
    this.schedule = schedule;
    this.record = record;
    this.agenda = new Agenda(schedule.holds);
    this.actors = new Actors(system, schedule.seed);
    this.nodes = new Nodes(system.nodes);
    this.links = new Links(system.links, schedule.seed);
    this.exchanges = new Exchanges(system.messages);
    this.watch = new Watch(system.monitors);
    this.scheduleAll();
    for (const node of system.nodes) this.boot(node.id, -1);
    this.drainLocals();
  }

  /** The calls that wait for their reply. */
  get open(): Exchange[] {
    return this.exchanges.all();
  }

  /** What happens next; `undefined` when the run is over or only its end is left. */
  peek(): Item | undefined {
    return this.over ? undefined : this.agenda.peek(this.nowUs);
  }

  /**
   * Does what comes next. `carried` replaces the fields of the message that arrives: what a real
   * network brought. False when the run is over.
   */
  step(carried?: Message): boolean {
    if (this.over) return false;
    const item = this.agenda.peek(this.nowUs);
    const endUs = Math.min(this.system.horizonUs ?? Infinity, this.schedule.untilUs ?? Infinity);
    if (item === undefined || item.atUs > endUs || this.entryCount > ENTRY_CAP) {
      this.finish(item, endUs);
      return false;
    }
    this.agenda.pop();
    this.nowUs = item.atUs;
    switch (item.doing.kind) {
      case 'arrive':
        this.arrive(item.doing.flight, carried);
        break;
      case 'fire':
        this.fire(item.doing.timer, item);
        break;
      case 'act':
        this.act(item.doing.act, item.doing.byHand, item);
        break;
      case 'fault':
        this.fault(item.doing.index, item.doing.phase);
        break;
    }
    this.drainLocals();
    return true;
  }

  private scheduleAll(): void {
    for (const act of this.system.acts) {
      this.agenda.add(act.atUs, { kind: 'act', act, byHand: false }, actAddress(act));
    }
    for (const act of this.schedule.inputs) {
      this.agenda.add(act.atUs, { kind: 'act', act, byHand: true }, actAddress(act));
    }
    this.schedule.faults.forEach((fault, index) => {
      if ('message' in fault) {
        const list = this.bends.get(fault.message) ?? [];
        this.bends.set(fault.message, [...list, { fault, index }]);
      } else {
        this.agenda.add(fault.atUs, { kind: 'fault', index, phase: 'begin' });
      }
    });
  }

  private finish(next: Item | undefined, endUs: Micros): void {
    const capped = this.entryCount > ENTRY_CAP;
    const byHorizon = endUs === this.system.horizonUs;
    if (next !== undefined && !capped) this.nowUs = endUs;
    const why = capped ? 'cap' : next === undefined ? 'rest' : byHorizon ? 'horizon' : 'until';
    if (why === 'rest' || why === 'horizon') {
      this.report(
        this.watch.atRest((actor) => this.actors.live.get(actor)?.snapshot.context),
        -1,
      );
    }
    this.write({ kind: 'over', cause: -1, why });
    this.over = true;
  }

  // Entries

  private write(draft: Draft): EntryId {
    const id = this.entryCount++;
    this.record({ id, atUs: this.nowUs, ...draft } as Entry);
    return id;
  }

  private see(seen: Seen, entry: EntryId): void {
    const findings = this.watch.see(seen, entry, this.nowUs);
    if (findings.length > 0) this.report(findings, entry);
  }

  private report(findings: readonly Finding[], cause: EntryId): void {
    for (const { monitor, say, because } of findings) {
      const kind = monitor.kind === 'sometimes' ? 'seen' : 'violation';
      this.write({ kind, cause, guarantee: monitor.id, say, because });
    }
  }

  // Actors

  private boot(node: NodeId, cause: EntryId): void {
    this.launch(node, node, this.nodes.spec(node).machine, this.nodes.input(node), '', cause);
  }

  private launch(
    id: ActorId,
    node: NodeId,
    machine: string,
    input: Parameters<Actors['start']>[3],
    op: OperationId,
    cause: EntryId,
  ): void {
    const { actor, outcome } = this.actors.start(id, node, machine, input, op);
    const { value, context } = outcome.snapshot;
    const entry = this.write({
      kind: 'spawn',
      cause,
      actor: id,
      machine,
      op,
      after: { value, context },
    });
    this.carryOut(actor, outcome, entry, op);
  }

  private take(
    actor: Actor,
    event: MachineEvent,
    address: string,
    op: OperationId,
    cause: EntryId,
  ): void {
    const clockUs = this.nowUs + this.nodes.skewUs(actor.node);
    const outcome = actor.kind.step.step(
      actor.snapshot,
      this.actors.enrich(actor, event, address, clockUs),
    );
    if (outcome.snapshot !== actor.snapshot) {
      actor.snapshot = outcome.snapshot;
      const { value, context } = outcome.snapshot;
      this.write({
        kind: 'step',
        cause,
        actor: actor.id,
        on: event.type,
        after: { value, context },
      });
    }
    this.carryOut(actor, outcome, cause, op);
  }

  private carryOut(
    actor: Actor,
    { snapshot, effects }: Outcome,
    cause: EntryId,
    op: OperationId,
  ): void {
    for (const effect of effects) this.effect(actor, effect, cause, op);
    if (snapshot.status === 'done') this.leave(actor, cause);
    else if (this.waitingActs.size > 0 && actor.id === actor.node) this.resumeActs(actor);
  }

  private leave(actor: Actor, cause: EntryId): void {
    this.actors.live.delete(actor.id);
    for (const timer of actor.timers.values()) {
      timer.alive = false;
      this.write({ kind: 'cancel', cause, actor: actor.id, timer: timer.id });
    }
    this.exchanges.abandon(actor.id);
    this.write({ kind: 'end', cause, actor: actor.id });
    this.closeStreamsOf(actor.id, cause);
  }

  // What machines ask for

  private effect(actor: Actor, effect: Effect, cause: EntryId, current: OperationId): void {
    switch (effect.type) {
      case 'send': {
        const op = effect.op ?? current;
        const to = effect.to;
        if (typeof to === 'string')
          this.send(actor.id, to, effect.message, op, cause, effect.sizeBytes);
        else
          for (const each of to)
            this.send(actor.id, each, effect.message, op, cause, effect.sizeBytes);
        return;
      }
      case 'spawn': {
        const id = this.actors.freeId(actor.node, effect.name);
        this.launch(id, actor.node, effect.machine, effect.input, effect.op ?? current, cause);
        return;
      }
      case 'fact': {
        const op = effect.op ?? current;
        const entry = this.write({ kind: 'fact', cause, actor: actor.id, op, fact: effect.fact });
        this.see({ kind: 'fact', fact: effect.fact, op, actor: actor.id, node: actor.node }, entry);
        return;
      }
      case 'abandon':
        for (const { request } of this.exchanges.abandon(actor.id, effect.op ?? current)) {
          this.write({ kind: 'abandon', cause, send: request.id });
        }
        return;
      case 'close':
        this.closeStream(actor.id, effect.to, cause, [effect.to]);
        return;
      case 'startTimer':
        this.startTimer(actor, effect, cause, current);
        return;
      case 'stopTimer': {
        const timer = actor.timers.get(effect.id);
        if (timer === undefined) return;
        timer.alive = false;
        actor.timers.delete(effect.id);
        this.write({ kind: 'cancel', cause, actor: actor.id, timer: effect.id });
        return;
      }
    }
  }

  private startTimer(
    actor: Actor,
    effect: Extract<Effect, { type: 'startTimer' }>,
    cause: EntryId,
    current: OperationId,
  ): void {
    const { id, name, event } = effect;
    const before = actor.timers.get(id);
    if (before !== undefined) before.alive = false;
    const deadline = actor.kind.spec.deadlines?.includes(name) === true;
    const delayUs = deadline
      ? effect.delayUs
      : Math.round(effect.delayUs * this.nodes.slowdown(actor.node));
    const address = this.addresses.timer(actor.id, name);
    const own = (event as { op?: OperationId }).op;
    const op = own ?? (actor.op === '' ? current : actor.op);
    const dueUs = this.nowUs + delayUs;
    const entry = this.write({
      kind: 'timer',
      cause,
      address,
      actor: actor.id,
      timer: id,
      name,
      deadline,
      dueUs,
    });
    const timer: Timer = { actor: actor.id, id, event, op, address, entry, alive: true };
    actor.timers.set(id, timer);
    this.agenda.add(dueUs, { kind: 'fire', timer }, address);
  }

  private send(
    from: ActorId,
    to: ActorId,
    message: Message,
    op: OperationId,
    cause: EntryId,
    sizeBytes = 0,
  ): void {
    const fromNode = nodeOf(from);
    const toNode = nodeOf(to);
    const local = fromNode === toNode || this.links.spec(fromNode, toNode).kind === 'local';
    const address = this.addresses.message(op, message.type, fromNode, toNode);
    const event = { ...message, from, op };
    const size = sizeBytes > 0 ? { sizeBytes } : {};
    if (local) {
      const entry = this.writeSend({
        cause,
        address,
        from,
        to,
        event,
        local,
        dueUs: this.nowUs,
        ...size,
      });
      this.beginCall(entry, toNode);
      this.locals.push({ entry, fromNode, toNode, doomed: null, alive: true });
      return;
    }
    const channel = `${from}>${to}`;
    const slowdown = this.nodes.slowdown(fromNode);
    const passage = this.links.pass(
      fromNode,
      toNode,
      { address, channel, sizeBytes, slowdown },
      this.nowUs,
    );
    if (passage.spec.kind === 'stream') this.openStream(from, to);
    let dueUs = passage.arriveAtUs;
    let doomed: Flight['doomed'] = passage.lost;
    let bentBy: number | undefined;
    const copies: Micros[] = [];
    for (const { fault, index } of this.bends.get(address) ?? NO_BENDS) {
      bentBy = index;
      if (fault.kind === 'drop') doomed = 'dropped';
      else if (fault.kind === 'delay') dueUs += fault.byUs;
      else if (fault.kind === 'duplicate') copies.push(dueUs + fault.afterUs);
      this.write({ kind: 'fault', cause, index, fault, phase: 'begin' });
    }
    const bent = bentBy === undefined ? {} : { bentBy };
    const draft = { cause, address, from, to, event, local, dueUs, ...size, ...bent };
    const entry = this.writeSend(draft);
    this.beginCall(entry, toNode);
    this.dispatch(entry, fromNode, toNode, doomed);
    for (const copyDueUs of copies) {
      const copy = this.writeSend({ ...draft, address: copyAddress(address), dueUs: copyDueUs });
      this.dispatch(copy, fromNode, toNode, null);
    }
  }

  private writeSend(draft: Omit<SendEntry, 'id' | 'atUs' | 'kind'>): SendEntry {
    const entry: SendEntry = { id: this.entryCount++, atUs: this.nowUs, kind: 'send', ...draft };
    this.record(entry);
    return entry;
  }

  private beginCall(entry: SendEntry, callee: NodeId): void {
    if (this.system.messages[entry.event.type]?.role === 'request')
      this.exchanges.begin(entry, callee);
  }

  private dispatch(
    entry: SendEntry,
    fromNode: NodeId,
    toNode: NodeId,
    doomed: Flight['doomed'],
  ): void {
    const flight: Flight = { entry, fromNode, toNode, doomed, alive: true };
    this.flights.add(flight);
    // What is lost is lost half-way: that is where it is seen to vanish.
    const atUs = doomed === null ? entry.dueUs : Math.round((this.nowUs + entry.dueUs) / 2);
    this.agenda.add(atUs, { kind: 'arrive', flight }, entry.address);
  }

  // What happens

  private drainLocals(): void {
    for (let n = 0; this.locals.length > 0; n++) {
      if (n > LOCAL_CAP) throw new Error('Local messages answer each other without end.');
      const flight = this.locals.shift();
      if (flight?.alive === true) this.arrive(flight);
    }
  }

  private arrive(flight: Flight, carried?: Message): void {
    flight.alive = false;
    this.flights.delete(flight);
    const { entry } = flight;
    if (flight.doomed !== null) this.lose(flight, flight.doomed, entry.id);
    else if (this.nodes.isPaused(flight.toNode)) {
      flight.alive = true;
      this.nodes.park(flight.toNode, { kind: 'arrive', flight }, entry.address);
      return;
    } else this.reach(flight, carried);
    this.agenda.happened(entry.address, this.nowUs);
  }

  private reach(flight: Flight, carried?: Message): void {
    const { entry, fromNode, toNode } = flight;
    const isReply = this.isReply(entry.event.type);
    if (this.nodes.isDown(toNode)) {
      this.lose(flight, 'node down', entry.id);
      if (this.isRequest(entry)) this.refuse(entry, toNode);
      return;
    }
    if (isReply && this.exchanges.settle(entry.to, fromNode, entry.event) === undefined) {
      this.write({ kind: 'late', cause: entry.id, send: entry.id });
      return;
    }
    const actor = this.actors.live.get(entry.to);
    if (actor === undefined) {
      this.lose(flight, 'node down', entry.id);
      return;
    }
    if (this.isRequest(entry) && this.failsInstead(entry, toNode)) return;
    if (this.isRequest(entry)) this.exchanges.delivered(entry);
    const cause = this.write({ kind: 'deliver', cause: entry.id, send: entry.id, actor: entry.to });
    const { from, op } = entry.event;
    const event = carried === undefined ? entry.event : { ...carried, from, op };
    this.take(actor, event, entry.address, op, cause);
  }

  private isRequest(entry: SendEntry): boolean {
    return this.system.messages[entry.event.type]?.role === 'request';
  }

  private isReply(type: string): boolean {
    return type === 'refused' || this.system.messages[type]?.role === 'reply';
  }

  /** A fault makes the node answer with an error instead. */
  private failsInstead(entry: SendEntry, node: NodeId): boolean {
    const failsAs = this.system.messages[entry.event.type]?.failsAs;
    if (failsAs === undefined) return false;
    const bent = this.bends.get(entry.address)?.some(({ fault }) => fault.kind === 'fail') === true;
    if (!bent && !this.nodes.takeFailNext(node)) return false;
    const cause = this.write({ kind: 'fail', cause: entry.id, send: entry.id });
    this.exchanges.delivered(entry);
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
    this.write({ kind: 'lose', cause, send: entry.id, why });
    const spec = entry.local ? undefined : this.links.spec(flight.fromNode, flight.toNode);
    if (spec?.kind === 'stream' && why !== 'stream closed') {
      this.closeStream(entry.from, entry.to, entry.id, [entry.from, entry.to]);
    }
  }

  private fire(timer: Timer, item: Item): void {
    const actor = this.actors.live.get(timer.actor);
    if (actor === undefined) return;
    if (this.nodes.isPaused(actor.node)) {
      this.nodes.park(actor.node, item.doing, item.address);
      return;
    }
    timer.alive = false;
    actor.timers.delete(timer.id);
    const cause = this.write({
      kind: 'fire',
      cause: timer.entry,
      actor: actor.id,
      timer: timer.id,
    });
    this.take(actor, timer.event, timer.address, timer.op, cause);
    this.agenda.happened(timer.address, this.nowUs);
  }

  private act(act: Act, byHand: boolean, item: Item): void {
    const actor = this.actors.live.get(act.node);
    if (actor === undefined || this.nodes.isPaused(act.node) || !actor.snapshot.hasTag('ready')) {
      const list = this.waitingActs.get(act.node) ?? [];
      this.waitingActs.set(act.node, [...list, item]);
      return;
    }
    const { op, node, event } = act;
    const cause = this.write({ kind: 'act', cause: -1, node, op, event, byHand });
    this.take(actor, { ...event, from: '', op } as MachineEvent, actAddress(act), op, cause);
    this.agenda.happened(actAddress(act), this.nowUs);
  }

  /** A user who was busy is ready again: the act that waited longest goes on. */
  private resumeActs(actor: Actor): void {
    const list = this.waitingActs.get(actor.node);
    if (list === undefined || !actor.snapshot.hasTag('ready')) return;
    const [first, ...rest] = list;
    if (rest.length === 0) this.waitingActs.delete(actor.node);
    else this.waitingActs.set(actor.node, rest);
    if (first !== undefined) this.agenda.add(this.nowUs, first.doing, first.address);
  }

  // Streams

  private openStream(a: ActorId, b: ActorId): void {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (!this.streams.has(key)) this.streams.set(key, [a, b]);
  }

  /** Everything in flight between the two is lost; those of `tell` that are alive get `closed`. */
  private closeStream(a: ActorId, b: ActorId, cause: EntryId, tell: readonly ActorId[]): void {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (!this.streams.delete(key)) return;
    const graceful = tell.length === 1;
    for (const flight of this.flights) {
      const { from, to } = flight.entry;
      if (!((from === a && to === b) || (from === b && to === a))) continue;
      // A graceful end lets what was sent before it arrive.
      if (graceful && from === a) continue;
      this.lose(flight, 'stream closed', cause);
    }
    for (const to of tell) {
      const from = to === a ? b : a;
      this.send(from, to, { type: 'closed' }, '', cause);
      this.streams.delete(key);
    }
    if (graceful) return;
    this.links.forgetChannel(`${a}>${b}`);
    this.links.forgetChannel(`${b}>${a}`);
  }

  private closeStreamsOf(actor: ActorId, cause: EntryId): void {
    if (this.streams.size === 0) return;
    for (const [a, b] of [...this.streams.values()]) {
      if (a === actor) this.closeStream(a, b, cause, [b]);
      else if (b === actor) this.closeStream(b, a, cause, [a]);
    }
  }

  // Faults

  private fault(index: number, phase: 'begin' | 'end'): void {
    const fault = this.schedule.faults[index];
    if (fault === undefined || 'message' in fault) return;
    const cause = this.write({ kind: 'fault', cause: -1, index, fault, phase });
    if (phase === 'end') this.endFault(fault, cause);
    else this.beginFault(fault, index, cause);
  }

  private beginFault(fault: Fault, index: number, cause: EntryId): void {
    const endsAfter = (spanUs: Micros): void =>
      this.agenda.add(this.nowUs + spanUs, { kind: 'fault', index, phase: 'end' });
    if ('message' in fault) return;
    if ('link' in fault) {
      this.links.begin(fault);
      if (fault.kind === 'cut') this.cut(fault.link, cause);
      endsAfter(fault.forUs);
      return;
    }
    const { node } = fault;
    switch (fault.kind) {
      case 'crash':
        this.crash(node, cause);
        endsAfter(fault.downForUs);
        return;
      case 'stop':
        this.crash(node, cause);
        return;
      case 'pause':
        this.nodes.pause(node);
        this.write({ kind: 'pause', cause, node });
        endsAfter(fault.forUs);
        return;
      case 'slow':
        this.nodes.slow(node, fault.factor);
        endsAfter(fault.forUs);
        return;
      case 'skew':
        this.nodes.skew(node, fault.byUs);
        return;
      case 'failNext':
        this.nodes.failNext(node);
        return;
      case 'own': {
        const actor = this.actors.live.get(node);
        if (actor === undefined) return;
        const event = { ...fault.with, type: fault.event, from: '', op: '' };
        this.take(actor, event, `fault ${index}`, '', cause);
        return;
      }
    }
  }

  private endFault(fault: Fault, cause: EntryId): void {
    if ('message' in fault) return;
    if ('link' in fault) {
      this.links.end(fault);
      return;
    }
    if (fault.kind === 'crash') this.restart(fault.node, cause);
    else if (fault.kind === 'slow') this.nodes.slow(fault.node, 1 / fault.factor);
    else if (fault.kind === 'pause') this.resume(fault.node, cause);
  }

  private cut(link: string, cause: EntryId): void {
    for (const flight of [...this.flights]) {
      if (flight.alive && covers(link, flight.fromNode, flight.toNode))
        this.lose(flight, 'cut', cause);
    }
  }

  private crash(node: NodeId, cause: EntryId): void {
    if (this.nodes.isDown(node)) return;
    const own = this.actors.live.get(node);
    this.nodes.crash(node, own?.snapshot.context);
    this.write({ kind: 'down', cause, node });
    const gone = this.actors.onNode(node);
    for (const actor of gone) {
      this.actors.live.delete(actor.id);
      for (const timer of actor.timers.values()) timer.alive = false;
      this.exchanges.abandon(actor.id);
    }
    for (const flight of [...this.flights]) {
      if (flight.alive && flight.toNode === node) this.lose(flight, 'node crashed', cause);
    }
    for (const { request } of this.exchanges.waitingFor(node)) this.refuse(request, node);
    for (const actor of gone) this.closeStreamsOf(actor.id, cause);
    this.see({ kind: 'down', node }, cause);
  }

  private restart(node: NodeId, cause: EntryId): void {
    if (!this.nodes.isDown(node)) return;
    this.nodes.restart(node);
    const up = this.write({ kind: 'up', cause, node });
    this.boot(node, up);
    this.see({ kind: 'up', node }, up);
  }

  private resume(node: NodeId, cause: EntryId): void {
    this.write({ kind: 'resume', cause, node });
    for (const { doing, address } of this.nodes.resume(node)) {
      if (doing.kind === 'arrive') this.flights.add(doing.flight);
      this.agenda.add(this.nowUs, doing, address);
    }
    const actor = this.actors.live.get(node);
    if (actor !== undefined) this.resumeActs(actor);
  }
}

const NO_BENDS: readonly { fault: MessageFault; index: number }[] = [];
export type { Command };
