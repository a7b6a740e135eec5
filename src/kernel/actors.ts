/** The live actors: each a machine's snapshot, stepped by the kernel and by nothing else. */
import type { Timer } from './agenda.ts';
import type { Luck } from './chance.ts';
import type { Conversation } from './exchanges.ts';
import type { JsonObject } from './json.ts';
import { type Outcome, type Snapshot, type Stepper, stepper } from './step.ts';
import type { ActorId, MachineSpec, NodeId, OperationId, System } from './system.ts';
import type { Micros } from './time.ts';

export interface Actor {
  readonly id: ActorId;
  readonly node: NodeId;
  readonly machine: string;
  readonly kind: Kind;
  /** The operation it serves; `''` for a node's own actor. */
  readonly op: OperationId;
  /** Of the request for which it was spawned. */
  readonly serves: Conversation | undefined;
  snapshot: Snapshot;
  readonly timers: Map<string, Timer>;
}

/** A machine made ready to step. */
interface Kind {
  readonly spec: MachineSpec;
  readonly step: Stepper;
}

export class Actors {
  readonly live = new Map<ActorId, Actor>();
  private readonly kinds = new Map<string, Kind>();
  private readonly luck: Luck;

  constructor(system: System, luck: Luck) {
    this.luck = luck;
    for (const [name, spec] of Object.entries(system.machines)) {
      this.kinds.set(name, { spec, step: stepper(spec.machine) });
    }
  }

  /** Throws if the flow has no such machine. */
  start(
    id: ActorId,
    node: NodeId,
    machine: string,
    input: JsonObject,
    op: OperationId,
    serves: Conversation | undefined,
  ): { actor: Actor; outcome: Outcome } {
    const kind = this.kinds.get(machine);
    if (kind === undefined) throw new Error(`The system has no machine named "${machine}".`);
    const outcome = kind.step.start(input);
    const { snapshot } = outcome;
    const actor = { id, node, machine, kind, op, serves, snapshot, timers: new Map() };
    this.live.set(id, actor);
    return { actor, outcome };
  }

  /** `name`, or `name~2` if that is alive already. */
  freeId(node: NodeId, name: string): ActorId {
    let id = `${node}/${name}`;
    for (let n = 2; this.live.has(id); n++) id = `${node}/${name}~${n}`;
    return id;
  }

  /** Adds what the machine may not make itself: a keyed chance, and its node's clock. */
  enrich<E extends { readonly type: string }>(
    actor: Actor,
    event: E,
    address: string,
    clockUs: Micros,
  ): E {
    const { spec } = actor.kind;
    if (spec.chance?.includes(event.type) === true) {
      event = { ...event, chance: this.luck.draw(`${actor.id} ${event.type}`, address) };
    }
    if (spec.clock?.includes(event.type) === true) event = { ...event, nowUs: clockUs };
    return event;
  }

  /** Removes the actors of a node and says which they were. */
  kill(node: NodeId): ActorId[] {
    const gone = [...this.live.values()].filter((actor) => actor.node === node);
    for (const actor of gone) {
      this.live.delete(actor.id);
      for (const timer of actor.timers.values()) timer.alive = false;
    }
    return gone.map(({ id }) => id);
  }
}
