/** The faults on messages: what bends the way of which. */
import type { Address, Fault, MessageFault } from './schedule.ts';

interface Bend {
  readonly fault: MessageFault;
  /** Its place in the run's faults. */
  readonly index: number;
}

export class Bends {
  private readonly byAddress = new Map<Address, Bend[]>();

  constructor(faults: readonly Fault[]) {
    faults.forEach((fault, index) => {
      if (!('message' in fault)) return;
      this.byAddress.set(fault.message, [...this.of(fault.message), { fault, index }]);
    });
  }

  of(address: Address): readonly Bend[] {
    return this.byAddress.size === 0 ? NONE : (this.byAddress.get(address) ?? NONE);
  }
}

const NONE: readonly Bend[] = [];
