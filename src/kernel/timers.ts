/** The timers of actors: started and stopped by their machines, due by the clock. */
import type { Actor } from './actors.ts';
import type { Addresses } from './address.ts';
import type { Agenda, Item, Timer } from './agenda.ts';
import type { EntryId } from './entry.ts';
import type { Ledger } from './ledger.ts';
import type { Nodes } from './nodes.ts';
import type { Effect } from './step.ts';
import type { ActorId, OperationId } from './system.ts';

interface Around {
  readonly ledger: Ledger;
  readonly agenda: Agenda;
  readonly nodes: Nodes;
  readonly addresses: Addresses;
  readonly live: ReadonlyMap<ActorId, Actor>;
  /** Gives the timer's event to its actor. */
  readonly take: (timer: Timer, cause: EntryId) => void;
}

export class Timers {
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
  }

  /** In place of one of the same id, if that is running. */
  start(
    actor: Actor,
    { id, name, event, delayUs }: Extract<Effect, { type: 'startTimer' }>,
    cause: EntryId,
    current: OperationId,
  ): void {
    const { ledger, agenda, nodes, addresses } = this.around;
    this.stop(actor, id, cause);
    const deadline = actor.kind.spec.deadlines?.includes(name) === true;
    // A slow node works slowly; what it promised by the clock stays due.
    const slowdown = deadline ? 1 : nodes.slowdown(actor.node);
    const dueUs = ledger.nowUs + Math.round(delayUs * slowdown);
    const address = addresses.timer(actor.id, name);
    const op = (event as { op?: OperationId }).op ?? (actor.op === '' ? current : actor.op);
    const entry = ledger.timer(cause, address, actor.id, id, name, deadline, dueUs);
    const timer: Timer = { actor: actor.id, id, event, op, address, entry, alive: true };
    actor.timers.set(id, timer);
    agenda.add(dueUs, { kind: 'fire', timer }, address);
  }

  /** Nothing, if it is not running. */
  stop(actor: Actor, id: string, cause: EntryId): void {
    const timer = actor.timers.get(id);
    if (timer === undefined) return;
    timer.alive = false;
    actor.timers.delete(id);
    this.around.ledger.timerEnd('cancel', cause, timer);
  }

  fire(timer: Timer, { doing, address }: Item): void {
    const { ledger, agenda, nodes, live, take } = this.around;
    const actor = live.get(timer.actor);
    if (actor === undefined) return;
    if (nodes.isPaused(actor.node)) {
      nodes.park(actor.node, doing, address);
      return;
    }
    timer.alive = false;
    actor.timers.delete(timer.id);
    const cause = ledger.timerEnd('fire', timer.entry, timer);
    take(timer, cause);
    agenda.happened(timer.address, ledger.nowUs);
  }
}
