/** What can be done to a node, a link or a message at the playhead: the faults that fit, and users' acts. */
import type { FlowNode } from '../flow/flow.ts';
import type { EntryId, SendEntry } from '../kernel/entry.ts';
import type { Fault, LinkFault, MessageFault, NodeFault } from '../kernel/schedule.ts';
import { type Act, type NodeId, nodeOf } from '../kernel/system.ts';
import { type Micros, MS, SECOND } from '../kernel/time.ts';
import type { World } from '../kernel/trace.ts';
import { linkTitle } from './faults.ts';
import { labelOf } from './messages.ts';
import { lookOf, type Moment, type Scene } from './scene.ts';
import { formatTime } from './words.ts';

export type Target =
  | { readonly kind: 'node'; readonly node: NodeId }
  /** The name of a link view, `api--db`. */
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'message'; readonly send: EntryId };

export interface FaultOffer {
  /** Unique in its menu, and the same for the same fault elsewhere: `crash`, `cut-forth`, `own-wipe`. */
  readonly id: string;
  readonly title: string;
  readonly explain: string;
  /** A letter for the keyboard, unique in its menu. */
  readonly key: string;
  /** The fault, to begin at an instant. Those on a message have none. */
  readonly make: (atUs: Micros) => Fault;
}

/** SIMPLIFIED: one span for each kind of fault, long enough to be seen; it can be changed in the list of faults. */
export const DEFAULTS = {
  downForUs: SECOND,
  cutForUs: SECOND,
  pauseForUs: SECOND,
  slowForUs: 2 * SECOND,
  slowFactor: 10,
  lossyForUs: 2 * SECOND,
  lossRate: 0.3,
  skewUs: SECOND,
  delayUs: 500 * MS,
  duplicateAfterUs: 50 * MS,
} as const;

/**
 * The instant at which something new begins so that everything already seen stays as it was: now,
 * or one microsecond later if something has happened at this very instant.
 */
export function nextInstant({ trace }: Scene, { atUs, index }: Moment): Micros {
  return trace.entries[index]?.atUs === atUs ? Math.floor(atUs) + 1 : Math.ceil(atUs);
}

/** The faults that fit. Empty where nothing does, and for what does not exist at this moment. */
export function faultMenu(scene: Scene, moment: Moment, target: Target): FaultOffer[] {
  const world = scene.trace.worldAt(moment.index);
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

function nodeMenu(scene: Scene, world: World, look: FlowNode): FaultOffer[] {
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

function linkMenu(scene: Scene, world: World, link: string): FaultOffer[] {
  const [from = '', to = ''] = link.split('--');
  const ways = scene.compiled.plan.links.filter(
    (each) => (each.from === from && each.to === to) || (each.from === to && each.to === from),
  );
  if (ways.length === 0 || ways.some(({ kind }) => kind === 'local')) return [];
  const acting = [...world.faults.values()].flatMap(({ fault }) =>
    'link' in fault && fault.link.split(/->|--/).sort().join() === [from, to].sort().join()
      ? [fault.kind]
      : [],
  );
  const offers: FaultOffer[] = [];
  if (!acting.includes('cut')) {
    const cut =
      (name: string) =>
      (atUs: Micros): LinkFault => ({
        kind: 'cut',
        link: name,
        atUs,
        forUs: DEFAULTS.cutForUs,
      });
    const span = formatTime(DEFAULTS.cutForUs);
    offers.push(
      offer('cut', 'c', `Cut for ${span}`, {
        explain: 'Nothing gets through; what is on its way is lost.',
        make: cut(link),
      }),
    );
    if (ways.length > 1) {
      for (const [id, key, name] of [
        ['cut-forth', '1', `${from}->${to}`],
        ['cut-back', '2', `${to}->${from}`],
      ] as const) {
        offers.push(
          offer(id, key, `Cut only ${linkTitle(scene, name)}`, {
            explain:
              'Messages are lost in this direction alone: requests arrive and replies do not, or the other way round.',
            make: cut(name),
          }),
        );
      }
    }
  }
  if (!acting.includes('slow')) {
    offers.push(
      offer('slow', 's', `Slow down ×${DEFAULTS.slowFactor}`, {
        explain: `Every message takes ${DEFAULTS.slowFactor} times as long for ${formatTime(DEFAULTS.slowForUs)}.`,
        make: (atUs): LinkFault => ({
          kind: 'slow',
          link,
          atUs,
          forUs: DEFAULTS.slowForUs,
          factor: DEFAULTS.slowFactor,
        }),
      }),
    );
  }
  if (!acting.includes('lossy')) {
    const percent = Math.round(DEFAULTS.lossRate * 100);
    offers.push(
      offer('lossy', 'l', `Lose ${percent} % of messages`, {
        explain: `Each message is lost with a chance of ${percent} % for ${formatTime(DEFAULTS.lossyForUs)}.`,
        make: (atUs): LinkFault => ({
          kind: 'lossy',
          link,
          atUs,
          forUs: DEFAULTS.lossyForUs,
          rate: DEFAULTS.lossRate,
        }),
      }),
    );
  }
  return offers;
}

function messageMenu({ flow, run }: Scene, entry: SendEntry): FaultOffer[] {
  const { address: message } = entry;
  const isCopy = message.endsWith('+copy');
  const bent = run.faults.some((fault) => 'message' in fault && fault.message === message);
  if (isCopy || bent) return [];
  const label = labelOf(flow, entry);
  const offers = [
    offer('drop', 'd', 'Drop it', {
      explain: `“${label}” vanishes on its way, and nobody is told.`,
      make: (): MessageFault => ({ kind: 'drop', message }),
    }),
    offer('delay', 'l', `Delay it by ${formatTime(DEFAULTS.delayUs)}`, {
      explain: `“${label}” arrives later, and others may overtake it.`,
      make: (): MessageFault => ({ kind: 'delay', message, byUs: DEFAULTS.delayUs }),
    }),
    offer('duplicate', 'u', 'Send it twice', {
      explain: `“${label}” arrives once more, ${formatTime(DEFAULTS.duplicateAfterUs)} after the first.`,
      make: (): MessageFault => ({
        kind: 'duplicate',
        message,
        afterUs: DEFAULTS.duplicateAfterUs,
      }),
    }),
  ];
  if (flow.messages[entry.event.type]?.failsAs !== undefined) {
    offers.push(
      offer('fail', 'f', 'Let it fail', {
        explain: `“${label}” is not carried out: an error comes back.`,
        make: (): MessageFault => ({ kind: 'fail', message }),
      }),
    );
  }
  return offers;
}

const offer = (
  id: string,
  key: string,
  title: string,
  rest: Pick<FaultOffer, 'explain' | 'make'>,
): FaultOffer => ({ id, key, title, ...rest });

/** Whether any machine on the node is told the time. */
function readsClock({ compiled }: Scene, { machine }: FlowNode): boolean {
  return (compiled.plan.machines[machine]?.clock?.length ?? 0) > 0;
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

export interface ActOffer {
  readonly id: string;
  readonly title: string;
  readonly explain: string;
  readonly make: (atUs: Micros) => Act;
}

/** What the user of a client's node may do now. Empty for every other node. */
export function actMenu(scene: Scene, moment: Moment, node: NodeId): ActOffer[] {
  const look = lookOf(scene, node);
  const world = scene.trace.worldAt(moment.index);
  if (look?.client !== true || world.nodes.get(node) === 'down') return [];
  const n = nextByHand(scene);
  return Object.entries(scene.flow.acts).map(([id, { title, explain, op, event }]) => ({
    id,
    title,
    explain,
    make: (atUs: Micros): Act => ({ op: `${op}-h${n}`, node, atUs, event: event(n) }),
  }));
}

/** One more than the largest number of an act made by hand. */
function nextByHand({ run }: Scene): number {
  const numbers = run.inputs.map(({ op }) => Number(/-h(\d+)$/.exec(op)?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}
