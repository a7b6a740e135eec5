/** What can be done to a node, a link or a message at the playhead: the faults that fit, and users' acts. */
import type { PickedFile } from '../flow/flow.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Act, NodeId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import { linkMenu } from './linkMenu.ts';
import { messageMenu } from './messageMenu.ts';
import { nodeMenu } from './nodeMenu.ts';
import type { FaultOffer } from './offers.ts';
import { lookOf, type Moment, type Scene, worldAt } from './scene.ts';

export type { FaultOffer } from './offers.ts';

export type Target =
  | { readonly kind: 'node'; readonly node: NodeId }
  /** The name of a link view, `api--db`. */
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'message'; readonly send: EntryId };

/**
 * The instant at which something new begins so that everything already seen stays as it was: now,
 * or one microsecond later if something has happened at this very instant.
 */
export function nextInstant({ trace }: Scene, { atUs, index }: Moment): Micros {
  return trace.entries[index]?.atUs === atUs ? Math.floor(atUs) + 1 : Math.ceil(atUs);
}

/** The faults that fit. Empty where nothing does, and for what does not exist at this moment. */
export function faultMenu(scene: Scene, moment: Moment, target: Target): FaultOffer[] {
  const world = worldAt(scene, moment.index);
  switch (target.kind) {
    case 'node': {
      const look = lookOf(scene, target.node);
      return look === undefined ? [] : nodeMenu(scene, world, look);
    }
    case 'link':
      return linkMenu(scene, world, target.link);
    case 'message': {
      const entry = world.inFlight.get(target.send);
      return entry === undefined ? [] : messageMenu(scene, entry);
    }
  }
}

export interface ActOffer {
  readonly id: string;
  readonly title: string;
  readonly explain: string;
  /** The person is asked for a file first, which goes to `make`. */
  readonly picks?: 'file';
  readonly make: (atUs: Micros, file?: PickedFile) => Act;
}

/** What the user of a client's node may do now. Empty for every other node. */
export function actMenu(scene: Scene, moment: Moment, node: NodeId): ActOffer[] {
  const look = lookOf(scene, node);
  const world = worldAt(scene, moment.index);
  if (look?.client !== true || world.nodes.get(node) === 'down') return [];
  const n = nextByHand(scene);
  const taken: readonly string[] = scene.compiled.plan.machines[look.machine]?.machine.events ?? [];
  return Object.entries(scene.flow.acts)
    .filter(([, { event }]) => taken.includes(event(n).type))
    .map(([id, { title, explain, op, event, picks }]) => ({
      id,
      title,
      explain,
      ...(picks === undefined ? {} : { picks }),
      make: (atUs, file) => ({ op: `${op}-h${n}`, node, atUs, event: event(n, file) }),
    }));
}

/** One more than the largest number of an act made by hand. */
function nextByHand({ run }: Scene): number {
  const numbers = run.inputs.map(({ op }) => Number(/-h(\d+)$/.exec(op)?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}
