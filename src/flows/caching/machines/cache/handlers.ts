/** What the cache does with each thing that reaches it. */

import { reply, start, tell } from '../../../../flow/turn.ts';
import { fact } from '../../../../kernel/system.ts';
import type { Del, Get, Put } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import {
  countDirty,
  evict,
  find,
  isDirty,
  isThere,
  remove,
  replace,
  store,
  touch,
  victimOf,
} from './entries.ts';
import { holdsToken, missWithLease, passLeaseOn, serveWaiting, usesLeases } from './leases.ts';
import type { Clock, Entry, Turn } from './turn.ts';

export function get(turn: Turn, event: Get & Clock, s: Settings): void {
  const { key, op, nowUs = 0 } = event;
  const entry = find(turn, key);
  if (entry !== undefined && isThere(entry)) {
    touch(turn, entry, s);
    const { value } = entry;
    tell(turn, fact({ type: 'hit', key, value }, op));
    reply(turn, event, hitOf(entry, nowUs));
    return;
  }
  tell(turn, fact({ type: 'missed', key }, op));
  if (usesLeases(s)) missWithLease(turn, key, event, s);
  else reply(turn, event, { type: 'MISS', key, token: null });
}

/** SET, ADD, SETV or SETL of a clean value. */
export function put(turn: Turn, event: Put & Clock, s: Settings): void {
  const { key, value, version, op, nowUs = 0 } = event;
  if (!accepts(turn, event)) {
    tell(turn, fact({ type: 'rejected', key, value }, op));
    reply(turn, event, { type: 'NOT_STORED', key });
    return;
  }
  const before = find(turn, key);
  putEntry(turn, { key, value, version, state: 'clean', loadMs: event.loadMs }, event, s);
  // A fill that is taken without a question may replace what was dirty.
  const dirtyCount =
    before !== undefined && isDirty(before) ? { dirtyCount: countDirty(turn) } : {};
  tell(turn, fact({ type: 'stored', key, value, dirty: false, ...dirtyCount }, op));
  reply(turn, event, { type: 'STORED', key, value, version });
  if (usesLeases(s)) {
    const stored = find(turn, key);
    if (stored !== undefined) serveWaiting(turn, key, hitOf(stored, nowUs));
  }
}

function accepts(turn: Turn, { type, key, version, token }: Put): boolean {
  switch (type) {
    case 'SET':
      return true;
    case 'ADD': {
      const known = find(turn, key);
      return known === undefined || !isThere(known);
    }
    case 'SETV': {
      const known = find(turn, key);
      // What was stored without a version is taken to be newer.
      return known === undefined || (known.version !== null && known.version <= (version ?? 0));
    }
    case 'SETL':
      return holdsToken(turn, key, token);
  }
}

/** Stores with the time to live that is due to it. */
export function putEntry(
  turn: Turn,
  entry: Pick<Entry, 'key' | 'value' | 'version' | 'state' | 'loadMs'>,
  { nowUs = 0, chance = 0.5 }: Clock,
  s: Settings,
): void {
  const spread = 1 + (s.ttlJitterPercent / 100) * (2 * chance - 1);
  const isNegative = entry.value === null && entry.state === 'clean';
  const ttlMs = (isNegative ? s.ttlNegMs : s.ttlMs) * spread;
  const expiresUs = s.xfetch === 'on' && Number.isFinite(ttlMs) ? nowUs + ttlMs * 1_000 : 0;
  const dirtySinceUs = entry.state === 'dirty' ? nowUs : 0;
  store(turn, { ...entry, uses: 0, expiresUs, dirtySinceUs }, s, ttlMs, chance);
}

export function del(turn: Turn, event: Del & Clock, s: Settings): void {
  const { key, version, op } = event;
  const entry = find(turn, key);
  if (s.fill === 'versioned' && version !== null) {
    const floor = Math.max(version, entry?.version ?? 0);
    putEntry(turn, { key, value: null, version: floor, state: 'tombstone', loadMs: 0 }, event, s);
  } else if (entry !== undefined && isThere(entry)) {
    if (usesLeases(s) && s.noTokenPolicy === 'serve-stale')
      replace(turn, entry, { ...entry, state: 'ghost' });
    else remove(turn, entry, s);
  }
  tell(turn, fact({ type: 'deleted', key }, op));
  reply(turn, event, { type: 'DELETED', key });
  // Without leases the token is a mere lock, which only its holder gives back.
  if (s.fill === 'lease') passLeaseOn(turn, key, s);
}

export function release(
  turn: Turn,
  { key, token }: { readonly key: string; readonly token: number },
  s: Settings,
): void {
  if (holdsToken(turn, key, token)) passLeaseOn(turn, key, s);
}

/** What a warm cache holds at the start is told, and begins to age; with jitter, evenly spread. */
export function startAging(turn: Turn, s: Settings): void {
  const { entries } = turn.context;
  if (entries.length > 0) {
    tell(turn, fact({ type: 'warmed', keys: entries.map(({ key }) => key).sort() }));
  }
  if (!Number.isFinite(s.ttlMs)) return;
  entries.forEach(({ key }, i) => {
    const spread = entries.length > 1 ? (2 * i) / (entries.length - 1) - 1 : 0;
    const delayMs = s.ttlMs * (1 + (s.ttlJitterPercent / 100) * spread);
    start(turn, `ttl:${key}`, delayMs, { type: 'ttl', key });
  });
}

/** The time to live of an entry is over. */
export function expire(turn: Turn, key: string | undefined, s: Settings): void {
  const entry = key === undefined ? turn.context.entries.at(-1) : find(turn, key);
  if (entry !== undefined) evict(turn, entry, s, 'expired');
}

/** Injected: one entry leaves, the next in turn if none is named. */
export function evictOne(turn: Turn, key: string | undefined, s: Settings): void {
  const { entries } = turn.context;
  const named = key === undefined ? undefined : find(turn, key);
  const victim = named ?? victimOf(entries, null, s) ?? entries[0];
  if (victim !== undefined) evict(turn, victim, s);
}

/** Injected: all entries leave, and all tokens die with them. */
export function wipe(turn: Turn, s: Settings): void {
  for (const entry of turn.context.entries) evict(turn, entry, s);
  for (const { key } of turn.context.leases) passLeaseOn(turn, key, s);
}

export function hitOf(entry: Entry, nowUs: number) {
  const { key, value, version, expiresUs, loadMs } = entry;
  const leftMs = expiresUs === 0 ? 0 : (expiresUs - nowUs) / 1_000;
  return { type: 'HIT', key, value, version, stale: false, leftMs, loadMs };
}
