/**
 * What happens in one step of the search, on a world unpacked to be changed: an actor takes an
 * event, what it asks for is carried out, and local messages are delivered before anything else.
 * The meaning is that of simulation.ts, without latencies.
 */
import type { Look, Violation } from '../monitor.ts';
import type { ActorId } from '../system.ts';
import { isOpen, openCall } from './calls.ts';
import { Connections } from './connections.ts';
import { Conversations } from './conversations.ts';
import type { Knowledge } from './knowledge.ts';
import type { Lexicon } from './lexicon.ts';
import type { Observer } from './observer.ts';
import { DOWN, PAUSED, STOPPED, type Status, UP } from './situation.ts';
import { Traffic } from './traffic.ts';
import type { Turn } from './turns.ts';
import type { FlightWord } from './words.ts';
import type { World } from './world.ts';

/** Local messages of one step. More is a loop. */
const LOCAL_CAP = 10_000;

export class Play {
  readonly world: World;
  readonly traffic: Traffic;
  readonly connections: Connections;
  readonly conversations: Conversations;
  /** The guarantee was broken in this step (a `sometimes` came true). */
  violation: Violation | null = null;
  observer: Observer | null = null;
  private readonly know: Knowledge;
  private readonly lexicon: Lexicon;
  private readonly locals: number[] = [];
  private localCount = 0;

  constructor(know: Knowledge, world: World) {
    this.know = know;
    this.lexicon = know.lexicon;
    this.world = world;
    this.traffic = new Traffic(know.lexicon, know.streams, world);
    this.connections = new Connections(this, know.lexicon);
    this.conversations = new Conversations(this, know.lexicon);
  }

  /** The first state of all. */
  begin(): void {
    const { world, know, lexicon } = this;
    const { nodes } = lexicon.system;
    world.situation = know.situations.first(nodes.length);
    world.monitor = know.guard.first;
    nodes.forEach(({ input }, node) => this.boot(node, lexicon.input(input)));
    this.settleDown();
  }

  status(node: number): Status {
    return this.know.situations.at(this.world.situation).status[node] ?? UP;
  }

  /** What lives there as a word, or 0. */
  find(actor: number): number {
    const { own, spawned } = this.world;
    if (actor <= own.length) return Math.max(0, own[actor - 1] as number);
    for (let i = 0; i < spawned.size; i++) {
      const live = spawned.at(i);
      if (this.lexicon.lives.at(live).actor === actor) return live;
    }
    return 0;
  }

  readonly look: Look = (id: ActorId) => {
    const live = this.find(this.lexicon.actor(id));
    return live === 0 ? undefined : this.lexicon.lives.at(live).snapshot.context;
  };

  // What a move does. Each ends with `settleDown`.

  /** A message that was taken off its way reaches its node. */
  reach(id: number): void {
    this.observer?.gone(id);
    const flight = this.lexicon.flights.at(id);
    const status = this.status(flight.toNode);
    if (status === DOWN || status === STOPPED) {
      this.lost(flight);
      if (flight.call !== 0) this.send(this.lexicon.refusal(flight.call));
      return;
    }
    if (flight.late || (flight.isReply && !this.conversations.answer(flight))) return;
    const live = this.find(flight.to);
    if (live === 0) this.lost(flight);
    else this.take(live, flight.event);
  }

  take(live: number, event: number): void {
    const { actor } = this.lexicon.lives.at(live);
    const turn = this.know.turns.take(live, event);
    if (turn.next !== live) this.stand(actor, live, turn.next);
    this.carryOut(actor, turn);
  }

  boot(node: number, input: number): void {
    const { lexicon } = this;
    const turn = this.know.turns.start(lexicon.rebirth(node, input), node + 1);
    this.world.own[node] = turn.next;
    this.carryOut(node + 1, turn);
  }

  send(id: number): void {
    const flight = this.lexicon.flights.at(id);
    this.observer?.sent(id);
    if (flight.call !== 0) openCall(this.world.calls, this.lexicon, flight.call);
    const isLate = flight.isReply && !isOpen(this.world.calls, this.lexicon, flight.group);
    if (isLate || flight.late) this.sendLate(id, flight);
    else if (flight.link === 'local') {
      this.locals[this.localCount++] = id;
    } else if (!this.traffic.put(id, this.isCut(id))) this.observer?.gone(id);
  }

  /** A reply to nobody: only a stream notices whether it arrives. */
  private sendLate(id: number, { link }: FlightWord): void {
    if (link !== 'stream') {
      this.observer?.gone(id);
      return;
    }
    const late = this.lexicon.lateReply(id);
    if (late !== id) this.observer?.turned(id, late);
    if (!this.traffic.put(late, this.isCut(late))) this.observer?.gone(late);
  }

  /** A message came to nothing after it was taken off its way: a stream does not survive that. */
  lost(flight: FlightWord): void {
    if (flight.link === 'stream') this.connections.break(flight.from, flight.to);
  }

  /** The last word on a stream. */
  sayClosed(from: number, to: number): void {
    const id = this.lexicon.flight(from, to, { type: 'closed' }, '');
    this.observer?.sent(id);
    if (!this.traffic.putLast(id, this.isCut(id))) this.observer?.gone(id);
  }

  /** A message on its way is lost. */
  lose(entry: number): void {
    const id = Math.abs(entry);
    if (!this.traffic.takeOff(entry)) return;
    this.observer?.gone(id);
    this.lost(this.lexicon.flights.at(id));
  }

  /** Folds the guarantee over something seen; once it is broken, no further. */
  see(sight: number): void {
    if (this.violation !== null) return;
    const next = this.know.guard.on(this.world.monitor, sight);
    if (next > 0) this.world.monitor = next;
    else this.violation = this.know.guard.violation(-next);
  }

  /** Delivers what is local. */
  settleDown(): void {
    const { locals } = this;
    for (let n = 0; n < this.localCount; n++) {
      if (n > LOCAL_CAP) throw new Error('Local messages answer each other without end.');
      const id = locals[n] as number;
      if (this.status(this.lexicon.flights.at(id).toNode) !== PAUSED) this.reach(id);
      else {
        this.world.flights.add(id);
        this.observer?.parked(id);
      }
    }
    this.localCount = 0;
  }

  /** Drops timers and calls of an actor that is gone. */
  forget(actor: number): void {
    const { timers } = this.world;
    for (let i = timers.size - 1; i >= 0; i--) {
      if (this.lexicon.timers.at(timers.at(i)).actor === actor) timers.removeAt(i);
    }
    this.conversations.abandon(actor, 0);
  }

  /** What is on its way goes on as `turn` says. A late reply is on its way on a stream only. */
  turn(turn: (flight: number) => number): void {
    const { flights: flying } = this.world;
    const told = (id: number): number => {
      const next = turn(id);
      if (next !== id) this.observer?.turned(id, next);
      return next;
    };
    for (const id of flying.list()) {
      const next = told(id);
      if (next === id) continue;
      flying.remove(id);
      if (this.lexicon.flights.at(next).late) this.observer?.gone(next);
      else flying.add(next);
    }
    for (let i = 0; i < this.localCount; i++) this.locals[i] = told(this.locals[i] as number);
    this.traffic.turn(told);
  }

  private carryOut(actor: number, turn: Turn): void {
    const { asks } = turn;
    for (let i = 0; i < asks.length; i++) {
      const { kind, id } = asks[i] as (typeof asks)[number];
      switch (kind) {
        case 'send':
          this.send(id);
          break;
        case 'spawn':
          this.spawn(id);
          break;
        case 'fact':
          this.see(id);
          break;
        case 'abandon':
          this.conversations.abandon(actor, id);
          break;
        case 'close':
          this.connections.close(actor, id);
          break;
        case 'startTimer':
          this.stopTimer(this.lexicon.timers.at(id).slot);
          this.world.timers.add(id);
          this.observer?.started(id);
          break;
        case 'stopTimer':
          this.stopTimer(id);
          break;
      }
    }
    if (turn.done) this.leave(actor);
  }

  private stand(actor: number, before: number, after: number): void {
    const { own, spawned } = this.world;
    if (actor <= own.length) own[actor - 1] = after;
    else {
      spawned.remove(before);
      spawned.add(after);
    }
  }

  private spawn(id: number): void {
    const { lexicon } = this;
    let actor = lexicon.spawned(id, 1);
    for (let n = 2; this.find(actor) !== 0; n++) actor = lexicon.spawned(id, n);
    const turn = this.know.turns.start(id, actor);
    this.world.spawned.add(turn.next);
    this.carryOut(actor, turn);
  }

  private leave(actor: number): void {
    const { own, spawned } = this.world;
    if (actor <= own.length) own[actor - 1] = 0;
    else spawned.remove(this.find(actor));
    this.forget(actor);
    this.connections.leave(actor);
  }

  private stopTimer(slot: number): void {
    const { timers } = this.world;
    for (let i = 0; i < timers.size; i++) {
      if (this.lexicon.timers.at(timers.at(i)).slot === slot) {
        timers.removeAt(i);
        return;
      }
    }
  }

  private isCut(id: number): boolean {
    const { situations, cuts, lexicon } = this.know;
    const open = situations.at(this.world.situation).cuts;
    if (open.length === 0) return false;
    const { fromNode, toNode } = lexicon.flights.at(id);
    return cuts.cover(open, fromNode, toNode);
  }
}
