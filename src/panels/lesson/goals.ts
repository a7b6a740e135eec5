/** Goals and figures of runs as a person reads them: value, target, distance. */
import type { Flow } from '../../flow/flow.ts';
import type { Judgement } from '../../scenario/judge.ts';
import type { Check, Comparison, Cost, GoalCheck } from '../../scenario/scenario.ts';
import { Sight } from '../../scenario/sight.ts';
import { endOf, type Scene } from '../../views/scene.ts';
import { metricText } from '../../views/tally.ts';

export interface GoalRow {
  readonly title: string;
  /** What is: `5 writes`, `broken`. */
  readonly value: string;
  /** What is wanted: `= 0 writes`, `holds`. */
  readonly target: string;
  readonly met: boolean;
  /** How far it is: `5 writes too many`; empty when it is met. */
  readonly distance: string;
  /** 1 when it is met, towards 0 the further it is. */
  readonly nearness: number;
}

const SIGNS: Readonly<Record<Comparison, string>> = {
  eq: '=',
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
};

/** At the end of the run. */
export function goalRows(scene: Scene, goals: readonly GoalCheck[]): readonly GoalRow[] {
  const sight = new Sight(scene, endOf(scene.trace));
  return goals.map((goal): GoalRow => {
    const { so, found } = sight.find(goal);
    const row = { title: titleOfCheck(scene.flow, goal), target: targetText(scene.flow, goal) };
    if ('guarantee' in goal) {
      const count = sight.broken(goal.guarantee);
      const off = goal.is === 'holds' ? times(count) : 'it is not broken yet';
      const value = found === null ? 'not judged here' : String(found);
      return { ...row, value, met: so, distance: so ? '' : off, nearness: so ? 1 : 0 };
    }
    const unit = unitOf(scene.flow, goal.metric);
    const value = typeof found === 'number' ? found : null;
    const off = value === null ? 0 : value - goal.value;
    return {
      ...row,
      value: metricText(value, unit),
      met: so,
      distance: so ? '' : distanceText(value, off, unit),
      nearness: so ? 1 : nearness(value, goal.value),
    };
  });
}

const times = (count: number): string => (count === 1 ? 'broken once' : `broken ${count} times`);

function distanceText(value: number | null, off: number, unit: string): string {
  if (value === null) return 'it has nothing to tell';
  if (off === 0) return 'just missed';
  return `${metricText(Math.abs(off), unit)} too ${off > 0 ? 'much' : 'little'}`;
}

function nearness(value: number | null, target: number): number {
  if (value === null) return 0;
  const scale = Math.max(Math.abs(value), Math.abs(target));
  return scale === 0 ? 1 : Math.max(0, 1 - Math.abs(value - target) / scale);
}

function titleOfCheck(flow: Flow, check: GoalCheck): string {
  if ('metric' in check) {
    return flow.metrics.find(({ id }) => id === check.metric)?.title ?? check.metric;
  }
  const { guarantee: name } = check;
  return flow.guarantees.find(({ id, ref }) => id === name || ref === name)?.title ?? name;
}

const unitOf = (flow: Flow, metric: string): string =>
  flow.metrics.find(({ id }) => id === metric)?.unit ?? '';

function targetText(flow: Flow, goal: GoalCheck): string {
  if ('guarantee' in goal) return goal.is;
  return `${SIGNS[goal.compare]} ${metricText(goal.value, unitOf(flow, goal.metric))}`;
}

export interface FailedSeed {
  readonly seed: number;
  /** What was found there instead: `Lost writes: 2`. */
  readonly found: string;
}

/** The seeds at which a goal was not met, each once, in order. */
export function failedSeeds(flow: Flow, { goals }: Judgement): readonly FailedSeed[] {
  const found = new Map<number, string>();
  for (const { goal, seeds } of goals) {
    for (const { seed, met, value } of seeds) {
      if (met || found.has(seed)) continue;
      const shown =
        'metric' in goal && typeof value !== 'string'
          ? metricText(value, unitOf(flow, goal.metric))
          : (value ?? 'not judged here');
      found.set(seed, `${titleOfCheck(flow, goal)}: ${shown}`);
    }
  }
  return [...found].map(([seed, text]) => ({ seed, found: text }));
}

export interface FigureRow {
  readonly title: string;
  readonly was: string;
  readonly now: string;
  readonly differs: boolean;
  /** Markdown: what a cost is about. */
  readonly say?: string;
}

const metricRow = (was: Sight, now: Sight, id: string): FigureRow => {
  const { flow } = now.scene;
  const unit = unitOf(flow, id);
  const [a, b] = [metricText(was.metric(id), unit), metricText(now.metric(id), unit)];
  const title = flow.metrics.find((each) => each.id === id)?.title ?? id;
  return { title, was: a, now: b, differs: a !== b };
};

const atEnd = (scene: Scene): Sight => new Sight(scene, endOf(scene.trace));

/** What a fix mends, at the ends of the run without it and with it. */
export function mendedRows(was: Scene, now: Scene, expect: readonly Check[]): readonly FigureRow[] {
  const [before, after] = [atEnd(was), atEnd(now)];
  return expect.flatMap((check): FigureRow[] => {
    if ('metric' in check) return [metricRow(before, after, check.metric)];
    if (!('guarantee' in check)) return [];
    const [a, b] = [before.verdict(check.guarantee), after.verdict(check.guarantee)];
    const title = titleOfCheck(now.flow, check);
    return [{ title, was: a ?? '–', now: b ?? '–', differs: a !== b }];
  });
}

/** What it costs, likewise. */
export function costRows(was: Scene, now: Scene, cost: readonly Cost[]): readonly FigureRow[] {
  const [before, after] = [atEnd(was), atEnd(now)];
  return cost.map(({ metric, say }) => ({
    ...metricRow(before, after, metric),
    ...(say === undefined ? {} : { say }),
  }));
}
