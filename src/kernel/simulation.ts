/**
 * One execution of a system, item by item. `peek` tells what comes next, `step` does it.
 * Every change is an entry, handed to `record` in the order in which it happens.
 */
import { type Actor, Actors } from './actors.ts';
import { Addresses, actAddress } from './address.ts';
import { Agenda, type Item } from './agenda.ts';
import { Luck } from './chance.ts';
import type { Entry, EntryId, SendEntry } from './entry.ts';
import type { Conversation, Exchange } from './exchanges.ts';
import { Faults } from './faults.ts';
import type { JsonObject } from './json.ts';
import { Ledger } from './ledger.ts';
import { Nodes } from './nodes.ts';
import { Post } from './post.ts';
import type { OwnFault, Schedule } from './schedule.ts';
import type { Effect, MachineEvent, Outcome } from './step.ts';
import type { Act, ActorId, Message, NodeId, OperationId, System } from './system.ts';
import type { Micros } from './time.ts';
import { Timers } from './timers.ts';
import { Users } from './users.ts';

/** A run that makes more entries than this is ended, if it is to be kept: most likely machines answer each other without end. */
const ENTRY_CAP = 1_200_000;

export class Simulation {
  over = false;
  private readonly system: System;
  private readonly schedule: Schedule;
  private readonly entryCap: number;
  private readonly luck: Luck;
  private readonly ledger: Ledger;
  private readonly agenda: Agenda;
  private readonly nodes: Nodes;
  private readonly actors: Actors;
  private readonly timers: Timers;
  private readonly post: Post;
  private readonly faults: Faults;
  private readonly users: Users;

  constructor(
    system: System,
    schedule: Schedule,
    record: (entry: Entry) => void,
    entryCap = ENTRY_CAP,
  ) {
    this.entryCap = entryCap;
    this.system = system;
    this.schedule = schedule;
    this.ledger = new Ledger(system.monitors, record);
    this.agenda = new Agenda(schedule.holds);
    this.nodes = new Nodes(system.nodes);
    this.luck = new Luck(schedule.seed);
    this.actors = new Actors(system, this.luck);
    const { ledger, agenda, nodes, actors } = this;
    const addresses = new Addresses();
    this.users = new Users({ ledger, agenda, nodes, live: actors.live });
    this.timers = new Timers({
      ledger,
      agenda,
      nodes,
      addresses,
      live: actors.live,
      take: ({ actor, event, address, op }, cause) => this.take(actor, event, address, op, cause),
    });
    for (const act of system.acts) this.plan(act, false);
    for (const act of schedule.inputs) this.plan(act, true);
    this.post = new Post(system, schedule, this.luck, {
      ledger,
      agenda,
      nodes,
      addresses,
      isAlive: (actor) => actors.live.has(actor),
      deliver: ({ to, event, address }, carried, cause, serves) => {
        const { from, op } = event;
        const taken = carried === undefined ? event : { ...carried, from, op };
        this.take(to, taken, address, op, cause, serves);
      },
    });
    this.faults = new Faults(schedule, {
      ledger,
      agenda,
      nodes,
      post: this.post,
      kill: (node) => actors.kill(node),
      contextOf: (actor) => actors.live.get(actor)?.snapshot.context,
      boot: (node, cause) => this.boot(node, cause),
      wake: (node) => this.users.goOn(node),
      own: (fault, index, cause) => this.ownFault(fault, index, cause),
    });
    for (const node of system.nodes) this.boot(node.id, -1);
    this.post.drainLocals();
  }

  get nowUs(): Micros {
    return this.ledger.nowUs;
  }

  /** Whether anything so far was left to chance: if not, every seed makes the same run. */
  get isByChance(): boolean {
    return this.luck.isAsked;
  }

  /** The calls that wait for their reply. */
  get open(): Exchange[] {
    return this.post.open;
  }

  /** Whether an actor has a stream to another, half-open or not. What closed it may still be on its way. */
  isStreaming(actor: ActorId, peer: ActorId): boolean {
    return this.post.connections.isStreaming(actor, peer);
  }

  /** What arrives at a paused node waits there. */
  isPaused(node: NodeId): boolean {
    return this.nodes.isPaused(node);
  }

  /** The call that a reply will end when it arrives, as things stand. */
  answered(reply: SendEntry): Exchange | undefined {
    return this.post.answered(reply);
  }

  /** What happens next; `undefined` when only the end of the run is left. */
  peek(): Item | undefined {
    const item = this.over ? undefined : this.agenda.peek(this.nowUs);
    return item === undefined || item.atUs > this.endUs ? undefined : item;
  }

  /**
   * Does what comes next. `carried` replaces the fields of the message that arrives: what a real
   * network brought. False when the run is over.
   */
  step(carried?: Message): boolean {
    if (this.over) return false;
    const item = this.peek();
    if (item === undefined || this.ledger.entryCount > this.entryCap) {
      this.finish();
      return false;
    }
    this.agenda.pop();
    this.ledger.nowUs = item.atUs;
    this.happen(item, carried);
    this.post.drainLocals();
    return true;
  }

  private happen(item: Item, carried: Message | undefined): void {
    const { doing } = item;
    switch (doing.kind) {
      case 'arrive':
        this.post.arrive(doing.flight, carried);
        return;
      case 'fire':
        this.timers.fire(doing.timer, item);
        return;
      case 'act':
        this.act(doing.act, doing.byHand, item);
        return;
      case 'fault': {
        const fault = this.schedule.faults[doing.index];
        if (fault !== undefined && !('message' in fault))
          this.faults[doing.phase](fault, doing.index);
        return;
      }
    }
  }

  private get endUs(): Micros {
    const { horizonUs = Number.POSITIVE_INFINITY } = this.system;
    return Math.min(horizonUs, this.schedule.untilUs ?? Number.POSITIVE_INFINITY);
  }

  private finish(): void {
    const next = this.agenda.peek(this.nowUs);
    const capped = this.ledger.entryCount > this.entryCap;
    const judged = this.endUs === this.system.horizonUs;
    const why = capped ? 'cap' : next === undefined ? 'rest' : judged ? 'horizon' : 'until';
    if (why === 'horizon' || why === 'until') this.ledger.nowUs = this.endUs;
    if (why === 'rest' || why === 'horizon') {
      this.ledger.judgeAtRest((actor) => this.actors.live.get(actor)?.snapshot.context);
    }
    this.ledger.write({ kind: 'over', cause: -1, why });
    this.over = true;
  }

  // Actors

  private boot(node: NodeId, cause: EntryId): void {
    this.launch(node, node, this.nodes.spec(node).machine, this.nodes.input(node), '', cause);
    if (cause >= 0) this.ledger.see({ kind: 'up', node }, cause);
    this.users.goOn(node);
  }

  private launch(
    id: ActorId,
    node: NodeId,
    machine: string,
    input: JsonObject,
    op: OperationId,
    cause: EntryId,
    serves?: Conversation,
  ): void {
    const { actor, outcome } = this.actors.start(id, node, machine, input, op, serves);
    const { value, context } = outcome.snapshot;
    const after = { value, context };
    const entry = this.ledger.write({ kind: 'spawn', cause, actor: id, machine, op, after });
    this.carryOut(actor, outcome, entry, op, serves);
  }

  private take(
    id: ActorId,
    event: MachineEvent,
    address: string,
    op: OperationId,
    cause: EntryId,
    serves?: Conversation,
  ): void {
    const actor = this.actors.live.get(id);
    if (actor === undefined) return;
    const clockUs = this.nowUs + this.nodes.skewUs(actor.node);
    const enriched = this.actors.enrich(actor, event, address, clockUs);
    const outcome = actor.kind.step.step(actor.snapshot, enriched);
    if (outcome.snapshot !== actor.snapshot) {
      actor.snapshot = outcome.snapshot;
      this.ledger.step(cause, id, event.type, outcome.snapshot);
    }
    this.carryOut(actor, outcome, cause, op, serves ?? actor.serves);
  }

  private carryOut(
    actor: Actor,
    outcome: Outcome,
    cause: EntryId,
    op: OperationId,
    serves: Conversation | undefined,
  ): void {
    for (const effect of outcome.effects) this.effect(actor, effect, cause, op, serves);
    if (outcome.snapshot.status === 'done') this.leave(actor, cause);
    else if (actor.id === actor.node) this.users.goOn(actor.node);
  }

  private leave(actor: Actor, cause: EntryId): void {
    this.actors.live.delete(actor.id);
    for (const { id } of actor.timers.values()) this.timers.stop(actor, id, cause);
    this.ledger.write({ kind: 'end', cause, actor: actor.id });
    this.post.leave(actor.id, cause);
  }

  // What machines ask for

  private effect(
    actor: Actor,
    effect: Effect,
    cause: EntryId,
    current: OperationId,
    serves: Conversation | undefined,
  ): void {
    const { id, node } = actor;
    switch (effect.type) {
      case 'send': {
        const { to, message, op = current, sizeBytes } = effect;
        const more = { sizeBytes, serves };
        if (typeof to === 'string') this.post.send(id, to, message, op, cause, more);
        else for (const each of to) this.post.send(id, each, message, op, cause, more);
        return;
      }
      case 'spawn': {
        const { name, machine, input, op = current } = effect;
        this.launch(this.actors.freeId(node, name), node, machine, input, op, cause, serves);
        return;
      }
      case 'fact': {
        const { fact, op = current } = effect;
        const entry = this.ledger.write({ kind: 'fact', cause, actor: id, op, fact });
        this.ledger.see({ kind: 'fact', fact, op, actor: id, node }, entry);
        return;
      }
      case 'abandon':
        this.post.abandon(id, cause, effect.op ?? current);
        return;
      case 'close':
        this.post.connections.close(id, effect.to, cause);
        return;
      case 'startTimer':
        this.timers.start(actor, effect, cause, current);
        return;
      case 'stopTimer':
        this.timers.stop(actor, effect.id, cause);
        return;
    }
  }

  // What happens, beside messages

  private plan(act: Act, byHand: boolean): void {
    this.agenda.add(act.atUs, { kind: 'act', act, byHand }, actAddress(act));
  }

  private act(act: Act, byHand: boolean, item: Item): void {
    const { op, node, event } = act;
    if (this.users.keepsWaiting(node, item)) return;
    const cause = this.ledger.write({ kind: 'act', cause: -1, node, op, event, byHand });
    this.take(node, { ...event, from: '', op } as MachineEvent, actAddress(act), op, cause);
    this.agenda.happened(actAddress(act), this.nowUs);
  }

  private ownFault({ node, event, with: details }: OwnFault, index: number, cause: EntryId): void {
    this.take(
      node,
      { ...details, type: event, from: '', op: '' } as MachineEvent,
      `fault ${index}`,
      '',
      cause,
    );
  }
}
