/**
 * What the cache holds: storing, finding, evicting. Each change copies one array of references.
 * SIMPLIFIED: LRU and expiry are exact; real caches take samples, and notice at the next access.
 */

import { change, start, stop, tell } from '../../../../flow/turn.ts';
import { fact } from '../../../../kernel/system.ts';
import type { Settings } from '../../settings.ts';
import type { Entry, Turn } from './turn.ts';

const MOST_USES = 255;

/** Its place among the entries; -1 when it is not there. Looks first where recent use puts it. */
function indexOf({ context: { entries } }: Turn, key: string): number {
  for (let i = entries.length - 1; i >= 0; i--) if (entries[i]?.key === key) return i;
  return -1;
}

export function find(turn: Turn, key: string): Entry | undefined {
  return turn.context.entries[indexOf(turn, key)];
}

/** A hit: moves the entry to where its eviction is farthest, or counts it. */
export function touch(turn: Turn, entry: Entry, { eviction }: Settings): void {
  const { entries } = turn.context;
  if (eviction === 'lru' && entries.at(-1) !== entry) {
    change(turn, { entries: [...without(entries, entry), entry] });
  } else if (eviction === 'lfu' && entry.uses < MOST_USES) {
    replace(turn, entry, { ...entry, uses: entry.uses + 1 });
  }
}

/** Stores an entry, makes it expire, and evicts another if there is no room. */
export function store(turn: Turn, entry: Entry, s: Settings, ttlMs: number, draw?: number): void {
  const before = find(turn, entry.key);
  if (before === undefined) change(turn, { entries: [...turn.context.entries, entry] });
  else if (s.eviction === 'lru') {
    change(turn, { entries: [...without(turn.context.entries, before), entry] });
  } else replace(turn, before, { ...entry, uses: before.uses });
  const id = `ttl:${entry.key}`;
  if (Number.isFinite(ttlMs)) {
    start(turn, id, ttlMs, { type: 'ttl', key: entry.key });
  } else if (before !== undefined && mayExpire(s)) stop(turn, id);
  makeRoom(turn, entry.key, s, draw);
}

/** Evicts what is too much, as far as it may go. */
export function makeRoom(turn: Turn, spared: string | null, s: Settings, draw?: number): void {
  while (turn.context.entries.length > s.capacity) {
    const victim = victimOf(turn.context.entries, spared, s, draw);
    if (victim === undefined) return;
    evict(turn, victim, s);
  }
}

/** Whether an entry may have a time to live, be it only that of what is missing. */
export const mayExpire = ({ ttlMs, negativeCaching, ttlNegMs }: Settings): boolean =>
  Number.isFinite(ttlMs) || (negativeCaching === 'on' && Number.isFinite(ttlNegMs));

export function replace(turn: Turn, before: Entry, after: Entry): void {
  const { entries } = turn.context;
  change(turn, { entries: entries.with(entries.indexOf(before), after) });
}

export function remove(turn: Turn, entry: Entry, s: Settings): void {
  change(turn, { entries: without(turn.context.entries, entry) });
  if (mayExpire(s)) stop(turn, `ttl:${entry.key}`);
}

/** An entry leaves: at once, or, if it is dirty and pinned, as soon as it is flushed. */
export function evict(turn: Turn, entry: Entry, s: Settings, why = 'evicted'): void {
  if (isDirty(entry) && s.pinDirty === 'on') {
    if (entry.state === 'dirty') replace(turn, entry, { ...entry, state: 'leaving' });
    return;
  }
  remove(turn, entry, s);
  const { key, value } = entry;
  const dirty = isDirty(entry);
  const dirtyCount = dirty ? { dirtyCount: countDirty(turn) } : {};
  tell(turn, fact({ type: why, key, value, dirty, ...dirtyCount }));
}

export const isDirty = ({ state }: Entry): boolean => state === 'dirty' || state === 'leaving';

export const countDirty = ({ context: { entries } }: Turn): number =>
  entries.reduce((count, entry) => count + (isDirty(entry) ? 1 : 0), 0);

/** Whether a reader finds it. */
export const isThere = ({ state }: Entry): boolean => state !== 'tombstone' && state !== 'ghost';

/** Which entry is to leave; none if all others are pinned. */
export function victimOf(
  entries: readonly Entry[],
  spared: string | null,
  { eviction, pinDirty }: Settings,
  draw = 0,
): Entry | undefined {
  const mayGo = (entry: Entry): boolean =>
    entry.key !== spared && !(pinDirty === 'on' && isDirty(entry));
  switch (eviction) {
    case 'lru':
    case 'fifo':
      return entries.find(mayGo);
    case 'random': {
      const start = Math.floor(draw * entries.length);
      return entries.slice(start).find(mayGo) ?? entries.find(mayGo);
    }
    case 'lfu': {
      let least: Entry | undefined;
      for (const entry of entries) {
        if (mayGo(entry) && (least === undefined || entry.uses < least.uses)) least = entry;
      }
      return least;
    }
  }
}

function without(entries: readonly Entry[], entry: Entry): Entry[] {
  const at = entries.indexOf(entry);
  const rest = entries.slice();
  rest.splice(at, 1);
  return rest;
}
