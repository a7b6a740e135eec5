/**
 * The baseline of the kernel: the very events that each of its actors took, sent to live actors
 * of XState with a clock that does nothing.
 */
import { type AnyActor, type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate';
import { simulate } from '../../kernel/simulate.ts';
import type { MachineSpec, System } from '../../kernel/system.ts';
import { PLAIN } from './workload.ts';

interface Recording {
  /** Of each actor, in the order in which they were started. */
  readonly started: { readonly machine: AnyStateMachine; readonly input: unknown }[];
  /** Actor and event, one after the other. */
  readonly sent: { readonly actor: number; readonly event: { readonly type: string } }[];
}

/** Executes the system and records what its actors took. */
export function recordEvents(system: System): Recording {
  const recording: Recording = { started: [], sent: [] };
  const actors = new WeakMap<AnyMachineSnapshot, number>();
  const recorded = (spec: MachineSpec): MachineSpec => {
    const { machine } = spec;
    const spy = Object.create(machine, {
      getInitialSnapshot: {
        value: (...[scope, input]: Parameters<AnyStateMachine['getInitialSnapshot']>) => {
          const snapshot = machine.getInitialSnapshot(scope, input);
          actors.set(snapshot, recording.started.push({ machine, input }) - 1);
          return snapshot;
        },
      },
      transition: {
        value: (...[snapshot, event, scope]: Parameters<AnyStateMachine['transition']>) => {
          const actor = actors.get(snapshot) ?? -1;
          recording.sent.push({ actor, event });
          const next = machine.transition(snapshot, event, scope);
          actors.set(next, actor);
          return next;
        },
      },
    }) as AnyStateMachine;
    return { ...spec, machine: spy };
  };
  const machines = Object.fromEntries(
    Object.entries(system.machines).map(([name, spec]) => [name, recorded(spec)]),
  );
  simulate({ ...system, machines }, PLAIN);
  return recording;
}

const noClock = { setTimeout: () => 0, clearTimeout: () => {} };

/** Creates the actors, and returns what sends them their events. */
export function bareActors({ started, sent }: Recording): () => void {
  const actors: AnyActor[] = started.map(({ machine, input }) =>
    createActor(machine, { input, clock: noClock as never }).start(),
  );
  return () => {
    for (const { actor, event } of sent) actors[actor]?.send(event);
  };
}
