/**
 * The cache beside the plainest models of what it should do: random gets and sets, and after
 * each the keys that are left.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceOf } from '../../../../flow/compile.ts';
import { settingsOf } from '../../../../flow/settings.ts';
import { caching } from '../../index.ts';
import type { Get, Put } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { evictOne, get, put } from './handlers.ts';
import type { CacheContext, Turn } from './turn.ts';

const CAPACITY = 3;

const settings = (fixes: Record<string, string> = {}, capacity = CAPACITY): Settings =>
  settingsOf<Settings>(
    choiceOf(caching, {
      variant: 'write-back',
      fixes,
      params: { capacity, ttlMs: 'inf' },
      workload: 'one-write',
    }),
  );

const empty: CacheContext = { entries: [], leases: [], lastToken: 0 };
const turnOn = (context: CacheContext): Turn => ({ context, asks: [] });
const getOf = (key: string): Get => ({ type: 'GET', key, from: 'api/r', op: 'r' });
const setOf = (key: string, chance = 0): Put & { chance: number } => ({
  type: 'SET',
  key,
  value: 'v',
  version: 0,
  dirty: false,
  token: null,
  loadMs: 0,
  from: 'api/w',
  op: 'w',
  chance,
});

type Operation = { readonly kind: 'get' | 'set'; readonly key: string };
const operations = fc.array(
  fc.record({
    kind: fc.constantFrom('get', 'set') as fc.Arbitrary<'get' | 'set'>,
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  }),
  { maxLength: 40 },
);

function play(s: Settings, context: CacheContext, { kind, key }: Operation): CacheContext {
  const turn = turnOn(context);
  if (kind === 'get') get(turn, getOf(key), s);
  else put(turn, setOf(key), s);
  return turn.context;
}

/** Keys from the next to leave to the last, by the plainest rules. */
const models: Record<'lru' | 'fifo', (order: string[], operation: Operation) => string[]> = {
  lru: (order, { kind, key }) => {
    if (!order.includes(key)) return kind === 'get' ? order : [...order, key].slice(-CAPACITY);
    return [...order.filter((each) => each !== key), key];
  },
  fifo: (order, { kind, key }) =>
    kind === 'get' || order.includes(key) ? order : [...order, key].slice(-CAPACITY),
};

describe('the entries of the cache', () => {
  it.each(['lru', 'fifo'] as const)('leave as %s says', (eviction) => {
    const s = settings({ eviction });
    fc.assert(
      fc.property(operations, (list) => {
        let context = empty;
        let order: string[] = [];
        for (const operation of list) {
          context = play(s, context, operation);
          order = models[eviction](order, operation);
          expect(context.entries.map(({ key }) => key)).toEqual(order);
        }
      }),
    );
  });

  it('leave by least use with LFU', () => {
    const s = settings({ eviction: 'lfu' });
    let context = empty;
    for (const key of ['a', 'b', 'c']) context = play(s, context, { kind: 'set', key });
    for (const key of ['a', 'c', 'a']) context = play(s, context, { kind: 'get', key });
    context = play(s, context, { kind: 'set', key: 'd' });
    expect(context.entries.map(({ key }) => key)).toEqual(['a', 'c', 'd']);
  });

  it('leave by the draw with random', () => {
    const s = settings({ eviction: 'random' });
    let context = empty;
    for (const key of ['a', 'b', 'c']) context = play(s, context, { kind: 'set', key });
    const left = (draw: number): string[] => {
      const turn = turnOn(context);
      put(turn, setOf('d', draw), s);
      return turn.context.entries.map(({ key }) => key);
    };
    expect(left(0)).toEqual(['b', 'c', 'd']);
    expect(left(0.6)).toEqual(['a', 'b', 'd']);
  });

  it.each([
    ['on', ['leaving']],
    ['off', []],
  ])(
    'stay until they are flushed when they are dirty and pinned (pinDirty %s)',
    (pinDirty, left) => {
      const s = settings({ pinDirty });
      const turn = turnOn(play(s, empty, { kind: 'set', key: 'a' }));
      const entries = turn.context.entries.map((each) => ({ ...each, state: 'dirty' as const }));
      turn.context = { ...turn.context, entries };
      evictOne(turn, undefined, s);
      expect(turn.context.entries.map(({ state }) => state)).toEqual(left);
    },
  );

  it('never outnumber the capacity, unless all are dirty and pinned', () => {
    fc.assert(
      fc.property(operations, fc.constantFrom('lru', 'fifo', 'lfu', 'random'), (list, eviction) => {
        const s = settings({ eviction });
        const context = list.reduce((before, each) => play(s, before, each), empty);
        expect(context.entries.length).toBeLessThanOrEqual(CAPACITY);
      }),
    );
  });
});
