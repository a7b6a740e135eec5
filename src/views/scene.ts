/**
 * What every view is a function of: a scene (a flow, a run of it, and the trace that it made)
 * and a moment in it.
 */
import { type Compiled, compile } from '../flow/compile.ts';
import type { Flow, FlowNode, Plan } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import type { Entry, EntryId } from '../kernel/entry.ts';
import { simulate } from '../kernel/simulate.ts';
import { type ActorId, type NodeId, nodeOf } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { apply, copyWorld, type World } from '../kernel/world.ts';
import { capitalised } from './words.ts';

export interface Scene {
  readonly flow: Flow;
  readonly run: Run;
  readonly compiled: Compiled;
  readonly trace: Trace;
}

/** Where one stands in a trace. Several entries may share an instant: `index` is the last that has happened. */
export interface Moment {
  readonly atUs: Micros;
  /** -1 before the first entry. */
  readonly index: EntryId;
}

/** Compiles and simulates. Throws on a programmer's error in the flow, never on a fault. */
export function sceneOf(flow: Flow, run: Run): Scene {
  const compiled = compile(flow, run);
  return { flow, run, compiled, trace: simulate(compiled.system, run) };
}

/** After everything that happens at an instant. */
export function momentAt(trace: Trace, atUs: Micros): Moment {
  return { atUs, index: trace.indexAt(atUs) };
}

/** Right after an entry, which is clamped to those that exist. */
export function momentOf(trace: Trace, entry: EntryId): Moment {
  const index = Math.max(-1, Math.min(entry, trace.entries.length - 1));
  return { atUs: trace.entries[index]?.atUs ?? 0, index };
}

/** All nodes have started, and nobody has done anything yet. */
export function startOf(trace: Trace): Moment {
  let index = 0;
  for (; index < trace.entries.length; index++) {
    const entry = trace.entries[index];
    if (entry === undefined || entry.atUs > 0 || beginsSomething(entry)) break;
  }
  return { atUs: 0, index: index - 1 };
}

export function endOf(trace: Trace): Moment {
  return momentOf(trace, trace.entries.length - 1);
}

const beginsSomething = ({ kind }: Entry): boolean =>
  kind === 'act' || kind === 'fault' || kind === 'fire' || kind === 'over';

/** A node as the flow draws it; `undefined` for a name that the plan does not have. */
export function lookOf({ compiled: { plan } }: Scene, node: NodeId): FlowNode | undefined {
  let looks = looksOf.get(plan);
  if (looks === undefined) {
    looks = new Map(plan.nodes.map((each) => [each.id, each]));
    looksOf.set(plan, looks);
  }
  return looks.get(node);
}
const looksOf = new WeakMap<Plan, ReadonlyMap<NodeId, FlowNode>>();

/** The title of a node, or of the node on which an actor lives; of one in a crowd its own: `Client 17`. */
export function titleOf(scene: Scene, actor: ActorId): string {
  const node = nodeOf(actor);
  const look = lookOf(scene, node);
  const member = actor === node ? undefined : look?.crowd?.member;
  const number = member === undefined ? undefined : /(\d+)(~\d+)?$/.exec(actor)?.[1];
  if (member !== undefined && number !== undefined) return `${capitalised(member)} ${number}`;
  return look?.title ?? node;
}

/** What a flow tells, with titles in the place of ids that nobody would take for words: `worker-1`. */
export function withTitles({ compiled: { plan } }: Scene, text: string): string {
  return plan.nodes.reduce(
    (told, { id, title }) =>
      id.includes('-') && told.includes(id)
        ? told.replaceAll(new RegExp(`(?<![\\w/-])${id}(?![\\w/-])`, 'g'), title)
        : told,
    text,
  );
}

/**
 * The world after an entry, to be read at once and not kept: the next look may change it. While a
 * run plays, each part of the page looks a little further every time; a world that was looked at
 * before goes on from there, and nothing is copied.
 */
export function worldAt({ trace }: Scene, index: EntryId): World {
  const target = Math.min(index, trace.entries.length - 1);
  const known = worlds.get(trace) ?? [];
  worlds.set(trace, known);
  const behind = known.filter((world) => world.index <= target && target - world.index <= NEAR);
  const nearest = behind.sort((a, b) => b.index - a.index)[0];
  const world = nearest ?? copyWorld(trace.worldAt(target));
  while (world.index < target) {
    const entry = trace.entries[world.index + 1];
    if (entry === undefined) break;
    apply(world, entry);
  }
  // The one that was looked at last stands last.
  const others = known.filter((each) => each !== world);
  known.splice(0, known.length, ...others.slice(1 - WORLDS_KEPT), world);
  return world;
}
/** For whoever draws messages with every frame, the diagram, and the panels. */
const WORLDS_KEPT = 3;
/** Beyond so many entries a checkpoint is nearer. */
const NEAR = 4_096;
const worlds = new WeakMap<Trace, World[]>();
