/** The cache of cache-aside and write-through: it does what the app tells it, and forgets in time. */
import { enqueueActions, setup } from 'xstate';
import { takeTurn } from '../../../flow/turn.ts';
import type { Command } from '../../../kernel/system.ts';
import type { Release } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import * as on from './cache/handlers.ts';
import { passLeaseOn } from './cache/leases.ts';
import type { CacheContext, Clock, Entry, Request, Turn } from './cache/turn.ts';

export interface CacheInput {
  readonly entries: readonly Entry[];
  readonly lastToken: number;
}

type Injected = { readonly type: 'evict' | 'expire' | 'wipe'; readonly key?: string };
type Timed = { readonly type: 'ttl' | 'leaseTimeout'; readonly key: string };
type CacheEvent = Clock & (Request | Release | Injected | Timed);

/** An action that plays a turn of the cache. */
const act = <E extends CacheEvent>(play: (turn: Turn, event: E & Clock) => void) =>
  enqueueActions<
    CacheContext,
    CacheEvent,
    undefined,
    CacheEvent,
    never,
    never,
    never,
    never,
    Command
  >(({ context, event, enqueue }) =>
    takeTurn(context, enqueue, (turn) => play(turn, event as E & Clock)),
  );

export const cacheMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: CacheContext;
      events: CacheEvent;
      emitted: Command;
      input: CacheInput;
    },
    actions: {
      serve: act((turn, event: Request) => {
        if (event.type === 'GET') on.get(turn, event, s);
        else if (event.type === 'DEL') on.del(turn, event, s);
        else on.put(turn, event, s);
      }),
      startAging: act((turn) => on.startAging(turn, s)),
      release: act((turn, event: Release) => on.release(turn, event, s)),
      passLeaseOn: act((turn, event: Timed) => passLeaseOn(turn, event.key, s)),
      expire: act((turn, event: Injected | Timed) => on.expire(turn, event.key, s)),
      evict: act((turn, event: Injected) => on.evictOne(turn, event.key, s)),
      wipe: act((turn) => on.wipe(turn, s)),
    },
  }).createMachine({
    id: 'cache',
    context: ({ input }) => ({ ...input, leases: [] }),
    initial: 'serving',
    states: {
      serving: {
        entry: 'startAging',
        on: {
          GET: { actions: 'serve' },
          SET: { actions: 'serve' },
          ADD: { actions: 'serve' },
          SETV: { actions: 'serve' },
          SETL: { actions: 'serve' },
          DEL: { actions: 'serve' },
          RELEASE: { actions: 'release' },
          leaseTimeout: { actions: 'passLeaseOn' },
          ttl: { actions: 'expire' },
          expire: { actions: 'expire' },
          evict: { actions: 'evict' },
          wipe: { actions: 'wipe' },
        },
      },
    },
  });
