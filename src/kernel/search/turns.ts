/**
 * What an actor does with an event, worked out once: XState is asked only when a pair of
 * (actor as it stands, event) is met for the first time, and what it asks for is interned.
 */
import { chance } from '../chance.ts';
import { canonical } from '../json.ts';
import { type Effect, type MachineEvent, type Outcome, type Stepper, stepper } from '../step.ts';
import type { MachineSpec, OperationId } from '../system.ts';
import { PairMap } from './intern.ts';
import type { Lexicon } from './lexicon.ts';

/** What a turn asks for; `id` is a word of the lexicon. */
export interface Ask {
  readonly kind: 'send' | 'spawn' | 'fact' | 'abandon' | 'close' | 'startTimer' | 'stopTimer';
  readonly id: number;
}

export interface Turn {
  /** The actor as it stands afterwards. */
  readonly next: number;
  /** It reached its final state. */
  readonly done: boolean;
  readonly asks: readonly Ask[];
}

interface Kind {
  readonly spec: MachineSpec;
  readonly stepper: Stepper;
}

export class Turns {
  private readonly lexicon: Lexicon;
  private readonly kinds = new Map<string, Kind>();
  private readonly turns: Turn[] = [];
  private readonly taken = new PairMap();
  private readonly started = new PairMap();

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
    for (const [name, spec] of Object.entries(lexicon.system.machines)) {
      this.kinds.set(name, { spec, stepper: stepper(spec.machine) });
    }
  }

  /** An actor takes an event. Throws what a guard or an action throws. */
  take(live: number, event: number): Turn {
    const known = this.taken.get(live, event);
    if (known !== 0) return this.turns[known - 1] as Turn;
    const { actor, machine, op, serves, snapshot } = this.lexicon.lives.at(live);
    const word = this.lexicon.events.at(event);
    const { spec, stepper } = this.kind(machine);
    const outcome = stepper.step(snapshot, enrich(spec, machine, word.event));
    const next = this.lexicon.live(actor, machine, op, serves, outcome.snapshot);
    const done = { op: word.op, serves: word.serves === 0 ? serves : word.serves };
    const turn = this.turn(next, outcome, done);
    this.taken.set(live, event, this.turns.push(turn));
    return turn;
  }

  /** An actor begins its life. Throws when the system has no such machine. */
  start(spawn: number, actor: number): Turn {
    const known = this.started.get(spawn, actor);
    if (known !== 0) return this.turns[known - 1] as Turn;
    const { machine, input, op, serves } = this.lexicon.spawns.at(spawn);
    const outcome = this.kind(machine).stepper.start(input);
    const next = this.lexicon.live(actor, machine, op, serves, outcome.snapshot);
    const turn = this.turn(next, outcome, { op, serves });
    this.started.set(spawn, actor, this.turns.push(turn));
    return turn;
  }

  private kind(machine: string): Kind {
    const kind = this.kinds.get(machine);
    if (kind === undefined) throw new Error(`The system has no machine named "${machine}".`);
    return kind;
  }

  /** It is what the actor asked of itself. */
  private isOwn(serves: number, actor: number, op: OperationId): boolean {
    if (serves === 0) return false;
    const service = this.lexicon.services.at(serves);
    return service.caller === actor && service.op === this.lexicon.op(op);
  }

  /** A reply to a request whose conversation is over. */
  private isForNobody(flight: number, serves: number): boolean {
    if (serves === 0) return false;
    const { group, over } = this.lexicon.services.at(serves);
    const reply = this.lexicon.flights.at(flight);
    return over && reply.isReply && reply.group === group;
  }

  private turn(next: number, { snapshot, effects }: Outcome, current: Current): Turn {
    const { actor } = this.lexicon.lives.at(next);
    let { serves } = current;
    const asks = effects.flatMap((effect) => {
      if (effect.type === 'abandon' && this.isOwn(serves, actor, effect.op ?? current.op))
        serves = this.lexicon.overService(serves);
      return this.asks(next, effect, { ...current, serves });
    });
    return { next, done: snapshot.status === 'done', asks };
  }

  private asks(live: number, effect: Effect, { op: current, serves }: Current): Ask[] {
    const { lexicon } = this;
    const { actor, machine, op: actorOp } = lexicon.lives.at(live);
    const { id, node } = lexicon.actors.at(actor);
    switch (effect.type) {
      case 'send': {
        const targets = typeof effect.to === 'string' ? [effect.to] : effect.to;
        const op = effect.op ?? current;
        return targets.map((to) => {
          const flight = lexicon.flight(actor, lexicon.actor(to), effect.message, op);
          return {
            kind: 'send',
            id: this.isForNobody(flight, serves) ? lexicon.lateReply(flight) : flight,
          };
        });
      }
      case 'spawn': {
        const { name, input, op = current } = effect;
        const word = { node, name, machine: effect.machine, input, op, serves };
        return [{ kind: 'spawn', id: lexicon.spawn(word) }];
      }
      case 'fact': {
        const { fact, op = current } = effect;
        const nodeId = lexicon.network.nodeId(node);
        return [
          { kind: 'fact', id: lexicon.sight({ kind: 'fact', fact, op, actor: id, node: nodeId }) },
        ];
      }
      case 'abandon':
        return [{ kind: 'abandon', id: lexicon.op(effect.op ?? current) }];
      case 'close':
        return [{ kind: 'close', id: lexicon.actor(effect.to) }];
      case 'startTimer': {
        const { name, event, delayUs } = effect;
        const own = (event as MachineEvent & { op?: OperationId }).op;
        const op = own ?? (actorOp === '' ? current : actorOp);
        const timer = lexicon.timer({
          slot: lexicon.slot(actor, effect.id),
          actor,
          node,
          id: effect.id,
          name,
          event: lexicon.event(event, op),
          op: lexicon.op(op),
          deadline: this.kind(machine).spec.deadlines?.includes(name) === true,
          remainingUs: delayUs,
        });
        return [{ kind: 'startTimer', id: timer }];
      }
      case 'stopTimer':
        return [{ kind: 'stopTimer', id: lexicon.slot(actor, effect.id) }];
    }
  }
}

/** For what a turn is made: an operation, and a service (0 for none). */
interface Current {
  readonly op: OperationId;
  readonly serves: number;
}

/** In a search chance is a constant of the event, and the clock stands still. */
function enrich(spec: MachineSpec, machine: string, event: MachineEvent): MachineEvent {
  const lucky = spec.chance?.includes(event.type) === true;
  const timed = spec.clock?.includes(event.type) === true;
  return {
    ...event,
    ...(lucky ? { chance: chance(0, machine, canonical(event)) } : {}),
    ...(timed ? { nowUs: 0 } : {}),
  };
}
