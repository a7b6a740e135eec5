/** From a run to the system that the kernel executes: defaults filled in, numbers resolved. */
import { simulate } from '../kernel/simulate.ts';
import type { System } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import {
  type Choice,
  type Fixes,
  type Flow,
  fits,
  type Params,
  type ParamValue,
  type Plan,
} from './flow.ts';
import type { Run } from './run.ts';
import { isForeign, withStranger } from './stranger.ts';

/**
 * The part of a run that says what is built, before seed, faults and acts by hand. Of these only
 * calls from outside matter: they need a box of their own.
 */
export type Setup = Pick<Run, 'variant' | 'fixes' | 'params' | 'workload'> &
  Partial<Pick<Run, 'inputs'>>;

/** What a flow opens with. */
export function openingRun(flow: Flow): Run {
  return {
    version: 1,
    flow: flow.id,
    variant: flow.opening.variant,
    fixes: {},
    params: {},
    workload: flow.opening.workload,
    seed: 1,
    faults: [],
    holds: [],
    inputs: [],
  };
}

/** Every fix and parameter with its value: the run's, else the workload's, else the default. Throws on an unknown workload. */
export function choiceOf(flow: Flow, setup: Setup): Choice {
  const workload = flow.workloads[setup.workload];
  if (workload === undefined) {
    throw new Error(`The flow "${flow.id}" has no workload "${setup.workload}".`);
  }
  const fixes: Fixes = Object.fromEntries(
    Object.entries(flow.fixes).map(([name, { values }]) => [name, setup.fixes[name] ?? values[0]]),
  );
  const params: Params = Object.fromEntries(
    Object.entries(flow.params).map(([name, spec]) => [
      name,
      resolve(setup.params[name] ?? workload.params?.[name] ?? spec.default),
    ]),
  );
  return { variant: setup.variant, fixes, params, workload };
}

const resolve = (value: ParamValue): number => (value === 'inf' ? Number.POSITIVE_INFINITY : value);

export interface Compiled {
  readonly choice: Choice;
  readonly plan: Plan;
  readonly system: System;
}

/** Pure. The run's names must be the flow's: a run from outside goes through `parseRun` first. */
export function compile(flow: Flow, setup: Setup): Compiled {
  const choice = choiceOf(flow, setup);
  const { params, workload } = choice;
  const own = flow.plan(choice);
  const plan = setup.inputs?.some(isForeign) === true ? withStranger(own) : own;
  const horizonUs = workload.horizonUs?.(params);
  const system: System = {
    machines: plan.machines,
    nodes: plan.nodes,
    links: plan.links,
    messages: flow.messages,
    acts: workload.acts(params),
    monitors: flow.guarantees
      .filter((guarantee) => fits(guarantee, setup.variant, choice.fixes))
      .map(({ id, monitor }) => ({ id, ...monitor(params) })),
    ...(horizonUs === undefined ? {} : { horizonUs }),
  };
  return { choice, plan, system };
}

/** Compiles a run and simulates it. */
export function traceOf(flow: Flow, run: Run): Trace {
  return simulate(compile(flow, run).system, run);
}
