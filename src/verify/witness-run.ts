/** A witness of the search as a run that plays to the violation. */
import { type Compiled, compile, type Setup } from '../flow/compile.ts';
import type { Flow, ParamValue } from '../flow/flow.ts';
import { normalise } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import { canonical } from '../kernel/json.ts';
import type { Schedule } from '../kernel/schedule.ts';
import { toSchedule } from '../kernel/search/replay.ts';
import type { Witness } from '../kernel/search/witness.ts';
import type { System } from '../kernel/system.ts';

export interface Replayed {
  readonly run: Run;
  /** The system that this run is executed on. */
  readonly system: System;
  /** Why the run differs from what was asked, or does not show it; empty when all is well. */
  readonly note: string;
}

const SEED = 1;
/** What the latencies are multiplied by, one after the other, until the witness plays. */
const SCALES = [1, 0.1, 0.01, 0];

/**
 * Links take no time in a search. Where real latencies keep a witness from happening (a chain of
 * hops is longer than a timer that it must precede), the run gets smaller ones, and the note says so.
 */
export function witnessRun(
  flow: Flow,
  setup: Setup,
  witness: Witness,
  watched: (compiled: Compiled) => System,
): Replayed {
  const asRun = (params: Setup['params'], schedule: Schedule): Run =>
    normalise(flow, { version: 1, flow: flow.id, ...setup, params, ...schedule });
  const names = latencyParams(flow, setup);
  for (const scale of SCALES) {
    const params = { ...setup.params, ...scaled(flow, setup, names, scale) };
    const system = watched(compile(flow, { ...setup, params }));
    const { schedule, latencyScale, replays } = toSchedule(system, witness, SEED);
    if (!replays || latencyScale !== 1) continue;
    const changed = names.map((name) => `${name}=${params[name]}`).join(', ');
    const note =
      scale === 1
        ? ''
        : `With the latencies as they were, a timer comes before a chain of messages that it must follow; this run has ${changed}.`;
    return { run: asRun(params, schedule), system, note };
  }
  const system = watched(compile(flow, setup));
  const { schedule } = toSchedule(system, witness, SEED);
  const note =
    'This order exists in the search but does not play in virtual time with these parameters: the run shows how it begins.';
  return { run: asRun(setup.params, schedule), system, note };
}

/** The parameters that change nothing but how long links take. */
function latencyParams(flow: Flow, setup: Setup): string[] {
  const plain = compile(flow, setup);
  const shape = ({ plan, system }: Compiled): string =>
    canonical([plan.nodes.map(({ id, input }) => [id, input]), system.acts, system.horizonUs]);
  return Object.entries(flow.params)
    .filter(([name, { min, variants }]) => {
      if (variants !== undefined && !variants.includes(setup.variant)) return false;
      const value = plain.choice.params[name];
      if (value === undefined || !Number.isFinite(value) || value <= min) return false;
      const changed = compile(flow, { ...setup, params: { ...setup.params, [name]: min } });
      const changesLinks = canonical(changed.plan.links) !== canonical(plain.plan.links);
      return changesLinks && shape(changed) === shape(plain);
    })
    .map(([name]) => name);
}

function scaled(
  flow: Flow,
  setup: Setup,
  names: readonly string[],
  scale: number,
): Record<string, ParamValue> {
  if (scale === 1) return {};
  const { params } = compile(flow, setup).choice;
  return Object.fromEntries(
    names.map((name) => [
      name,
      Math.max(
        flow.params[name]?.min ?? 0,
        Math.round((params[name] ?? 0) * scale * 1_000) / 1_000,
      ),
    ]),
  );
}
