/**
 * The diagram after an entry: nodes, links, and messages on their way. It depends on the entry
 * alone; what moves between two entries (`waySoFar`, `timeLeft`) is a function of the instant.
 * What is equal to what was seen last is the same object, so that React draws only what changed.
 */
import type { EntryId } from '../kernel/entry.ts';
import type { Trace } from '../kernel/trace.ts';
import { keptList } from './equal.ts';
import { type LinkView, linkViews } from './linkViews.ts';
import { type MessageInFlight, messageInFlight } from './messages.ts';
import { type NodeView, nodeViews } from './nodeViews.ts';
import { type Scene, worldAt } from './scene.ts';

export interface Diagram {
  readonly index: EntryId;
  readonly nodes: readonly NodeView[];
  readonly links: readonly LinkView[];
  /** In the order in which they were sent. */
  readonly messages: readonly MessageInFlight[];
}

/** What was seen last of each trace. */
const latest = new WeakMap<Trace, Diagram>();
const latestMessages = new WeakMap<Trace, readonly MessageInFlight[]>();

/** Costs a fold from the last look or the nearest checkpoint, and what is alive then. */
export function diagramAt(scene: Scene, index: EntryId): Diagram {
  const before = latest.get(scene.trace);
  if (before?.index === index) return before;
  const world = worldAt(scene, index);
  const diagram: Diagram = {
    index,
    nodes: keptList(before?.nodes ?? [], nodeViews(scene, world), ({ id }) => id),
    links: keptList(before?.links ?? [], linkViews(scene, world), ({ id }) => id),
    messages: messagesAt(scene, index),
  };
  latest.set(scene.trace, diagram);
  return diagram;
}

/** The messages alone: for what moves with every frame, while nodes and links need not. */
export function messagesAt(scene: Scene, index: EntryId): readonly MessageInFlight[] {
  const { inFlight } = worldAt(scene, index);
  const fresh = Array.from(inFlight.values(), (entry) => messageInFlight(scene, entry));
  const before = latestMessages.get(scene.trace);
  const same = before?.length === fresh.length && before.every((each, i) => each === fresh[i]);
  if (same) return before;
  latestMessages.set(scene.trace, fresh);
  return fresh;
}
