/** Reads from the entries of a run when each address happened, as orders mean it. */
import { actAddress } from '../address.ts';
import type { Entry, EntryId } from '../entry.ts';
import type { Address, Schedule } from '../schedule.ts';
import { execute } from '../simulate.ts';
import type { System } from '../system.ts';
import type { Micros } from '../time.ts';

/** A run that has not shown by then what it is run for will not show it. */
const ENTRY_CAP = 200_000;

/** When an address happened first; `null` if it does not happen. */
export function instantOf(system: System, schedule: Schedule, address: Address): Micros | null {
  const sent = new Map<EntryId, Address>();
  const timers = new Map<string, Address>();
  let count = 0;
  for (const entry of execute(system, schedule)) {
    if (happens(entry) === address) return entry.atUs;
    if (++count > ENTRY_CAP) return null;
  }
  return null;

  function happens(entry: Entry): Address | undefined {
    if (entry.kind === 'send') sent.set(entry.id, entry.address);
    else if (entry.kind === 'timer') timers.set(`${entry.actor} ${entry.timer}`, entry.address);
    else if (entry.kind === 'act') return actAddress(entry);
    else if (entry.kind === 'fire') return timers.get(`${entry.actor} ${entry.timer}`);
    else if ('send' in entry && entry.kind !== 'abandon') return sent.get(entry.send);
    return undefined;
  }
}

/** Whether the run breaks the guarantee (of a `sometimes`: makes it true). */
export function shows(system: System, schedule: Schedule, guarantee: string): boolean {
  let count = 0;
  for (const entry of execute(system, schedule)) {
    if ((entry.kind === 'violation' || entry.kind === 'seen') && entry.guarantee === guarantee) {
      return true;
    }
    if (++count > ENTRY_CAP) return false;
  }
  return false;
}
