/**
 * A crowd as one: how many of its members are in which state, and how often they try. What every
 * moment of a trace needs is found in one pass; a look at a moment then costs a search in it.
 */
import type { FlowNode } from '../flow/flow.ts';
import type { CrowdLook, Tone } from '../flow/look.ts';
import type { EntryId, StateValue } from '../kernel/entry.ts';
import { type ActorId, type NodeId, nodeOf } from '../kernel/system.ts';
import { type Micros, MS, SECOND } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Scene } from './scene.ts';

export interface CrowdView {
  /** What one of them is called: `client`. */
  readonly member: string;
  readonly bars: readonly Bar[];
  /** Those of all bars together. */
  readonly count: number;
  readonly attempts: AttemptStrip;
  /** How many attempts there were so far. */
  readonly attemptsSoFar: number;
}

export interface Bar {
  readonly title: string;
  readonly tone: Tone;
  readonly count: number;
}

/** Attempts over the whole run, in equal spans. The same object for the same run. */
export interface AttemptStrip {
  readonly title: string;
  readonly spanUs: Micros;
  readonly counts: readonly number[];
  /** The most of any span. */
  readonly most: number;
}

export interface Member {
  readonly actor: ActorId;
  readonly came: EntryId;
}

/** What a crowd went through in a run. */
export interface CrowdCourse {
  readonly bars: readonly Omit<Bar, 'count'>[];
  /** Members by their number, with the entry at which they came. */
  readonly members: ReadonlyMap<number, Member>;
  /** Entries at which a member came into a bar or left one, with the two bars; `NOWHERE` for none. */
  readonly at: readonly EntryId[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Counts of each bar before the changes 0, `EVERY`, 2 × `EVERY`, … */
  readonly counts: readonly (readonly number[])[];
  readonly attemptAt: readonly EntryId[];
  readonly strip: AttemptStrip;
}

const NOWHERE = -1;
const EVERY = 256;
/** The strip has at most so many spans. */
const SPANS_MAX = 240;
const OTHERS: Bar['title'] = 'other';

/** Costs a search for the place and at most `EVERY` changes. */
export function crowdAt(course: CrowdCourse, look: CrowdLook, index: EntryId): CrowdView {
  const done = countUpTo(course.at, index);
  const kept = Math.floor(done / EVERY);
  const counts = [...(course.counts[kept] ?? [])];
  for (let i = kept * EVERY; i < done; i++) {
    change(counts, course.from[i] ?? NOWHERE, course.to[i] ?? NOWHERE);
  }
  // A bar for what fits in none is there only when something is in it.
  const bars = course.bars
    .map((bar, i) => ({ ...bar, count: counts[i] ?? 0 }))
    .filter(({ title, count }) => title !== OTHERS || count > 0);
  return {
    member: look.member,
    bars,
    count: counts.reduce((sum, each) => sum + each, 0),
    attempts: course.strip,
    attemptsSoFar: countUpTo(course.attemptAt, index),
  };
}

/** How many of a sorted list of entries have happened. */
function countUpTo(ids: readonly EntryId[], index: EntryId): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function change(counts: number[], from: number, to: number): void {
  if (from !== NOWHERE) counts[from] = (counts[from] ?? 0) - 1;
  if (to !== NOWHERE) counts[to] = (counts[to] ?? 0) + 1;
}

const courses = new WeakMap<Trace, Map<NodeId, CrowdCourse>>();

/** Linear in the entries the first time, free afterwards. `undefined` for a node that is no crowd. */
export function courseOf({ trace }: Scene, { id, crowd }: FlowNode): CrowdCourse | undefined {
  if (crowd === undefined) return undefined;
  const known = courses.get(trace) ?? new Map<NodeId, CrowdCourse>();
  courses.set(trace, known);
  let course = known.get(id);
  if (course === undefined) {
    course = follow(trace, id, crowd);
    known.set(id, course);
  }
  return course;
}

function follow(trace: Trace, node: NodeId, look: CrowdLook): CrowdCourse {
  const barOf = barFinder(look);
  const bars = [
    ...look.groups,
    ...(look.left === undefined ? [] : [look.left]),
    { title: OTHERS, tone: 'quiet' } as const,
  ];
  const gone = look.left === undefined ? NOWHERE : look.groups.length;
  const now = new Map<ActorId, number>();
  const members = new Map<number, Member>();
  const at: EntryId[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const running = bars.map(() => 0);
  const counts: number[][] = [];
  const attemptAt: EntryId[] = [];

  const move = (id: EntryId, actor: ActorId, next: number): void => {
    const before = now.get(actor) ?? NOWHERE;
    if (next === before) return;
    if (at.length % EVERY === 0) counts.push([...running]);
    change(running, before, next);
    at.push(id);
    from.push(before);
    to.push(next);
    if (next === NOWHERE) now.delete(actor);
    else now.set(actor, next);
  };
  for (const entry of trace.entries) {
    switch (entry.kind) {
      case 'spawn':
        if (entry.machine === look.machine && nodeOf(entry.actor) === node) {
          const member = { actor: entry.actor, came: entry.id };
          members.set(numberOf(entry.actor) ?? members.size + 1, member);
          move(entry.id, entry.actor, barOf(entry.after.value));
        }
        break;
      case 'step':
        if (now.has(entry.actor)) move(entry.id, entry.actor, barOf(entry.after.value));
        break;
      case 'end':
        if (now.has(entry.actor)) move(entry.id, entry.actor, gone);
        break;
      case 'down':
        if (entry.node === node) {
          for (const [actor, bar] of now) if (bar !== gone) move(entry.id, actor, NOWHERE);
        }
        break;
      case 'fact':
        if (entry.fact.type === look.attempts.fact && now.has(entry.actor)) {
          attemptAt.push(entry.id);
        }
        break;
      case 'act':
      case 'send':
      case 'deliver':
      case 'lose':
      case 'late':
      case 'fail':
      case 'abandon':
      case 'timer':
      case 'fire':
      case 'cancel':
      case 'fault':
      case 'up':
      case 'pause':
      case 'resume':
      case 'violation':
      case 'seen':
      case 'over':
        break;
    }
  }
  if (at.length % EVERY === 0) counts.push([...running]);
  const strip = stripOf(trace, attemptAt, look.attempts.title);
  return { bars, members, at, from, to, counts, attemptAt, strip };
}

/** The number at the end of a member's name. */
function numberOf(actor: ActorId): number | undefined {
  const found = /(\d+)(~\d+)?$/.exec(actor)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Finds the first bar that a state fits; the one after all others if there is none. */
export function barFinder({ groups, left }: CrowdLook): (value: StateValue) => number {
  const wanted = groups.map(({ states }) => states.map((state) => state.split('.')));
  const others = groups.length + (left === undefined ? 0 : 1);
  return (value) => {
    const found = wanted.findIndex((paths) => paths.some((path) => isIn(value, path)));
    return found < 0 ? others : found;
  };
}

function isIn(value: StateValue, path: readonly string[]): boolean {
  let here: StateValue | undefined = value;
  for (const [depth, name] of path.entries()) {
    if (typeof here === 'string') return here === name && depth === path.length - 1;
    here = here?.[name];
  }
  return here !== undefined;
}

/** 1, 2 or 5 of a unit. */
const SPANS: readonly Micros[] = [MS, 10 * MS, 100 * MS, SECOND, 10 * SECOND, 100 * SECOND].flatMap(
  (unit) => [unit, 2 * unit, 5 * unit],
);

function stripOf(trace: Trace, ids: readonly EntryId[], title: string): AttemptStrip {
  const endUs = trace.endUs + 1;
  const spanUs = SPANS.find((span) => endUs / span <= SPANS_MAX) ?? endUs;
  const counts = Array.from({ length: Math.ceil(endUs / spanUs) }, () => 0);
  for (const id of ids) {
    const span = Math.floor((trace.entries[id]?.atUs ?? 0) / spanUs);
    counts[span] = (counts[span] ?? 0) + 1;
  }
  return { title, spanUs, counts, most: counts.reduce((most, each) => Math.max(most, each), 0) };
}
