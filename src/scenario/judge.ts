/**
 * Judges a run as the answer to a challenge: whether it was made with the allowed controls alone,
 * and how near each goal is, at its seed and at others. Any run that gets there is a solution.
 */
import type { Fitted, Flow } from '../flow/flow.ts';
import { normalise, parseRun } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import type { Fault } from '../kernel/schedule.ts';
import { endOf, sceneOf } from '../views/scene.ts';
import { addressesOf, missedBy } from './hits.ts';
import { type ChallengeStep, type GoalCheck, OTHER_SEEDS } from './scenario.ts';
import { Sight } from './sight.ts';

export interface Judgement {
  /** What was changed that is not allowed, in sentences; empty when all is well. */
  readonly refused: readonly string[];
  readonly goals: readonly GoalVerdict[];
  /** Every goal at every seed, with allowed controls alone. */
  readonly reached: boolean;
}

export interface GoalVerdict {
  readonly goal: GoalCheck;
  /** What was found at the seed. */
  readonly value: number | string | null;
  /** At every seed. */
  readonly met: boolean;
  /** How far the worst seed is off: of a metric in its unit, of a guarantee in violations; 0 when met, `null` where nothing could be told. */
  readonly distance: number | null;
  /** The challenge's own seed first. */
  readonly seeds: readonly SeedVerdict[];
}

export interface SeedVerdict {
  readonly seed: number;
  readonly value: number | string | null;
  readonly met: boolean;
  readonly distance: number | null;
}

/** All seeds at once. `start` is the run that the challenge begins with. */
export function judge(flow: Flow, challenge: ChallengeStep, start: Run, run: Run): Judgement {
  const judging = judgingOf(flow, challenge, start, run);
  for (;;) {
    const { done, value } = judging.next();
    if (done === true) return value;
  }
}

/** The same, with a pause after each seed for who cannot wait that long; yields how many are done. */
export function* judgingOf(
  flow: Flow,
  { goal, allow }: ChallengeStep,
  start: Run,
  run: Run,
): Generator<number, Judgement> {
  const bySeed: SeedVerdict[][] = [];
  for (const seed of seedsOf(start.seed)) {
    bySeed.push(atSeed(flow, goal, { ...run, seed }));
    yield bySeed.length;
  }
  const goals = goal.map((each, i): GoalVerdict => {
    const seeds = bySeed.flatMap((verdicts) => verdicts[i] ?? []);
    const far = seeds.filter(({ met }) => !met).map(({ distance }) => distance);
    return {
      goal: each,
      value: seeds[0]?.value ?? null,
      met: far.length === 0,
      distance: far.includes(null) ? null : Math.max(0, ...far.map((distance) => distance ?? 0)),
      seeds,
    };
  });
  const refused = [...refusals(flow, allow, start, run), ...evasions(flow, start, run)];
  return { refused, goals, reached: refused.length === 0 && goals.every(({ met }) => met) };
}

/** The challenge's own first. */
export const seedsOf = (seed: number): number[] =>
  Array.from({ length: OTHER_SEEDS + 1 }, (_, i) => (seed + i) % 2 ** 32);

/** What was set against the run must still hit it: a run without that message wins nothing. */
export function evasions(flow: Flow, start: Run, run: Run): string[] {
  const isAimed = start.holds.length > 0 || start.faults.some((fault) => 'message' in fault);
  if (!isAimed) return [];
  const known = addressesOf(sceneOf(flow, start));
  return missedBy(sceneOf(flow, { ...run, seed: start.seed }), start)
    .filter((address) => known.has(address))
    .map((address) => `No message is ${address} any more: what was set against it hits nothing.`);
}

/** At the end of the run with this very seed. */
export function atSeed(flow: Flow, goal: readonly GoalCheck[], run: Run): SeedVerdict[] {
  const scene = sceneOf(flow, run);
  const sight = new Sight(scene, endOf(scene.trace));
  return goal.map((each) => {
    const { so, found } = sight.find(each);
    return { seed: run.seed, value: found, met: so, distance: so ? 0 : distance(sight, each) };
  });
}

function distance(sight: Sight, goal: GoalCheck): number | null {
  if ('guarantee' in goal) {
    return sight.verdict(goal.guarantee) === null
      ? null
      : Math.max(1, sight.broken(goal.guarantee));
  }
  const value = sight.metric(goal.metric);
  return value === null ? null : Math.abs(value - goal.value);
}

/** In sentences: what differs from the start that the challenge does not allow. */
export function refusals(
  flow: Flow,
  allow: ChallengeStep['allow'],
  from: Run,
  to: Run,
): readonly string[] {
  const start = normalise(flow, from);
  const run = normalise(flow, to);
  const refused: string[] = [];
  if (run.variant !== start.variant && !allow.variants.includes(run.variant)) {
    refused.push(`The variant ${run.variant} is not allowed here.`);
  }
  if (run.workload !== start.workload) refused.push('The workload stays as it is.');
  for (const name of differing(start.fixes, run.fixes)) {
    if (!fits(flow.fixes[name] ?? {}, run.variant)) continue;
    if (!allow.fixes.includes(name)) refused.push(`The fix ${name} is not allowed here.`);
  }
  for (const name of differing(start.params, run.params)) {
    if (!fits(flow.params[name] ?? {}, run.variant)) continue;
    if (!allow.params.includes(name)) refused.push(`The parameter ${name} stays as it is.`);
  }
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const left = [...run.faults];
  for (const fault of start.faults) {
    const place = left.findIndex((each) => same(each, fault));
    if (place >= 0) left.splice(place, 1);
    else if (parseRun([flow], { ...run, faults: [fault] }).ok)
      refused.push(`The fault on ${targetOf(fault)} stays.`);
  }
  for (const fault of left) {
    const kind = kindOf(fault);
    if (!allow.faults.includes(kind)) refused.push(`A fault "${kind}" is not allowed here.`);
  }
  if (left.length > allow.faultsMax && allow.faults.length > 0) {
    refused.push(
      `At most ${allow.faultsMax} of your faults are allowed; there are ${left.length}.`,
    );
  }
  if (!same(start.holds, run.holds)) refused.push('Orders stay as they are.');
  if (!same(start.inputs, run.inputs)) refused.push('What users do stays as it is.');
  if (start.untilUs !== run.untilUs) refused.push('The run goes to its end.');
  return refused;
}

/** What another variant does not have is no change. */
const fits = ({ variants }: Pick<Fitted, 'variants'>, variant: string): boolean =>
  variants?.includes(variant) ?? true;

/** As a challenge's `allow` names it. */
const kindOf = (fault: Fault): string => (fault.kind === 'own' ? fault.event : fault.kind);

const targetOf = (fault: Fault): string =>
  'message' in fault ? fault.message : 'link' in fault ? fault.link : fault.node;

function differing(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys({ ...a, ...b }).filter((name) => a[name] !== b[name]);
}
