/** The faults that fit a node. */
import type { FlowNode } from '../flow/flow.ts';
import type { Fault, NodeFault } from '../kernel/schedule.ts';
import { type NodeId, nodeOf } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { World } from '../kernel/world.ts';
import { DEFAULTS, type FaultOffer, offer } from './offers.ts';
import type { Scene } from './scene.ts';
import { formatTime } from './words.ts';

export function nodeMenu(scene: Scene, world: World, look: FlowNode): FaultOffer[] {
  const { id: node, title } = look;
  const status = world.nodes.get(node);
  if (status === 'down') return [];
  const offers: FaultOffer[] = [
    offer('crash', 'c', `Crash, up again in ${formatTime(DEFAULTS.downForUs)}`, {
      explain: `${title} loses what it holds in memory, then starts again from what is durable.`,
      make: (atUs): NodeFault => ({ kind: 'crash', node, atUs, downForUs: DEFAULTS.downForUs }),
    }),
    offer('stop', 'x', 'Stop for good', {
      explain: `${title} goes down and stays down: every call to it is refused.`,
      make: (atUs): NodeFault => ({ kind: 'stop', node, atUs }),
    }),
  ];
  if (status !== 'paused') {
    offers.push(
      offer('pause', 'p', `Pause for ${formatTime(DEFAULTS.pauseForUs)}`, {
        explain: `${title} stands still, as in a long garbage collection, and then goes on as if nothing had happened.`,
        make: (atUs): NodeFault => ({ kind: 'pause', node, atUs, forUs: DEFAULTS.pauseForUs }),
      }),
    );
  }
  offers.push(
    offer('slow', 's', `Slow down ×${DEFAULTS.slowFactor}`, {
      explain: `Everything that ${title} does takes ${DEFAULTS.slowFactor} times as long for ${formatTime(DEFAULTS.slowForUs)}.`,
      make: (atUs): NodeFault => ({
        kind: 'slow',
        node,
        atUs,
        forUs: DEFAULTS.slowForUs,
        factor: DEFAULTS.slowFactor,
      }),
    }),
  );
  if (readsClock(scene, look)) {
    offers.push(
      offer('skew', 'k', `Set its clock ${formatTime(DEFAULTS.skewUs)} ahead`, {
        explain: `${title} believes that it is later than it is.`,
        make: (atUs): NodeFault => ({ kind: 'skew', node, atUs, byUs: DEFAULTS.skewUs }),
      }),
    );
  }
  if (canFail(scene, node)) {
    offers.push(
      offer('fail-next', 'f', 'Fail its next request', {
        explain: `The next request that reaches ${title} is not carried out: an error comes back.`,
        make: (atUs): NodeFault => ({ kind: 'failNext', node, atUs }),
      }),
    );
  }
  return [...offers, ...ownOffers(scene, look)];
}

function ownOffers({ flow }: Scene, { id: node, faults = [] }: FlowNode): FaultOffer[] {
  const taken = new Set(['c', 'x', 'p', 's', 'k', 'f']);
  return faults.flatMap((event) => {
    const spec = flow.faults[event];
    if (spec === undefined || !spec.nodes.includes(node)) return [];
    const letters = `${event.toLowerCase()}123456789`.split('');
    const key = letters.find((letter) => !taken.has(letter)) ?? '';
    taken.add(key);
    const { title, explain } = spec;
    const make = (atUs: Micros): Fault => ({ kind: 'own', event, node, atUs });
    return [offer(`own-${event}`, key, title, { explain, make })];
  });
}

/** Whether any machine that runs on the node is told the time. */
function readsClock({ compiled, trace }: Scene, { id: node, machine }: FlowNode): boolean {
  const { machines } = compiled.plan;
  const isTold = (name: string): boolean => (machines[name]?.clock?.length ?? 0) > 0;
  return (
    isTold(machine) ||
    trace.entries.some(
      (entry) => entry.kind === 'spawn' && nodeOf(entry.actor) === node && isTold(entry.machine),
    )
  );
}

/** Whether requests that can fail reach the node in this run. */
function canFail({ flow, trace }: Scene, node: NodeId): boolean {
  return trace.entries.some(
    (entry) =>
      entry.kind === 'send' &&
      nodeOf(entry.to) === node &&
      flow.messages[entry.event.type]?.failsAs !== undefined,
  );
}
