/** A path of the search, told in words: which message, timer, act or fault came next. */
import { Addresses, actAddress, copyAddress, originalAddress } from '../address.ts';
import type { Violation } from '../monitor.ts';
import type { Address, LinkName } from '../schedule.ts';
import type { NodeId } from '../system.ts';
import type { Mover } from './apply.ts';
import type { FaultPlan } from './kinds.ts';
import type { Knowledge } from './knowledge.ts';
import { decode, type Moves } from './moves.ts';
import type { Observer } from './observer.ts';
import { Play } from './play.ts';
import { World } from './world.ts';

export type WitnessStep =
  /** `perish`: it was sent into a cut and is lost. */
  | {
      readonly kind: 'deliver' | 'drop' | 'duplicate' | 'fail' | 'perish';
      readonly message: Address;
    }
  | { readonly kind: 'act'; readonly act: Address }
  /** `late`: a deadline, while what it waits for is still under way. */
  | { readonly kind: 'fire'; readonly timer: Address; readonly late: boolean }
  | {
      readonly kind: 'crash' | 'stop' | 'pause' | 'restart' | 'resume';
      readonly node: NodeId;
    }
  | { readonly kind: 'own'; readonly node: NodeId; readonly event: string }
  | { readonly kind: 'cut' | 'heal' | 'disconnect' | 'halfOpen'; readonly link: LinkName };

export interface Witness {
  /** The monitor's id. */
  readonly guarantee: string;
  readonly steps: readonly WitnessStep[];
  /** Messages that have no step: still on their way at the end, or lost with a node or a stream. */
  readonly undelivered: readonly Address[];
  /** Timers that were started and have no step. */
  readonly unfired: readonly Address[];
  readonly violation: Violation;
}

/** Gives everything in flight and every timer its address, in the order of sending. */
class Namer implements Observer {
  private readonly addresses = new Addresses();
  private readonly flying = new Map<number, Address[]>();
  private readonly ticking = new Map<number, Address>();
  private readonly copies = new Map<Address, number>();
  private readonly know: Knowledge;

  constructor(know: Knowledge) {
    this.know = know;
  }

  sent(id: number): void {
    const { lexicon } = this.know;
    const { op, message, fromNode, toNode } = lexicon.flights.at(id);
    const from = lexicon.network.nodeId(fromNode);
    const to = lexicon.network.nodeId(toNode);
    this.add(id, this.addresses.message(lexicon.ops.at(op), message.type, `${from}->${to}`));
  }

  copied(id: number): void {
    const original = originalAddress(this.flight(id));
    const n = (this.copies.get(original) ?? 0) + 1;
    this.copies.set(original, n);
    this.add(id, copyAddress(original, n));
  }

  gone(id: number): void {
    this.flying.get(id)?.shift();
  }

  parked(id: number): void {
    const address = this.flying.get(id)?.find((each) => !this.sendings.includes(each));
    if (address !== undefined) this.sendings.push(address);
  }

  turned(id: number, late: number): void {
    const address = this.flying.get(id)?.shift();
    if (address === undefined) return;
    this.flying.set(late, [...(this.flying.get(late) ?? []), address]);
  }

  started(id: number): void {
    const { actor, name, slot } = this.know.lexicon.timers.at(id);
    const address = this.addresses.timer(this.know.lexicon.actors.at(actor).id, name);
    this.ticking.set(slot, address);
    this.timers.push(address);
  }

  /** Of equal messages, that of the one sent first. */
  flight(id: number): Address {
    return this.flying.get(id)?.[0] ?? '';
  }

  timer(id: number): Address {
    return this.ticking.get(this.know.lexicon.timers.at(id).slot) ?? '';
  }

  /** Everything that was sent over a link, or waits inside a node that is paused. */
  readonly sendings: Address[] = [];
  readonly timers: Address[] = [];

  private add(id: number, address: Address): void {
    if (this.know.lexicon.flights.at(id).link !== 'local') this.sendings.push(address);
    const list = this.flying.get(id) ?? [];
    list.push(address);
    this.flying.set(id, list);
  }
}

/** Walks the path again, with names. */
export function tellPath(
  know: Knowledge,
  tools: { readonly moves: Moves; readonly mover: Mover; readonly plan: FaultPlan },
  path: readonly number[],
): Pick<Witness, 'steps' | 'undelivered' | 'unfired'> {
  const play = new Play(know, new World(know.lexicon.system.nodes.length));
  const namer = new Namer(know);
  play.observer = namer;
  play.begin();
  const steps = path.map((code) => {
    const step = tell(code);
    tools.mover.apply(play, code);
    return step;
  });
  const told = new Set(steps.flatMap(addressOf));
  const untold = (address: Address): boolean => !told.has(address);
  return {
    steps,
    undelivered: namer.sendings.filter(untold),
    unfired: namer.timers.filter(untold),
  };

  function tell(code: number): WitnessStep {
    const { kind, subject } = decode(code);
    const { network } = know.lexicon;
    switch (kind) {
      case 'deliver':
      case 'drop':
      case 'fail':
      case 'perish':
        return { kind, message: namer.flight(subject) };
      case 'duplicate':
        return { kind, message: originalAddress(namer.flight(subject)) };
      case 'act': {
        const situation = know.situations.at(play.world.situation);
        const act = tools.moves.nextAct(situation, subject);
        return { kind, act: actAddress(act ?? { op: '' }) };
      }
      case 'fire':
      case 'late':
        return { kind: 'fire', timer: namer.timer(subject), late: kind === 'late' };
      case 'crash':
      case 'stop':
      case 'pause':
      case 'restart':
      case 'resume':
        return { kind, node: network.nodeId(subject) };
      case 'own': {
        const { node, name } = tools.plan.own[subject] ?? { node: -1, name: '' };
        return { kind, node: network.nodeId(node), event: name };
      }
      case 'cut':
      case 'heal':
        return { kind, link: tools.plan.cuts[subject] ?? '' };
      case 'disconnect':
      case 'halfOpen':
        return { kind, link: tools.plan[kind][subject] ?? '' };
    }
  }
}

/** The message or timer that a step is about; a duplicate leaves its message on the way. */
function addressOf(step: WitnessStep): Address[] {
  if (step.kind === 'fire') return [step.timer];
  return 'message' in step && step.kind !== 'duplicate' ? [step.message] : [];
}
