/** One member of a crowd, opened: where it stands, what it holds, what it waits for, what happened to it. */
import type { FlowNode } from '../flow/flow.ts';
import type { HeldRow, Tone } from '../flow/look.ts';
import type { Entry, EntryId } from '../kernel/entry.ts';
import type { ActorId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { barFinder, courseOf } from './crowd.ts';
import { type EntryRow, entryRow } from './entries.ts';
import { type Scene, worldAt } from './scene.ts';
import { type TimerView, timerView } from './timers.ts';
import { stateWords } from './words.ts';

export interface MemberView {
  readonly number: number;
  /** `client 17`. */
  readonly title: string;
  readonly presence: 'not yet' | 'here' | 'left';
  readonly bar: { readonly title: string; readonly tone: Tone } | null;
  readonly state: string;
  readonly sinceUs: Micros | null;
  readonly holds: readonly HeldRow[];
  /** The soonest first. */
  readonly timers: readonly TimerView[];
  /** What happened to it, the latest first; at most `RECENT`. */
  readonly recent: readonly EntryRow[];
}

const RECENT = 25;

/** `undefined` for a number that no member has in this run. */
export function memberAt(
  scene: Scene,
  node: FlowNode,
  number: number,
  index: EntryId,
): MemberView | undefined {
  const course = courseOf(scene, node);
  const member = course?.members.get(number);
  if (node.crowd === undefined || course === undefined || member === undefined) return undefined;
  const { actor, came } = member;
  const world = worldAt(scene, index);
  const live = world.actors.get(actor);
  const { entries } = scene.trace;
  return {
    number,
    title: `${node.crowd.member} ${number}`,
    presence: live !== undefined ? 'here' : came > index ? 'not yet' : 'left',
    bar:
      live === undefined ? null : (course.bars[barFinder(node.crowd)(live.standing.value)] ?? null),
    state: live === undefined ? '' : stateWords(live.standing.value),
    sinceUs: live === undefined ? null : (entries[live.since]?.atUs ?? null),
    holds: live === undefined ? [] : (node.crowd.holds?.(live.standing.context) ?? []),
    timers: [...world.timers.values()]
      .filter((timer) => timer.actor === actor)
      .map((timer) => timerView(timer, ''))
      .toSorted((a, b) => a.dueUs - b.dueUs),
    recent: recentOf(scene.trace, actor, index).map((entry) => entryRow(scene, entry)),
  };
}

/** The next member after a number that is in a bar now, beginning anew after the last; `undefined` if none is. */
export function nextInBar(
  scene: Scene,
  node: FlowNode,
  bar: string,
  after: number,
  index: EntryId,
): number | undefined {
  const course = courseOf(scene, node);
  if (node.crowd === undefined || course === undefined) return undefined;
  const barOf = barFinder(node.crowd);
  const { left } = node.crowd;
  const world = worldAt(scene, index);
  let first: number | undefined;
  let next: number | undefined;
  for (const [number, { actor, came }] of course.members) {
    if (came > index) continue;
    const live = world.actors.get(actor);
    const title = live === undefined ? left?.title : course.bars[barOf(live.standing.value)]?.title;
    if (title !== bar) continue;
    if (first === undefined || number < first) first = number;
    if (number > after && (next === undefined || number < next)) next = number;
  }
  return next ?? first;
}

/** The entries of the member that was asked for last. */
const lastAsked = new WeakMap<
  Trace,
  { readonly actor: ActorId; readonly ids: readonly EntryId[] }
>();

/** The latest first. Costs a pass over the trace when another member is asked for. */
function recentOf(trace: Trace, actor: ActorId, index: EntryId): Entry[] {
  let known = lastAsked.get(trace);
  if (known?.actor !== actor) {
    const ids = trace.entries.filter((entry) => concerns(trace, entry, actor)).map(({ id }) => id);
    known = { actor, ids };
    lastAsked.set(trace, known);
  }
  const last = known.ids.findLastIndex((id) => id <= index);
  return known.ids
    .slice(Math.max(0, last + 1 - RECENT), last + 1)
    .reverse()
    .flatMap((id) => trace.entries[id] ?? []);
}

/** Whether it says something of an actor that its state and its timers do not. */
function concerns({ entries }: Trace, entry: Entry, actor: ActorId): boolean {
  switch (entry.kind) {
    case 'send':
      return entry.from === actor || entry.to === actor;
    case 'lose':
    case 'late':
    case 'fail':
    case 'abandon': {
      const send = entries[entry.send];
      return send?.kind === 'send' && (send.from === actor || send.to === actor);
    }
    case 'deliver':
    case 'spawn':
    case 'step':
    case 'end':
    case 'fire':
    case 'fact':
      return entry.actor === actor;
    case 'timer':
    case 'cancel':
    case 'act':
    case 'fault':
    case 'down':
    case 'up':
    case 'pause':
    case 'resume':
    case 'violation':
    case 'seen':
    case 'over':
      return false;
  }
}
