/** What was searched, in one phrase: precise, and never more than was explored. */
import { type FaultKind, TIMING } from './kinds.ts';

const COUNTING = new Intl.NumberFormat('en-US');

export function explored(faults: number, delays: number, kinds: readonly FaultKind[]): string {
  const timing = new Set<string>(TIMING);
  const searched = kinds.filter(({ kind }) => !timing.has(kind));
  const ignored = kinds.filter(({ kind }) => timing.has(kind));
  const parts = ['every order of delivery'];
  parts[0] += faultPhrase(faults, searched);
  parts.push(delays === 0 ? 'no late deadline' : `at most ${count(delays, 'late deadline')}`);
  if (ignored.length > 0) {
    const names = [...new Set(ignored.map(({ kind }) => kind))].join(', ');
    parts.push(`${names} not searched: they change how long things take, not what may happen`);
  }
  return parts.join(', ');
}

/** What a witness needs. Everything cheaper was explored; what costs the same was not, or not to its end. */
export function foundWith(faults: number, delays: number): string {
  const cost = [
    ...(faults > 0 ? [count(faults, 'fault')] : []),
    ...(delays > 0 ? [count(delays, 'late deadline')] : []),
  ];
  if (cost.length === 0) return 'an order of delivery alone';
  return `an order of delivery with ${cost.join(' and ')}, and with no fewer`;
}

/** What was explored to its end before the states ran out: the widest budget whose every layer is complete. */
export function exploredSoFar(
  completed: readonly { readonly faults: number; readonly delays: number }[],
  delays: number,
  kinds: readonly FaultKind[],
): string {
  const last = completed.at(-1);
  if (last === undefined) return '';
  const full = last.delays === delays ? last.faults : last.faults - 1;
  const space = full < 0 ? explored(0, last.delays, kinds) : explored(full, delays, kinds);
  return `; holds for ${space}`;
}

export const stateCount = (states: number): string =>
  `${COUNTING.format(states)} ${states === 1 ? 'state' : 'states'}`;

function faultPhrase(faults: number, kinds: readonly FaultKind[]): string {
  if (faults === 0 || kinds.length === 0) return ', no fault';
  const names = kinds.map(kindPhrase);
  if (faults === 1) return ` and at most 1 ${names.join(' or ')}`;
  return ` and at most ${faults} faults (${names.join(', ')})`;
}

function kindPhrase({ kind, target }: FaultKind): string {
  return target === undefined ? kind : `${kind} of ${target}`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
