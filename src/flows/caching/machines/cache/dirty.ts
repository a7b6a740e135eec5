/** Write-back: entries that the database does not have yet, and how they get there. */

import { change, reply, start, stop, tell } from '../../../../flow/turn.ts';
import { fact, send, spawn } from '../../../../kernel/system.ts';
import type {
  Appended,
  Err,
  FlushEnded,
  FlushItem,
  Put,
  Refused,
  Replicated,
} from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { countDirty, find, isDirty, makeRoom, mayExpire, remove, replace } from './entries.ts';
import { hitOf, putEntry } from './handlers.ts';
import { serveWaiting, usesLeases } from './leases.ts';
import type { Clock, Held, Turn, WriteBackContext } from './turn.ts';

type WriteBack = Turn<WriteBackContext>;

const dirtyCount = (turn: WriteBack): number => countDirty(turn) + turn.context.held.length;

/** A write: into the log and to the replica first, where there are such, then into memory. */
export function putDirty(turn: WriteBack, event: Put & Clock, s: Settings): void {
  const { key, value, from, op, nowUs = 0 } = event;
  const known = find(turn, key);
  if ((known === undefined || !isDirty(known)) && dirtyCount(turn) >= s.dirtyLimit) {
    if (s.overflow === 'block') {
      change(turn, { blocked: [...turn.context.blocked, event] });
      return;
    }
    dropOldest(turn, s);
  }
  const version = turn.context.lastVersion + 1;
  change(turn, { lastVersion: version });
  const held: Held = { key, value, version, from, op, atUs: nowUs, awaits: [] };
  const awaits: Held['awaits'] = [
    ...(s.wal === 'off' ? [] : (['APPEND'] as const)),
    ...(s.replication === 'sync' ? (['REPL'] as const) : []),
  ];
  if (awaits.length === 0) {
    apply(turn, held, s);
    return;
  }
  change(turn, { held: [...turn.context.held, { ...held, awaits }] });
  for (const type of awaits) {
    tell(turn, send(type === 'APPEND' ? 'wal' : 'replica', { type, key, value, version }, { op }));
  }
}

/** The log or the replica has it. */
export function confirmed(turn: WriteBack, event: Appended | Replicated, s: Settings): void {
  const of = event.type === 'APPENDED' ? 'APPEND' : 'REPL';
  const held = turn.context.held.find((each) => each.version === event.version);
  if (held === undefined) return;
  const awaits = held.awaits.filter((each) => each !== of);
  const rest = turn.context.held.filter((each) => each !== held);
  if (awaits.length > 0) change(turn, { held: [...rest, { ...held, awaits }] });
  else {
    change(turn, { held: rest });
    apply(turn, held, s);
  }
}

/** The log or the replica cannot take it, so neither does the cache. */
export function unconfirmed(turn: WriteBack, { op, of }: Err | Refused, s: Settings): void {
  giveUp(turn, (each) => each.op === op && each.awaits.some((type) => type === of), s);
}

/** What was on its way to the replica may not have arrived. */
export function loseReplica(turn: WriteBack, s: Settings): void {
  giveUp(turn, (each) => each.awaits.includes('REPL'), s);
}

function giveUp(turn: WriteBack, which: (held: Held) => boolean, s: Settings): void {
  const { held } = turn.context;
  for (const each of held.filter(which)) {
    reply(turn, each, { type: 'ERR', of: 'SET', why: 'no copy could be made' });
  }
  change(turn, { held: held.filter((each) => !which(each)) });
  unblock(turn, s);
}

function apply(turn: WriteBack, held: Held, s: Settings): void {
  const { key, value, version, op, atUs } = held;
  const known = find(turn, key);
  if (known === undefined || (known.version ?? 0) <= version) {
    putEntry(turn, { key, value, version, state: 'dirty', loadMs: 0 }, { nowUs: atUs }, s);
    const stored = { type: 'stored', key, value, dirty: true, dirtyCount: countDirty(turn) };
    tell(turn, fact(stored, op));
  }
  reply(turn, held, { type: 'STORED', key, value, version });
  const stored = find(turn, key);
  if (usesLeases(s) && stored !== undefined) serveWaiting(turn, key, hitOf(stored, atUs));
  if (s.replication === 'async') {
    if (turn.context.toReplicate.length === 0) {
      start(turn, 'replicate', s.replicationLagMs, { type: 'replicate' });
    }
    change(turn, { toReplicate: [...turn.context.toReplicate, { key, value, version }] });
  }
}

/** The lag is over: the copies set out. */
export function replicate(turn: WriteBack): void {
  for (const item of latest(turn.context.toReplicate)) {
    tell(turn, send('replica', { type: 'REPL', ...item }, { op: '' }));
  }
  change(turn, { toReplicate: [] });
}

/** Time to flush: the oldest dirty entries whose present version is not on its way already. */
export function flush(turn: WriteBack, s: Settings): void {
  while (turn.context.flushing.length < s.flushInflight) {
    const items = toFlush(turn).slice(0, s.flushBatch);
    const newest = items.reduce((most, { version }) => Math.max(most, version), 0);
    if (newest === 0) return;
    // Named by what it carries, so that it bears the same name in another run, and after a crash.
    const name = `flush-${newest}`;
    const versions = items.map(({ key, version }) => ({ key, version }));
    change(turn, { flushing: [...turn.context.flushing, { name, items: versions }] });
    tell(turn, spawn(name, 'flush', { name, items }, name));
  }
}

function toFlush({ context: { entries, flushing } }: WriteBack): FlushItem[] {
  const items: (FlushItem & { since: number })[] = [];
  for (const entry of entries) {
    const { key, value, version, dirtySinceUs } = entry;
    if (!isDirty(entry) || version === null) continue;
    const underWay = flushing.some((flight) =>
      flight.items.some((item) => item.key === key && item.version === version),
    );
    if (!underWay) items.push({ key, value, version, since: dirtySinceUs });
  }
  items.sort((a, b) => a.since - b.since);
  return items.map(({ key, value, version }) => ({ key, value, version }));
}

/** What the database has is clean, unless it was written again in the meantime. */
export function flushEnded(turn: WriteBack, event: FlushEnded & Clock, s: Settings): void {
  const { flushing } = turn.context;
  change(turn, { flushing: flushing.filter(({ name }) => name !== event.name) });
  if (event.type === 'flushFailed') return;
  let left = countDirty(turn);
  for (const { key, version } of event.items) {
    const entry = find(turn, key);
    if (entry === undefined || entry.version !== version || !isDirty(entry)) continue;
    const lagUs = (event.nowUs ?? 0) - entry.dirtySinceUs;
    left -= 1;
    const cleaned = { type: 'cleaned', key, value: entry.value, lagUs, dirtyCount: left };
    tell(turn, fact(cleaned));
    if (entry.state === 'dirty')
      replace(turn, entry, { ...entry, state: 'clean', dirtySinceUs: 0 });
    else {
      remove(turn, entry, s);
      tell(turn, fact({ type: 'evicted', key, value: entry.value, dirty: false }));
    }
  }
  const isFlushed = (copy: FlushItem): boolean =>
    event.items.some(({ key, version }) => copy.key === key && copy.version <= version);
  change(turn, { toReplicate: turn.context.toReplicate.filter((copy) => !isFlushed(copy)) });
  const kept = [
    ...(s.wal === 'off' ? [] : ['wal']),
    ...(s.replication === 'none' ? [] : ['replica']),
  ];
  if (kept.length > 0) tell(turn, send(kept, { type: 'FORGET', items: event.items }));
  makeRoom(turn, null, s, event.chance);
  unblock(turn, s);
}

/** Takes the writes that wait, as far as there is room by now. */
export function unblock(turn: WriteBack, s: Settings): void {
  while (turn.context.blocked.length > 0 && dirtyCount(turn) < s.dirtyLimit) {
    const [first, ...rest] = turn.context.blocked;
    change(turn, { blocked: rest });
    if (first !== undefined) putDirty(turn, first, s);
  }
}

function dropOldest(turn: WriteBack, s: Settings): void {
  let oldest: (typeof turn.context.entries)[number] | undefined;
  for (const entry of turn.context.entries) {
    if (!isDirty(entry)) continue;
    if (oldest === undefined || entry.dirtySinceUs < oldest.dirtySinceUs) oldest = entry;
  }
  if (oldest === undefined) return;
  remove(turn, oldest, s);
  const { key, value } = oldest;
  tell(turn, fact({ type: 'evicted', key, value, dirty: true, dirtyCount: countDirty(turn) }));
}

/** What the log or the replica kept is dirty again, and who loaded it meanwhile may not fill it. */
export function recover(turn: WriteBack, clock: Clock, s: Settings): void {
  for (const { key, value, version } of latest(turn.context.recovered)) {
    const known = find(turn, key);
    if (known !== undefined && (known.version ?? 0) >= version) continue;
    putEntry(turn, { key, value, version, state: 'dirty', loadMs: 0 }, clock, s);
    tell(turn, fact({ type: 'recovered', key, value, dirtyCount: countDirty(turn) }));
    const stored = find(turn, key);
    if (usesLeases(s) && stored !== undefined) serveWaiting(turn, key, hitOf(stored, 0));
  }
  change(turn, { recovered: [] });
}

function latest(items: readonly FlushItem[]): FlushItem[] {
  const byKey = new Map<string, FlushItem>();
  for (const item of items) {
    if ((byKey.get(item.key)?.version ?? 0) < item.version) byKey.set(item.key, item);
  }
  return [...byKey.values()];
}

/** The power of the machine is gone for a moment: nothing in memory survives, and who waits is told. */
export function losePower(turn: WriteBack, empty: WriteBackContext, s: Settings): void {
  const { leases, held, blocked, deferred, entries, lastToken, lastVersion } = turn.context;
  const waiting = [
    ...leases.flatMap((lease) => lease.waiting.map((reader) => ({ ...reader, type: 'GET' }))),
    ...held.map((each) => ({ ...each, type: 'SET' })),
    ...blocked,
    ...deferred,
  ];
  for (const each of waiting) {
    reply(turn, each, { type: 'ERR', of: each.type, why: 'power lost' });
  }
  for (const { key } of leases) stop(turn, `lease:${key}`);
  if (mayExpire(s)) for (const { key } of entries) stop(turn, `ttl:${key}`);
  stop(turn, 'replicate');
  tell(turn, fact({ type: 'emptied', dirtyCount: 0 }));
  if (s.wal !== 'off') tell(turn, send('wal', { type: 'POWER_LOST' }));
  change(turn, { ...empty, lastToken, lastVersion, restarted: true });
}
