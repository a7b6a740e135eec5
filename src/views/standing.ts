/** Where an actor stands in its statechart after an entry: states, the last transition, running delays. */
import type { EntryId, EntryOf, StateValue } from '../kernel/entry.ts';
import { type ActorId, type NodeId, nodeOf, type OperationId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import type { LiveActor } from '../kernel/world.ts';
import { lookOf, type Scene, worldAt } from './scene.ts';
import {
  type ChartTransition,
  isDone,
  isWithin,
  type Statechart,
  type StatePath,
} from './statechart.ts';
import { type TimerView, timerView } from './timers.ts';
import { waysOf } from './ways.ts';
import { statePaths, stateWords } from './words.ts';

export interface ActorStanding {
  /** In words: `open: live`, or `feed: live · heartbeat: beating`. */
  readonly state: string;
  /** The states it is in, with all around them; the machine itself among them. */
  readonly active: ReadonlySet<StatePath>;
  /** What brought it here; `null` while it stands where it started. */
  readonly last: LastTransition | null;
  readonly delays: readonly RunningDelay[];
}

export interface LastTransition {
  readonly entry: EntryId;
  readonly atUs: Micros;
  /** Ids of transitions. Several where the trace does not tell which of two guards it was. */
  readonly transitions: ReadonlySet<string>;
}

/** Timers of one name, running: the one that is due first. */
export interface RunningDelay extends TimerView {
  readonly count: number;
  /** Ids of the transitions that it brings about. */
  readonly transitions: ReadonlySet<string>;
}

/** An actor that can be looked at, and the machine that it runs. */
export interface ActorChoice {
  readonly id: ActorId;
  readonly op: OperationId;
  readonly machine: string;
  readonly state: string;
  readonly since: EntryId;
}

/** Those alive on a node, its own first, then as they came. */
export function actorsOn(scene: Scene, node: NodeId, index: EntryId): readonly ActorChoice[] {
  const alive = [...worldAt(scene, index).actors.values()].filter((each) => each.node === node);
  return alive.map(choiceOf).sort((a, b) => Number(b.id === node) - Number(a.id === node));
}

const choiceOf = ({ id, op, machine, standing, since }: LiveActor): ActorChoice => ({
  id,
  op,
  machine,
  state: stateWords(standing.value),
  since,
});

/** The machines that run on a node at any time of the run: its own, then those of its requests. */
export function machinesOn(scene: Scene, node: NodeId): readonly string[] {
  const { trace } = scene;
  let machines = known.get(trace);
  if (machines === undefined) {
    machines = new Map();
    for (const entry of trace.entries) {
      if (entry.kind !== 'spawn') continue;
      const home = nodeOf(entry.actor);
      machines.set(home, (machines.get(home) ?? new Set()).add(entry.machine));
    }
    known.set(trace, machines);
  }
  const own = lookOf(scene, node)?.machine;
  return [...new Set([...(own === undefined ? [] : [own]), ...(machines.get(node) ?? [])])];
}
const known = new WeakMap<Trace, Map<NodeId, Set<string>>>();

/** `null` when the actor is not alive then. */
export function standingAt(
  scene: Scene,
  chart: Statechart,
  actor: ActorId,
  index: EntryId,
): ActorStanding | null {
  const world = worldAt(scene, index);
  const live = world.actors.get(actor);
  if (live === undefined) return null;
  const active = activeIn(live.standing.value);
  const timers = [...world.timers.values()].filter((each) => each.actor === actor);
  return {
    state: stateWords(live.standing.value),
    active,
    last: lastTransition(scene, chart, live),
    delays: delaysOf(timers, chart, active, live.op),
  };
}

function activeIn(value: StateValue): ReadonlySet<StatePath> {
  const active = new Set<StatePath>(['']);
  for (const path of statePaths(value)) {
    const names = path.split('.');
    for (let i = 1; i <= names.length; i++) active.add(names.slice(0, i).join('.'));
  }
  return active;
}

function lastTransition(scene: Scene, chart: Statechart, live: LiveActor): LastTransition | null {
  const { entries } = scene.trace;
  const step = entries[live.since];
  if (step?.kind !== 'step') return null;
  const former = entries[waysOf(scene.trace).before[step.id] ?? -1];
  const before = former?.kind === 'step' || former?.kind === 'spawn' ? former.after.value : {};
  const transitions = taken(chart, activeIn(before), activeIn(step.after.value), step.on);
  return {
    entry: step.id,
    atUs: step.atUs,
    transitions: new Set(transitions.map(({ id }) => id)),
  };
}

/**
 * The transitions that an event took. The trace tells the states before and after; where two
 * transitions of one event go the same way, guards alone know which it was, and both are named.
 */
export function taken(
  { transitions }: Statechart,
  before: ReadonlySet<StatePath>,
  after: ReadonlySet<StatePath>,
  on: string,
): readonly ChartTransition[] {
  const possible = transitions.filter(({ from, event }) => before.has(from) && event === on);
  const open =
    possible.length > 0
      ? possible
      : transitions.filter(({ from, event }) => before.has(from) && event === '*');
  const arriving = open.filter(({ to }) => to !== null && after.has(to));
  const moving = arriving.filter(({ to }) => to !== null && !before.has(to));
  if (moving.length > 0) return withAtOnce(transitions, moving, before, after);
  const passing = open.flatMap((each) => {
    const chain = each.to === null ? [] : atOnce(transitions, each.to, before, after);
    return chain.length === 0 ? [] : [each, ...chain];
  });
  if (passing.length > 0) return passing;
  const following = [...before].flatMap((path) => atOnce(transitions, path, before, after));
  const staying = open.filter(
    ({ from, to }) => to === null || before.has(to) || (after.has(from) && after.has(to)),
  );
  // An inner state is asked before the states around it.
  const innermost = staying.filter(
    (each) => !staying.some(({ from }) => from !== each.from && isWithin(from, each.from)),
  );
  return [...innermost, ...following];
}

/** With the transitions without an event that followed. */
const withAtOnce = (
  transitions: readonly ChartTransition[],
  first: readonly ChartTransition[],
  before: ReadonlySet<StatePath>,
  after: ReadonlySet<StatePath>,
): readonly ChartTransition[] => [
  ...first,
  ...first.flatMap(({ to }) => (to === null ? [] : atOnce(transitions, to, before, after))),
];

/** How many transitions without an event may follow one another, beyond what machines do. */
const CHAIN_MAX = 6;

/** Without an event, or when the end of a state is reached inside it. */
const follows = ({ event, from }: ChartTransition, path: StatePath): boolean =>
  event === '' ? from === path : isDone(event) && from === path.split('.').slice(0, -1).join('.');

/** From a state over transitions without an event to where the machine came to rest; nothing if there is no such way. */
function atOnce(
  transitions: readonly ChartTransition[],
  from: StatePath,
  before: ReadonlySet<StatePath>,
  after: ReadonlySet<StatePath>,
  most = CHAIN_MAX,
): readonly ChartTransition[] {
  if (most === 0) return [];
  for (const each of transitions) {
    if (!follows(each, from) || each.to === null) continue;
    if (after.has(each.to) && !before.has(each.to)) return [each];
    const rest = atOnce(transitions, each.to, before, after, most - 1);
    if (rest.length > 0) return [each, ...rest];
  }
  return [];
}

function delaysOf(
  timers: readonly EntryOf<'timer'>[],
  { transitions }: Statechart,
  active: ReadonlySet<StatePath>,
  op: OperationId,
): readonly RunningDelay[] {
  const byName = new Map<string, EntryOf<'timer'>[]>();
  for (const timer of timers) byName.set(timer.name, [...(byName.get(timer.name) ?? []), timer]);
  return Array.from(byName, ([name, list]) => {
    const [first] = list.toSorted((a, b) => a.dueUs - b.dueUs || a.id - b.id);
    if (first === undefined) throw new Error(`There is no timer ${name}.`);
    const brought = transitions.filter(
      ({ from, event, delay }) =>
        active.has(from) && (event === name || (delay !== null && event.split('.')[2] === name)),
    );
    return {
      ...timerView(first, op),
      count: list.length,
      transitions: new Set(brought.map(({ id }) => id)),
    };
  });
}
