/**
 * What happens in one step of the search, on a world unpacked to be changed: an actor takes an
 * event, what it asks for is carried out, and local messages are delivered before anything else.
 * The meaning is that of simulation.ts, without latencies.
 */
import type { Look, Violation } from '../monitor.ts';
import type { ActorId } from '../system.ts';
import { abandonCalls, answer, openCall } from './calls.ts';
import type { Knowledge } from './knowledge.ts';
import type { FlightWord, Lexicon } from './lexicon.ts';
import { DOWN, PAUSED, STOPPED, type Status, UP } from './situation.ts';
import type { Turn } from './turns.ts';
import type { World } from './world.ts';

/** Local messages of one step. More is a loop. */
const LOCAL_CAP = 10_000;

/** Told of what comes and goes: it gives addresses to a witness. */
export interface Observer {
  sent(flight: number): void;
  copied(flight: number): void;
  gone(flight: number): void;
  started(timer: number): void;
}

export class Play {
  readonly world: World;
  /** The guarantee was broken in this step (a `sometimes` came true). */
  violation: Violation | null = null;
  observer: Observer | null = null;
  private readonly know: Knowledge;
  private readonly lexicon: Lexicon;
  private readonly locals: number[] = [];
  private localCount = 0;
  /** Sent into a cut stream: lost, and the stream with it, when the step is over. */
  private readonly doomed: number[] = [];

  constructor(know: Knowledge, world: World) {
    this.know = know;
    this.lexicon = know.lexicon;
    this.world = world;
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
      if (flight.isRequest) this.send(this.lexicon.refusal(flight.call));
      return;
    }
    if (flight.isReply && !answer(this.world.calls, this.lexicon, flight)) return;
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
    const { world, know } = this;
    const flight = this.lexicon.flights.at(id);
    this.observer?.sent(id);
    if (flight.call !== 0) openCall(world.calls, this.lexicon, flight.call);
    if (flight.link === 'local') {
      this.locals[this.localCount++] = id;
      return;
    }
    const { cuts } = know.situations.at(world.situation);
    const cut = cuts.length > 0 && know.cuts.cover(cuts, flight.fromNode, flight.toNode);
    if (flight.link === 'stream') {
      const before = this.streamOf(flight.from, flight.to);
      this.setStream(before, know.streams.withSent(before, flight.from, flight.to, id));
      if (cut) this.doomed.push(id);
    } else if (cut) this.observer?.gone(id);
    else world.flights.add(id);
  }

  /** A message came to nothing after it was taken off its way: a stream does not survive that. */
  lost(flight: FlightWord): void {
    if (flight.link === 'stream') this.closeStream(flight.from, flight.to, true);
  }

  /** A message on its way is lost. */
  lose(id: number): void {
    this.takeOff(id);
    this.observer?.gone(id);
    this.lost(this.lexicon.flights.at(id));
  }

  /** Takes a message off its way; false when it is not there. */
  takeOff(id: number): boolean {
    const { from, to, link } = this.lexicon.flights.at(id);
    if (link !== 'stream') return this.world.flights.remove(id);
    if (!this.carries(id)) return false;
    const stream = this.streamOf(from, to);
    this.setStream(stream, this.know.streams.without(stream, id));
    return true;
  }

  /** Whether a stream still has this message on its way. */
  carries(id: number): boolean {
    const { from, to } = this.lexicon.flights.at(id);
    const stream = this.streamOf(from, to);
    if (stream === 0) return false;
    const { ab, ba } = this.know.streams.at(stream);
    return ab.includes(id) || ba.includes(id);
  }

  /** Folds the guarantee over something seen; once it is broken, no further. */
  see(sight: number): void {
    if (this.violation !== null) return;
    const next = this.know.guard.on(this.world.monitor, sight);
    if (next > 0) this.world.monitor = next;
    else this.violation = this.know.guard.violation(-next);
  }

  /** Delivers what is local, then loses what went into a cut. */
  settleDown(): void {
    const { locals } = this;
    for (let n = 0; n < this.localCount; n++) {
      if (n > LOCAL_CAP) throw new Error('Local messages answer each other without end.');
      const id = locals[n] as number;
      if (this.status(this.lexicon.flights.at(id).toNode) === PAUSED) this.world.flights.add(id);
      else this.reach(id);
    }
    this.localCount = 0;
    if (this.doomed.length === 0) return;
    for (const id of this.doomed) {
      if (!this.takeOff(id)) continue;
      this.observer?.gone(id);
      this.lost(this.lexicon.flights.at(id));
    }
    this.doomed.length = 0;
  }

  /** Drops timers and calls of an actor that is gone. */
  forget(actor: number): void {
    const { timers } = this.world;
    for (let i = timers.size - 1; i >= 0; i--) {
      if (this.lexicon.timers.at(timers.at(i)).actor === actor) timers.removeAt(i);
    }
    abandonCalls(this.world.calls, this.lexicon, actor, 0);
  }

  /** The open streams of an actor that is gone, or closes them, end for their peers. */
  closeStreamsOf(actor: number): void {
    for (const id of this.world.streams.list()) {
      const { a, b } = this.know.streams.at(id);
      if (a === actor) this.closeStream(a, b, false);
      else if (b === actor) this.closeStream(b, a, false);
    }
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
          abandonCalls(this.world.calls, this.lexicon, actor, id);
          break;
        case 'close':
          this.closeStream(actor, id, false);
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
    if (turn.done) this.leave(actor, turn.next);
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
    const { node, name } = lexicon.spawns.at(id);
    const nodeId = lexicon.network.nodeId(node);
    let actor = lexicon.actor(`${nodeId}/${name}`);
    for (let n = 2; this.find(actor) !== 0; n++) actor = lexicon.actor(`${nodeId}/${name}~${n}`);
    const turn = this.know.turns.start(id, actor);
    this.world.spawned.add(turn.next);
    this.carryOut(actor, turn);
  }

  private leave(actor: number, live: number): void {
    const { own, spawned } = this.world;
    if (actor <= own.length) own[actor - 1] = 0;
    else spawned.remove(live);
    this.forget(actor);
    this.closeStreamsOf(actor);
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

  /** Broken: everything between the two is lost. Else `from` closes it, and what it sent before still arrives. */
  private closeStream(from: number, to: number, broken: boolean): void {
    const { streams, lexicon } = this.know;
    const id = this.streamOf(from, to);
    if (id === 0 || !streams.at(id).open) return;
    const { a, b, ab, ba } = streams.at(id);
    const stays = broken ? [] : from === a ? ab : ba;
    const lost = broken ? [...ab, ...ba] : from === a ? ba : ab;
    for (const flight of lost) this.observer?.gone(flight);
    const closed = { a, b, open: false, ab: from === a ? stays : [], ba: from === a ? [] : stays };
    this.setStream(id, streams.of(closed));
    const tell = broken ? [from, to] : [to];
    for (const each of tell) {
      const peer = each === to ? from : to;
      this.send(lexicon.flight(peer, each, { type: 'closed' }, ''));
      const now = this.streamOf(from, to);
      this.setStream(now, streams.of({ ...streams.at(now), open: false }));
    }
  }

  private streamOf(x: number, y: number): number {
    const { streams } = this.world;
    for (let i = 0; i < streams.size; i++) {
      const { a, b } = this.know.streams.at(streams.at(i));
      if ((a === x && b === y) || (a === y && b === x)) return streams.at(i);
    }
    return 0;
  }

  private setStream(before: number, after: number): void {
    if (before === after) return;
    if (before !== 0) this.world.streams.remove(before);
    if (after !== 0) this.world.streams.add(after);
  }
}
