/** What a page knows and what it shows of it: what the server has, and the changes that are open. */
import type { Doc, Op } from '../protocol.ts';
import { isLayered, isOptimistic, type Settings } from '../settings.ts';

/** A change that is not settled, or that waits for an earlier one to be. */
export interface Layer {
  readonly op: Op;
  /** Who carries it out. */
  readonly actor: string;
  readonly is: 'begun' | 'ready' | 'sending' | 'conflict' | 'done';
  /** The outbox has had it: if it is not there any more, somebody has sent it. */
  readonly stored: boolean;
  /** What the page showed before it. */
  readonly before: Doc | null;
  /** Of one that is done: what the server made of it. */
  readonly answer: Doc | null;
  /** Of a conflict: what the server has. */
  readonly theirs: Doc | null;
}

export interface Screen {
  /** What the server has, as far as the page knows; with a plain page, what it shows. */
  readonly docs: readonly Doc[];
  readonly layers: readonly Layer[];
}

export const docOf = (docs: readonly Doc[], id: string): Doc | undefined =>
  docs.find((each) => each.id === id);

export const withDoc = (docs: readonly Doc[], doc: Doc): readonly Doc[] =>
  [...docs.filter(({ id }) => id !== doc.id), doc].sort((a, b) => (a.id < b.id ? -1 : 1));

export const isSame = (a: Doc, b: Doc): boolean =>
  a.title === b.title && a.note === b.note && a.comments.join() === b.comments.join();

/** A todo as a change makes it; the same one where the change has nothing to change. */
export function changed(doc: Doc | undefined, op: Op): Doc | undefined {
  if (op.kind === 'create') {
    const fresh = { id: op.id, title: op.value, note: '', comments: [], version: 0 };
    return doc ?? fresh;
  }
  if (doc === undefined) return undefined;
  return op.kind === 'edit'
    ? { ...doc, [op.field]: op.value }
    : { ...doc, comments: [...doc.comments, op.value] };
}

export function shownBy(s: Settings, { docs, layers }: Screen): readonly Doc[] {
  if (!isLayered(s) || !isOptimistic(s)) return docs;
  return layers.reduce((shown, { op, is }) => {
    // What a person may lose is not shown as if it were there.
    const after = is === 'conflict' ? undefined : changed(docOf(shown, op.id), op);
    return after === undefined ? shown : withDoc(shown, after);
  }, docs);
}

export function begun(s: Settings, screen: Screen, op: Op, actor: string, stored = false): Screen {
  const { docs, layers } = screen;
  const before = docOf(docs, op.id) ?? null;
  const layer: Layer = { op, actor, is: 'begun', stored, before, answer: null, theirs: null };
  const plain = isOptimistic(s) && !isLayered(s) ? changed(before ?? undefined, op) : undefined;
  return {
    docs: plain === undefined ? docs : withDoc(docs, plain),
    layers: [...layers, layer],
  };
}

export const withLayer = (screen: Screen, op: string, more: Partial<Layer>): Screen => ({
  ...screen,
  layers: screen.layers.map((each) => (each.op.op === op ? { ...each, ...more } : each)),
});

const without = ({ layers }: Screen, op: string): readonly Layer[] =>
  layers.filter((each) => each.op.op !== op);

/** The server has a todo like this; older than what the page knows it may be. */
export function learned(s: Settings, screen: Screen, doc: Doc): Screen {
  const known = Math.max(
    docOf(screen.docs, doc.id)?.version ?? 0,
    ...screen.layers.map(({ answer }) => (answer?.id === doc.id ? answer.version : 0)),
  );
  const isOld = s.versionGuard === 'on' && doc.version < known;
  return isOld ? screen : { ...screen, docs: withDoc(screen.docs, doc) };
}

export function succeeded(s: Settings, screen: Screen, op: string, answer: Doc): Screen {
  const rest = { ...screen, layers: without(screen, op) };
  if (!isOptimistic(s)) return learned(s, rest, answer);
  if (!isLayered(s)) {
    // Continue: what is shown stays. It is of the new version only if that has nothing else in it.
    const doc = docOf(rest.docs, answer.id);
    const isAll = doc !== undefined && isSame(doc, answer);
    return isAll ? learned(s, rest, answer) : rest;
  }
  if (s.revert === 'layered') return learned(s, rest, answer);
  return folded(s, withLayer(screen, op, { is: 'done', answer }));
}

/** What is done leaves the top in its order: none before those that came earlier. */
function folded(s: Settings, screen: Screen): Screen {
  const [first, ...layers] = screen.layers;
  if (first === undefined || first.answer === null) return screen;
  return folded(s, learned(s, { ...screen, layers }, first.answer));
}

/** Before a todo was created there was none. A page that had not loaded it yet has no other picture. */
const withoutCreated = (docs: readonly Doc[], { kind, id }: Op): readonly Doc[] =>
  kind === 'create' ? docs.filter((doc) => doc.id !== id) : docs;

export function reverted(s: Settings, screen: Screen, op: string): Screen {
  const layer = screen.layers.find((each) => each.op.op === op);
  const rest = { ...screen, layers: without(screen, op) };
  if (layer === undefined || !isOptimistic(s)) return rest;
  switch (s.revert) {
    case 'none':
      return rest;
    case 'snapshot':
      return {
        ...rest,
        docs:
          layer.before === null
            ? withoutCreated(rest.docs, layer.op)
            : withDoc(rest.docs, layer.before),
      };
    case 'layered':
      return rest;
    case 'orderedLayer':
      return folded(s, rest);
  }
}

/** The change is given up, and what the server has is shown in its place. */
export function yielded(s: Settings, screen: Screen, op: string, theirs: Doc | null): Screen {
  const rest = folded(s, { ...screen, layers: without(screen, op) });
  return theirs === null ? rest : learned(s, rest, theirs);
}

/**
 * The server counted one up for a change of this page, and nobody was in between: what was made from
 * the version before, too, or stands against it in a conflict, is not older for that.
 */
export function rebased(screen: Screen, { id }: Op, base: number, doc: Doc): Screen {
  if (doc.version !== base + 1) return screen;
  const layers = screen.layers.map((each) => {
    if (each.op.id !== id) return each;
    if (each.theirs?.version === base) return { ...each, theirs: doc };
    return each.op.base === base ? { ...each, op: { ...each.op, base: doc.version } } : each;
  });
  return { ...screen, layers };
}
