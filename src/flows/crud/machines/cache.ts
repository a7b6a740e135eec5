/** The cache: what queries found, each with the number of commits that there were when it was read. */
import { enqueueActions, setup } from 'xstate';
import { change, reply, start, stop, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact } from '../../../kernel/system.ts';
import { type Del, type Found, type Get, isPage, PAGES, type Set as Put } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface CacheEntry {
  readonly key: string;
  readonly found: Found;
  readonly at: number;
}

/** Deleted: nothing that was read before this commit may come back. */
interface Tombstone {
  readonly key: string;
  readonly at: number;
}

export interface CacheContext {
  readonly entries: readonly CacheEntry[];
  readonly tombstones: readonly Tombstone[];
}

type CacheEvent =
  | Get
  | Put
  | Del
  | { readonly type: 'ttl'; readonly key: string }
  | { readonly type: 'wipe' };

export const cacheDeadlines = ['ttl'];

export const cacheMachine = (s: Settings) =>
  setup({
    types: {} as { context: CacheContext; events: CacheEvent; emitted: Command },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'cache',
    context: () => ({ entries: [], tombstones: [] }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          GET: { actions: 'take' },
          SET: { actions: 'take' },
          DEL: { actions: 'take' },
          ttl: { actions: 'take' },
          wipe: { actions: 'take' },
        },
      },
    },
  });

type CacheTurn = Turn<CacheContext>;

function step(s: Settings, turn: CacheTurn, event: CacheEvent): void {
  const { entries } = turn.context;
  switch (event.type) {
    case 'GET': {
      const { key, op } = event;
      const entry = entries.find((each) => each.key === key);
      tell(turn, fact({ type: entry === undefined ? 'missed' : 'hit', key }, op));
      return reply(
        turn,
        event,
        (entry === undefined
          ? { type: 'MISS', key }
          : { type: 'HIT', key, found: entry.found }) as never,
      );
    }
    case 'SET':
      return set(s, turn, event);
    case 'DEL': {
      const { keys, at, op } = event;
      for (const key of keys) drop(turn, key, op);
      if (s.cache === 'versioned') bury(turn, keys, at);
      return reply(turn, event, { type: 'DELETED', keys } as never);
    }
    case 'ttl': {
      const { key } = event;
      change(turn, { entries: entries.filter((each) => each.key !== key) });
      return tell(turn, fact({ type: 'expired', key }, ''));
    }
    case 'wipe': {
      for (const { key } of entries) stop(turn, `ttl:${key}`);
      change(turn, { entries: [], tombstones: [] });
      return tell(turn, fact({ type: 'emptied' }, ''));
    }
  }
}

function set(s: Settings, turn: CacheTurn, event: Put): void {
  const { key, found, at, drop: dropsPages, op } = event;
  const { entries, tombstones } = turn.context;
  if (s.cache === 'versioned') {
    const newest = Math.max(
      entries.find((each) => each.key === key)?.at ?? 0,
      tombstones.find((each) => each.key === (isPage(key) ? PAGES : key))?.at ?? 0,
    );
    if (at < newest) {
      tell(turn, fact({ type: 'refusedOld', key, at }, op));
      return reply(turn, event, { type: 'NOT_STORED', key });
    }
  }
  const entry: CacheEntry = { key, found, at };
  const others = entries.filter((each) => each.key !== key);
  change(turn, { entries: [...others, entry].sort((a, b) => (a.key < b.key ? -1 : 1)) });
  tell(turn, fact({ type: 'cached', key, at }, op));
  start(turn, `ttl:${key}`, s.ttlMs, { type: 'ttl', key, op: '' });
  if (dropsPages) drop(turn, PAGES, op);
  reply(turn, event, { type: 'STORED', key });
}

function drop(turn: CacheTurn, key: string, op: string): void {
  const gone = turn.context.entries.filter((each) =>
    key === PAGES ? isPage(each.key) : each.key === key,
  );
  for (const each of gone) {
    stop(turn, `ttl:${each.key}`);
    tell(turn, fact({ type: 'dropped', key: each.key }, op));
  }
  if (gone.length > 0) {
    change(turn, { entries: turn.context.entries.filter((each) => !gone.includes(each)) });
  }
}

function bury(turn: CacheTurn, keys: readonly string[], at: number): void {
  const known = turn.context.tombstones;
  const later = keys.map((key) => {
    const before = known.find((each) => each.key === key)?.at ?? 0;
    return { key, at: Math.max(before, at) };
  });
  const others = known.filter(({ key }) => !keys.includes(key));
  change(turn, { tombstones: [...others, ...later].sort((a, b) => (a.key < b.key ? -1 : 1)) });
}
