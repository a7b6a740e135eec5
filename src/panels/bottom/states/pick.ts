/** Whose statechart is shown: a node's own, that of its latest request, or that of one request. */
import type { EntryId } from '../../../kernel/entry.ts';
import type { ActorId, NodeId, OperationId } from '../../../kernel/system.ts';
import { lookOf, type Scene } from '../../../views/scene.ts';
import { type ActorChoice, actorsOn, machinesOn } from '../../../views/standing.ts';
import { words } from '../../../views/words.ts';
import type { ChoiceValue } from '../../controls/Choice.tsx';

export type Pick =
  | { readonly kind: 'own' }
  | { readonly kind: 'latest'; readonly machine: string }
  | { readonly kind: 'one'; readonly actor: ActorId; readonly machine: string };

export interface Picked {
  readonly machine: string;
  /** `null`: none is alive now. */
  readonly actor: ActorChoice | null;
}

/** More cannot be told apart in a list. */
const OFFERED_MAX = 60;

/** A node whose own machine has one state only is told by its requests. */
export function firstPick(scene: Scene, node: NodeId): Pick {
  const [own = '', guest] = machinesOn(scene, node);
  const states = scene.compiled.plan.machines[own]?.machine.states ?? {};
  if (Object.keys(states).length > 1 || guest === undefined) return { kind: 'own' };
  return { kind: 'latest', machine: guest };
}

/** `followed`: the operation that the other panels follow. */
export function pickedAt(
  scene: Scene,
  node: NodeId,
  pick: Pick,
  index: EntryId,
  followed: OperationId | null,
): Picked {
  const alive = actorsOn(scene, node, index);
  switch (pick.kind) {
    case 'own':
      return {
        machine: lookOf(scene, node)?.machine ?? '',
        actor: alive.find(({ id }) => id === node) ?? null,
      };
    case 'latest': {
      const { machine } = pick;
      const all = alive.filter((each) => each.id !== node && each.machine === machine);
      return { machine, actor: all.find(({ op }) => op === followed) ?? latest(all) };
    }
    case 'one':
      return {
        machine: pick.machine,
        actor: alive.find(({ id }) => id === pick.actor) ?? null,
      };
  }
}

const latest = (actors: readonly ActorChoice[]): ActorChoice | null =>
  actors.reduce<ActorChoice | null>(
    (best, each) => (best === null || each.since > best.since ? each : best),
    null,
  );

/** What a list offers for a node: itself, the latest of each kind of request, and those alive. */
export function offersOn(
  scene: Scene,
  node: NodeId,
  index: EntryId,
): readonly (ChoiceValue & { readonly pick: Pick })[] {
  const [own = '', ...guests] = machinesOn(scene, node);
  const alive = actorsOn(scene, node, index).filter(({ id }) => id !== node);
  return [
    { id: 'own', title: words(own), explain: 'The node itself', pick: { kind: 'own' } },
    ...guests.map((machine) => ({
      id: `latest ${machine}`,
      title: `Latest ${words(machine)}`,
      explain: 'Whichever request moved last',
      pick: { kind: 'latest', machine } as const,
    })),
    ...alive.slice(-OFFERED_MAX).map(({ id, machine, state }) => ({
      id: `one ${id}`,
      title: `${id.slice(node.length + 1)} · ${words(machine)}`,
      explain: state,
      pick: { kind: 'one', actor: id, machine } as const,
    })),
  ];
}

export function idOf(pick: Pick): string {
  switch (pick.kind) {
    case 'own':
      return 'own';
    case 'latest':
      return `latest ${pick.machine}`;
    case 'one':
      return `one ${pick.actor}`;
  }
}
