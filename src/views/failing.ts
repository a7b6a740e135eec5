/** Which nodes will fail their next request: from when a fault says so until a request has come. */
import type { EntryId } from '../kernel/entry.ts';
import { type NodeId, nodeOf } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Scene } from './scene.ts';

interface Pending {
  readonly node: NodeId;
  readonly from: EntryId;
  /** The entry at which a request was failed; `Infinity` when none came. */
  to: EntryId;
}

const known = new WeakMap<Trace, readonly Pending[]>();

/** How many of the requests that reach the node next are to fail, after an entry. */
export function failingNext(scene: Scene, node: NodeId, index: EntryId): number {
  return pendingOf(scene).filter(
    (each) => each.node === node && each.from <= index && index < each.to,
  ).length;
}

function pendingOf(scene: Scene): readonly Pending[] {
  let pending = known.get(scene.trace);
  if (pending === undefined) {
    const isWanted = scene.run.faults.some(({ kind }) => kind === 'failNext');
    pending = isWanted ? find(scene) : [];
    known.set(scene.trace, pending);
  }
  return pending;
}

function find({ run, trace: { entries } }: Scene): readonly Pending[] {
  /** Requests that fail by a fault of their own: the node's is still to come. */
  const own = new Set(
    run.faults.flatMap((fault) =>
      'message' in fault && fault.kind === 'fail' ? fault.message : [],
    ),
  );
  const all: Pending[] = [];
  for (const entry of entries) {
    if (entry.kind === 'fault' && entry.fault.kind === 'failNext' && entry.phase === 'begin') {
      all.push({ node: entry.fault.node, from: entry.id, to: Number.POSITIVE_INFINITY });
    } else if (entry.kind === 'fail') {
      const send = entries[entry.send];
      if (send?.kind !== 'send' || own.has(send.address)) continue;
      const first = all.find(({ node, to }) => node === nodeOf(send.to) && to === Infinity);
      if (first !== undefined) first.to = entry.id;
    }
  }
  return all;
}
