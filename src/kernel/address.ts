/**
 * Stable addresses. A message is named by its operation and what it is, so that a fault or a
 * hold set on it in one run finds it again in another where other messages come and go.
 */
import { Recent } from './recent.ts';
import type { LinkName } from './schedule.ts';
import type { Act, ActorId, OperationId } from './system.ts';

/** Of how many operations and actors the counters are kept at least; older ones are forgotten, so that a long study stays small. */
const REMEMBERED = 20_000;

export class Addresses {
  /** Of messages that belong to no operation, by link: few, and kept for good. */
  private readonly standing = new Map<LinkName, Counters>();
  /** Of nodes' own timers, by node: few too. */
  private readonly ownTimers = new Map<ActorId, Counters>();
  // By who they belong to: whose name is at hand is found faster than a name that is made first.
  private readonly operations = new Recent<Counters>(REMEMBERED);
  private readonly timers = new Recent<Counters>(REMEMBERED);

  /** `read-1/SET`, from the second on `read-1/SET#2`; without an operation `cache->db/FLUSH#1`. */
  message(op: OperationId, type: string, link: LinkName): string {
    if (op === '') return `${link}/${type}#${count(countersOf(this.standing, link), type)}`;
    const n = count(countersOf(this.operations, op), type);
    return n === 1 ? `${op}/${type}` : `${op}/${type}#${n}`;
  }

  /** `cache:flush#2`; counted per actor and name. */
  timer(actor: ActorId, name: string): string {
    const timers = actor.includes('/') ? this.timers : this.ownTimers;
    return `${actor}:${name}#${count(countersOf(timers, actor), name)}`;
  }
}

type Counters = Map<string, number>;

function countersOf(all: Pick<Recent<Counters>, 'get' | 'set'>, owner: string): Counters {
  const known = all.get(owner);
  if (known !== undefined) return known;
  const counters: Counters = new Map();
  all.set(owner, counters);
  return counters;
}

function count(counters: Counters, name: string): number {
  const n = (counters.get(name) ?? 0) + 1;
  counters.set(name, n);
  return n;
}

/** The copy of a message that a fault duplicated; its `n`th where several did. */
export const copyAddress = (address: string, n = 1): string =>
  n === 1 ? `${address}+copy` : `${address}+copy#${n}`;

/** The address of the message itself, of a copy's too. */
export const originalAddress = (address: string): string => address.replace(/\+copy(#\d+)?$/, '');

export const actAddress = (act: Pick<Act, 'op'>): string => `act ${act.op}`;
