/** What each step shows and plays: runs, and stretches of their time. Pure, and nothing is simulated. */
import type { Fitted, Flow } from '../flow/flow.ts';
import { normalise } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import type { Act } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { ActAsked, ChallengeStep, Change, Scenario, Step } from './scenario.ts';

/** One step as it is played. */
export interface Beat {
  readonly step: Step;
  /** What stands on the screen: what the step plays, or what was played last. */
  readonly run: Run;
  /** It plays from here to `untilUs`; where nothing plays, both are where the run stands. */
  readonly fromUs: Micros;
  /** `null`: to the end of the run. */
  readonly untilUs: Micros | null;
  readonly plays: boolean;
}

/** The run that a scenario opens with. */
export const setupRun = (flow: Flow, { setup }: Pick<Scenario, 'setup'>): Run =>
  changed(
    flow,
    {
      version: 1,
      flow: flow.id,
      variant: setup.variant,
      workload: setup.workload,
      seed: setup.seed,
      fixes: {},
      params: {},
      faults: [],
      holds: [],
      inputs: [],
    },
    setup,
  );

/** A run with a change made to it. Names are not looked up: `names.ts` does that. */
export function changed(flow: Flow, run: Run, change: Change): Run {
  const { variant = run.variant, workload, seed, fixes, params, faults, holds, acts } = change;
  return normalise(flow, {
    ...run,
    variant,
    workload: workload ?? run.workload,
    seed: seed ?? run.seed,
    fixes: { ...fittingOf(flow.fixes, run.fixes, variant), ...fixes },
    params: { ...fittingOf(flow.params, run.params, variant), ...params },
    faults: [...run.faults, ...(faults ?? [])],
    holds: [...run.holds, ...(holds ?? [])],
    inputs: withActs(flow, run.inputs, acts ?? []),
  });
}

/** What was set for another variant is gone with it. */
const fittingOf = <T>(
  specs: Readonly<Record<string, Pick<Fitted, 'variants'>>>,
  values: Readonly<Record<string, T>>,
  variant: string,
): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => specs[name]?.variants?.includes(variant) ?? true),
  );

/** Numbered as those made by hand in the workbench are. */
function withActs(flow: Flow, inputs: readonly Act[], asked: readonly ActAsked[]): readonly Act[] {
  return asked.reduce<readonly Act[]>((before, { act, node, atUs }) => {
    const spec = flow.acts[act];
    if (spec === undefined) return before;
    const n = before.length + 1;
    return [...before, { op: `${spec.op}-h${n}`, node, atUs, event: spec.event(n) }];
  }, inputs);
}

/** One beat a step, in order. The scenario's names must be the flow's (`names.ts`). */
export function beatsOf(flow: Flow, scenario: Scenario): readonly Beat[] {
  const setup = setupRun(flow, scenario);
  const played = new Map([['setup', setup]]);
  let run = setup;
  let standsUs: Micros | null = 0;
  return scenario.steps.map((step): Beat => {
    switch (step.kind) {
      case 'run':
      case 'fault':
      case 'fix': {
        const base = baseOf(step.after, played, run);
        const next = changed(flow, base, step);
        const fromUs = step.startUs ?? beginning(run, next, standsUs);
        const untilUs = step.untilUs ?? null;
        run = next;
        standsUs = untilUs;
        played.set(step.id, next);
        return { step, run, fromUs, untilUs, plays: true };
      }
      case 'challenge': {
        run = baseOf(step.after, played, run);
        standsUs = 0;
        return { step, run, fromUs: 0, untilUs: 0, plays: false };
      }
      case 'context':
      case 'predict':
      case 'observe':
      case 'explain':
        return {
          step,
          run,
          fromUs: standsUs ?? Number.MAX_SAFE_INTEGER,
          untilUs: standsUs,
          plays: false,
        };
    }
  });
}

const baseOf = (after: string | undefined, played: ReadonlyMap<string, Run>, stands: Run): Run =>
  (after === undefined ? undefined : played.get(after)) ?? stands;

/**
 * Where playing begins: where the former stopped, if what was seen until then is still so; else
 * at the beginning.
 */
function beginning(before: Run, next: Run, standsUs: Micros | null): Micros {
  if (standsUs === null) return 0;
  const rest = (run: Run): string => JSON.stringify({ ...run, faults: [] });
  const added = next.faults.slice(before.faults.length);
  const isLonger =
    rest(before) === rest(next) &&
    JSON.stringify(next.faults.slice(0, before.faults.length)) === JSON.stringify(before.faults) &&
    added.every((fault) => 'atUs' in fault && fault.atUs >= standsUs);
  return isLonger ? standsUs : 0;
}

/** The run with which a challenge begins. */
export function challengeRun(flow: Flow, scenario: Scenario, step: ChallengeStep): Run {
  const beat = beatsOf(flow, scenario).find((each) => each.step === step);
  if (beat === undefined) throw new Error(`The challenge "${step.id}" is none of this scenario.`);
  return beat.run;
}
