/**
 * The one meaning of a machine: `(snapshot, event) → next snapshot and effects`, pure, with no
 * live actor. Simulation and search both step through here.
 *
 * XState's own `transition()` builds an actor at every call; calling the machine with one inert
 * scope of ours gives the same result several times faster (step.test.ts compares them).
 */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Command, Message } from './system.ts';
import { fromMs, type Micros } from './time.ts';

export type Snapshot = AnyMachineSnapshot;
export interface MachineEvent {
  readonly type: string;
}

/** What a step asks for, in the order in which the machine asked. */
export type Effect =
  | Command
  | {
      readonly type: 'startTimer';
      readonly id: string;
      /** The delay's name in `after`, the event's type in a delayed `raise`. */
      readonly name: string;
      readonly delayUs: Micros;
      readonly event: MachineEvent;
    }
  | { readonly type: 'stopTimer'; readonly id: string };

export interface Outcome {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
}

/** The shape of the actions that XState 5 hands to a scope's executor; see `translate`. */
interface Action {
  readonly type: string;
  readonly params?: unknown;
}

export interface Stepper {
  /** The machine's first snapshot. Throws if the machine asks for what the kernel does not offer. */
  readonly start: (input: unknown) => Outcome;
  /** Pure. Throws what an action or a guard throws: a programmer's error. */
  readonly step: (snapshot: Snapshot, event: MachineEvent) => Outcome;
}

export function stepper(machine: AnyStateMachine): Stepper {
  let actions: Action[] = [];
  const nothing = (): void => {};
  const system = { _sendInspectionEvent: nothing, _clock: undefined, _logger: nothing };
  const scope = {
    self: { id: machine.id, sessionId: machine.id, system },
    system,
    id: machine.id,
    sessionId: machine.id,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: (action: Action): void => {
      actions.push(action);
    },
    // XState types the scope by the machine; an inert one belongs to none.
  } as unknown as Parameters<AnyStateMachine['transition']>[2];

  const run = (compute: () => Snapshot): Outcome => {
    actions = [];
    const snapshot = compute();
    if (snapshot.status === 'error') throw snapshot.error;
    if (actions.length === 0) return { snapshot, effects: NO_EFFECTS };
    const effects: Effect[] = [];
    for (const action of actions) translate(machine, action, effects);
    return { snapshot, effects };
  };
  return {
    start: (input) => run(() => machine.getInitialSnapshot(scope, input)),
    step: (snapshot, event) => run(() => machine.transition(snapshot, event, scope)),
  };
}

const NO_EFFECTS: readonly Effect[] = [];

function translate(machine: AnyStateMachine, action: Action, effects: Effect[]): void {
  switch (action.type) {
    case 'xstate.emit':
      effects.push((action.params as { event: Command }).event);
      return;
    case 'xstate.raise': {
      const params = action.params as { id?: unknown; delay?: unknown; event: Message };
      // A raise without a delay is already consumed; an `after` without one is a misspelt name.
      if (params.delay === undefined && !params.event.type.startsWith('xstate.after.')) return;
      const where = `${machine.id}, timer for ${params.event.type}`;
      if (typeof params.delay !== 'number' || !Number.isFinite(params.delay) || params.delay < 0) {
        throw new TypeError(
          `${where}: a delay must be a finite number of milliseconds, not ${String(params.delay)}. Is a named delay missing from setup()?`,
        );
      }
      if (typeof params.id !== 'string' || params.id === '') {
        throw new TypeError(
          `${where}: a delayed raise needs an id that is a string. A computed id goes through enqueueActions.`,
        );
      }
      effects.push({
        type: 'startTimer',
        id: params.id,
        name: timerName(params.event.type),
        delayUs: fromMs(params.delay),
        event: params.event,
      });
      return;
    }
    case 'xstate.cancel':
      effects.push({ type: 'stopTimer', id: (action.params as { sendId: string }).sendId });
      return;
    default:
      throw new TypeError(
        `${machine.id}: the action "${action.type}" is not one that the kernel carries out. Use assign, emit, raise, cancel or enqueueActions.`,
      );
  }
}

/** `xstate.after.leaseTimeout.app.waiting` is the timer `leaseTimeout`; an event's type names itself. */
function timerName(eventType: string): string {
  return eventType.startsWith('xstate.after.') ? (eventType.split('.')[2] ?? eventType) : eventType;
}
