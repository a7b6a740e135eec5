/**
 * Stable addresses. A message is named by its operation and what it is, so that a fault or a
 * hold set on it in one run finds it again in another where other messages come and go.
 */
import { Recent } from './recent.ts';
import type { Act, ActorId, NodeId, OperationId } from './system.ts';

/** How many counters of operations are kept at least; older ones are forgotten, so that a long study stays small. */
const REMEMBERED = 50_000;

export class Addresses {
  /** Counters of messages and timers that belong to no operation: few, and kept for good. */
  private readonly standing = new Map<string, number>();
  private readonly passing = new Recent<number>(REMEMBERED);

  /** `read-1/SET`, from the second on `read-1/SET#2`; without an operation `cache->db/FLUSH#1`. */
  message(op: OperationId, type: string, fromNode: NodeId, toNode: NodeId): string {
    if (op === '') {
      const name = `${fromNode}->${toNode}/${type}`;
      return `${name}#${count(this.standing, name)}`;
    }
    const name = `${op}/${type}`;
    const n = count(this.passing, name);
    return n === 1 ? name : `${name}#${n}`;
  }

  /** `cache:flush#2`; counted per actor and name. */
  timer(actor: ActorId, name: string): string {
    const counters = actor.includes('/') ? this.passing : this.standing;
    const key = `${actor}:${name}`;
    return `${key}#${count(counters, key)}`;
  }
}

function count(counters: Pick<Recent<number>, 'get' | 'set'>, name: string): number {
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
