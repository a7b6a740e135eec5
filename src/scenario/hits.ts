/** Faults and orders that hit nothing: what survives them proves nothing. */
import type { Run } from '../flow/run.ts';
import type { Scene } from '../views/scene.ts';

/** The addresses of all messages of a run. */
export function addressesOf({ trace }: Scene): ReadonlySet<string> {
  let known = addresses.get(trace);
  if (known === undefined) {
    known = new Set(trace.entries.flatMap((each) => (each.kind === 'send' ? [each.address] : [])));
    addresses.set(trace, known);
  }
  return known;
}
const addresses = new WeakMap<Scene['trace'], ReadonlySet<string>>();

/** Of the messages that faults and orders of `aimed` name, those that the scene's run does not have. */
export function missedBy(scene: Scene, aimed: Pick<Run, 'faults' | 'holds'>): string[] {
  const known = addressesOf(scene);
  return [
    ...aimed.faults.flatMap((fault) => ('message' in fault ? [fault.message] : [])),
    ...aimed.holds.map(({ hold }) => hold).filter(isMessage),
  ].filter((address) => !known.has(address));
}

/** Not a timer (`cache:flush#2`), nor an act (`act read-1`). */
const isMessage = (address: string): boolean => /^[^\s:]+\/[^\s:]+$/.test(address);
