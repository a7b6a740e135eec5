/**
 * Leases, as in Facebook's memcached: a miss hands out one token for a key, and only its holder
 * may fill the key; any write or delete kills the token (Nishtala et al., NSDI 2013, §3.2.1).
 * SIMPLIFIED: who must wait is told when the key is filled; real clients ask again after a while.
 */

import { change, reply, start, stop, tell } from '../../../../flow/turn.ts';
import { fact, type Message } from '../../../../kernel/system.ts';
import type { Settings } from '../../settings.ts';
import { find } from './entries.ts';
import type { Lease, Reader, Turn } from './turn.ts';

export const usesLeases = (s: Settings): boolean =>
  s.fill === 'lease' || s.singleFlight === 'global';

const leaseOf = (turn: Turn, key: string): Lease | undefined =>
  turn.context.leases.find((each) => each.key === key);

export const holdsToken = (turn: Turn, key: string, token: number | null): boolean =>
  token !== null && leaseOf(turn, key)?.token === token;

/** A miss: the reader gets the token, or what the policy says if another has it. */
export function missWithLease(turn: Turn, key: string, { from, op }: Reader, s: Settings): void {
  const reader = { from, op };
  const lease = leaseOf(turn, key);
  if (lease === undefined) {
    grant(turn, key, reader, [], s);
    return;
  }
  if (s.noTokenPolicy === 'bypass-to-DB') {
    reply(turn, reader, { type: 'MISS', key, token: null });
    return;
  }
  const ghost = find(turn, key);
  if (s.noTokenPolicy === 'serve-stale' && ghost?.state === 'ghost') {
    const { value, version } = ghost;
    tell(turn, fact({ type: 'hit', key, value }, op));
    reply(turn, reader, { type: 'HIT', key, value, version, stale: true, leftMs: 0, loadMs: 0 });
    return;
  }
  const waiting = [...lease.waiting, reader];
  change(turn, {
    leases: turn.context.leases.map((each) => (each === lease ? { ...lease, waiting } : each)),
  });
}

/** The key was deleted, the lease ran out, or its holder gave it up: who waits longest is next. */
export function passLeaseOn(turn: Turn, key: string, s: Settings): void {
  const lease = endLease(turn, key);
  const [next, ...rest] = lease?.waiting ?? [];
  if (next !== undefined) grant(turn, key, next, rest, s);
}

/** The key was stored: the token is dead, and all who waited get the value. */
export function serveWaiting(turn: Turn, key: string, hit: Message): void {
  const lease = endLease(turn, key);
  for (const reader of lease?.waiting ?? []) reply(turn, reader, hit);
}

function grant(
  turn: Turn,
  key: string,
  reader: Reader,
  waiting: Lease['waiting'],
  s: Settings,
): void {
  const token = turn.context.lastToken + 1;
  change(turn, {
    lastToken: token,
    leases: [...turn.context.leases, { key, token, waiting }],
  });
  reply(turn, reader, { type: 'MISS', key, token });
  start(turn, `lease:${key}`, s.leaseTimeoutMs, { type: 'leaseTimeout', key, op: reader.op });
}

function endLease(turn: Turn, key: string): Lease | undefined {
  const lease = leaseOf(turn, key);
  if (lease === undefined) return undefined;
  change(turn, { leases: turn.context.leases.filter((each) => each !== lease) });
  stop(turn, `lease:${key}`);
  return lease;
}
