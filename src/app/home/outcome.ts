/** What a crash has done so far: what went with it, and what broke. */
import { type Evidence, guaranteesAt } from '../../views/guarantees.ts';
import { lookOf, type Scene, titleOf, worldAt } from '../../views/scene.ts';

export type Outcome =
  | { readonly is: 'whole' }
  /** Nothing is seen to be wrong yet. */
  | { readonly is: 'down'; readonly node: string; readonly lost: readonly string[] }
  | { readonly is: 'broken'; readonly guarantee: string; readonly evidence: Evidence }
  /** The run is over, and nothing broke. */
  | { readonly is: 'unhurt'; readonly node: string };

export function outcomeAt(scene: Scene, index: number): Outcome {
  const { entries } = scene.trace;
  const down = entries.find(({ kind, id }) => kind === 'down' && id <= index);
  if (down?.kind !== 'down') return { is: 'whole' };
  const broken = guaranteesAt(scene, index)
    .filter(({ verdict }) => verdict === 'broken')
    .sort((a, b) => (a.first?.entry ?? 0) - (b.first?.entry ?? 0))[0];
  if (broken !== undefined && broken.first !== null) {
    return { is: 'broken', guarantee: broken.title, evidence: broken.first };
  }
  const node = titleOf(scene, down.node);
  return index >= entries.length - 1
    ? { is: 'unhurt', node }
    : { is: 'down', node, lost: unsavedIn(scene, down.node, down.id - 1) };
}

/** What only this node held: the rows that it warned of. */
function unsavedIn(scene: Scene, node: string, index: number): string[] {
  const holder = worldAt(scene, index).actors.get(node);
  const rows = holder && lookOf(scene, node)?.holds?.(holder.standing.context);
  return (rows ?? [])
    .filter(({ tag }) => tag?.tone === 'warn')
    .map(({ label, value, tag }) => `${label} ${value} (${tag?.text ?? ''})`);
}
