/**
 * The words that a search speaks of, each interned once and named by a number: actors, what
 * stands in them, messages, open calls, timers, facts. A word holds everything that is decided
 * by its content, so that nothing is computed twice.
 */
import { canonical, type JsonObject } from '../json.ts';
import type { Seen } from '../monitor.ts';
import type { MachineEvent, Snapshot } from '../step.ts';
import { type ActorId, type Message, nodeOf, type OperationId, type System } from '../system.ts';
import type { Micros } from '../time.ts';
import { Interner, PairMap } from './intern.ts';
import { Network } from './network.ts';
import type {
  ActorWord,
  CallWord,
  EventWord,
  FlightWord,
  LiveWord,
  ServiceWord,
  SpawnWord,
  TimerWord,
} from './words.ts';

export class Lexicon {
  readonly system: System;
  readonly network: Network;
  readonly actors = new Interner<ActorWord>();
  readonly lives = new Interner<LiveWord>();
  readonly events = new Interner<EventWord>();
  readonly flights = new Interner<FlightWord>();
  readonly calls = new Interner<CallWord>();
  readonly timers = new Interner<TimerWord>();
  readonly spawns = new Interner<SpawnWord>();
  readonly services = new Interner<ServiceWord>();
  readonly seen = new Interner<Seen>();
  readonly inputs = new Interner<JsonObject>();
  readonly ops = new Interner<OperationId>();
  /** The number of no operation. */
  readonly noOp: number;
  private readonly slots = new Interner<string>();
  private readonly groups = new Interner<string>();
  private readonly spans = new Map<Micros, number>();
  private readonly elapsed = new PairMap();
  private readonly rebirths = new PairMap();
  private readonly refusals: number[] = [];
  private readonly failures: number[] = [];
  private readonly lateReplies: number[] = [];
  private readonly overRequests: number[] = [];
  private readonly nextInputs: number[] = [];
  private readonly standings = { down: [] as number[], up: [] as number[] };
  private readonly spawnNames: number[][] = [];
  private readonly shown = new WeakMap<Snapshot, string>();

  /** A node's own actor has the number of its node plus one. */
  constructor(system: System) {
    this.system = system;
    this.network = new Network(system);
    this.noOp = this.op('');
    for (const { id } of system.nodes) this.actor(id);
  }

  op(op: OperationId): number {
    return this.ops.of(op, () => op);
  }

  /** Throws when the actor's node does not exist. */
  actor(id: ActorId): number {
    return this.actors.of(id, () => ({ id, node: this.network.nodeIndex(nodeOf(id)) }));
  }

  live(
    actor: number,
    machine: string,
    op: OperationId,
    serves: number,
    snapshot: Snapshot,
  ): number {
    const key = `${actor} ${serves}\n${machine}\n${op}\n${this.show(snapshot)}`;
    return this.lives.of(key, () => ({
      actor,
      machine,
      op,
      serves,
      snapshot,
      ready: snapshot.hasTag('ready'),
      done: snapshot.status === 'done',
    }));
  }

  event(event: MachineEvent, op: OperationId, serves = 0): number {
    return this.events.of(`${serves} ${op}\n${canonical(event)}`, () => ({ event, op, serves }));
  }

  /** Throws when no link joins the two nodes. */
  flight(from: number, to: number, message: Message, op: OperationId): number {
    return this.flights.of(`${from} ${to} ${op}\n${canonical(message)}`, () => {
      const fromNode = this.actors.at(from).node;
      const toNode = this.actors.at(to).node;
      const opId = this.op(op);
      const { role, answers } = this.network.role(message);
      const isRequest = role === 'request';
      const group = isRequest ? this.group(from, toNode, opId) : this.group(to, fromNode, opId);
      const taken = { ...message, from: this.actors.at(from).id, op } as MachineEvent;
      const serves = isRequest ? this.service({ caller: from, op: opId, group, over: false }) : 0;
      return {
        from,
        to,
        fromNode,
        toNode,
        op: opId,
        message,
        event: this.event(taken, op, serves),
        link: this.network.way(fromNode, toNode, message.type),
        isRequest,
        isReply: role === 'reply',
        call: isRequest ? this.call(from, toNode, opId, message.type) : 0,
        group,
        answers,
        late: false,
      };
    });
  }

  timer(timer: TimerWord): number {
    const { slot, name, event, op, remainingUs } = timer;
    return this.timers.of(`${slot} ${event} ${op} ${remainingUs} ${name}`, () => timer);
  }

  slot(actor: number, id: string): number {
    return this.slots.of(`${actor} ${id}`, () => id);
  }

  /** The same timer when `spanUs` have passed. */
  timerAfter(timer: number, spanUs: Micros): number {
    const span = this.spans.get(spanUs) ?? this.spans.size + 1;
    this.spans.set(spanUs, span);
    const known = this.elapsed.get(timer, span);
    if (known !== 0) return known;
    const word = this.timers.at(timer);
    const later = this.timer({ ...word, remainingUs: word.remainingUs - spanUs });
    this.elapsed.set(timer, span, later);
    return later;
  }

  spawn(word: SpawnWord): number {
    return this.spawns.of(canonical(word), () => word);
  }

  sight(seen: Seen): number {
    return this.seen.of(canonical(seen), () => seen);
  }

  input(input: JsonObject): number {
    return this.inputs.of(canonical(input), () => input);
  }

  /** The same reply when its conversation is over. */
  lateReply(flight: number): number {
    if (this.flights.at(flight).late) return flight;
    return remember(this.lateReplies, flight, () =>
      this.flights.of(`late ${flight}`, () => ({
        ...this.flights.at(flight),
        isReply: false,
        late: true,
      })),
    );
  }

  /** The same request when its conversation is over. */
  overRequest(request: number): number {
    return remember(this.overRequests, request, () =>
      this.flights.of(`over ${request}`, () => {
        const flight = this.flights.at(request);
        const { event, op, serves } = this.events.at(flight.event);
        return { ...flight, call: 0, event: this.event(event, op, this.overService(serves)) };
      }),
    );
  }

  /** The same service when its conversation is over. */
  overService(serves: number): number {
    return this.service({ ...this.services.at(serves), over: true });
  }

  /** The answer of a node that is down. */
  refusal(call: number): number {
    return remember(this.refusals, call, () => {
      const { caller, callee, request, op } = this.calls.at(call);
      const message = { type: 'refused', of: request };
      return this.flight(callee + 1, caller, message, this.ops.at(op));
    });
  }

  /** The answer of a node to a request that is made to fail; 0 when it cannot. */
  failure(request: number): number {
    return remember(this.failures, request, () => {
      const { toNode, from, event: eventId } = this.flights.at(request);
      const { event, op } = this.events.at(eventId);
      const reply = this.system.messages[event.type]?.failsAs?.(event as Message);
      return reply === undefined ? 0 : this.flight(toNode + 1, from, reply, op);
    });
  }

  /** With what a node begins again after a crash: what is durable of its own actor (0: it had ended). */
  nextInput(node: number, live: number): number {
    const { input = {}, durable } = this.system.nodes[node] ?? {};
    if (live <= 0 || durable === undefined) return this.input(input);
    return remember(this.nextInputs, live, () =>
      this.input({ ...input, ...durable(this.lives.at(live).snapshot.context) }),
    );
  }

  /** A node's own actor beginning with an input. */
  rebirth(node: number, input: number): number {
    const known = this.rebirths.get(input, node + 1);
    if (known !== 0) return known;
    const { id, machine } = this.system.nodes[node] ?? { id: '', machine: '' };
    const spawn = this.spawn({
      node,
      name: id,
      machine,
      input: this.inputs.at(input),
      op: '',
      serves: 0,
    });
    this.rebirths.set(input, node + 1, spawn);
    return spawn;
  }

  /** Who is spawned if `n - 1` of the same name are alive: `node/name`, `node/name~2`. */
  spawned(spawn: number, n: number): number {
    const names = this.spawnNames[spawn] ?? [];
    this.spawnNames[spawn] = names;
    return remember(names, n, () => {
      const { node, name } = this.spawns.at(spawn);
      const first = `${this.network.nodeId(node)}/${name}`;
      return this.actor(n === 1 ? first : `${first}~${n}`);
    });
  }

  /** A node going down or up, as seen. */
  standing(kind: 'down' | 'up', node: number): number {
    return remember(this.standings[kind], node, () =>
      this.sight({ kind, node: this.network.nodeId(node) }),
    );
  }

  private service(word: ServiceWord): number {
    return this.services.of(`${word.group} ${word.over}`, () => word);
  }

  private call(caller: number, callee: number, op: number, request: string): number {
    const group = this.group(caller, callee, op);
    return this.calls.of(`${group} ${request}`, () => ({ caller, callee, op, group, request }));
  }

  private group(caller: number, callee: number, op: number): number {
    const key = `${caller} ${callee} ${op}`;
    return this.groups.of(key, () => key);
  }

  /** What makes two snapshots equal: value, context, history, status. */
  private show(snapshot: Snapshot): string {
    const known = this.shown.get(snapshot);
    if (known !== undefined) return known;
    const { value, context, status } = snapshot;
    const history = Object.entries(snapshot.historyValue).map(([id, states]) => [
      id,
      states.map((state) => state.id),
    ]);
    const text = canonical([value, context, status, history]);
    this.shown.set(snapshot, text);
    return text;
  }
}

function remember(list: number[], id: number, make: () => number): number {
  const known = list[id];
  if (known !== undefined) return known;
  const made = make();
  list[id] = made;
  return made;
}
