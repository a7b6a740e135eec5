/** The links that a search may cut, by number. */
import { covers } from '../links.ts';
import type { LinkName } from '../schedule.ts';
import type { Network } from './network.ts';

export class Cuts {
  readonly names: readonly LinkName[];
  private readonly network: Network | null;

  constructor(names: readonly LinkName[], network: Network | null) {
    this.names = names;
    this.network = network;
  }

  /** Whether one of these open cuts lies between the two nodes. */
  cover(open: readonly number[], fromNode: number, toNode: number): boolean {
    const { network } = this;
    if (network === null) return false;
    const from = network.nodeId(fromNode);
    const to = network.nodeId(toNode);
    return open.some((cut) => covers(this.names[cut] ?? '', from, to));
  }
}

export const noCuts = new Cuts([], null);
