/**
 * The cache of write-back: it takes writes by itself and flushes them to the database later.
 *
 *     clean → dirty → clean …
 *     recovering → replaying → clean | dirty, after a crash, where there is a log or a replica
 */
import { emit, enqueueActions, setup } from 'xstate';
import { change, takeTurn, tell } from '../../../flow/turn.ts';
import { abandon, type Command, type Received, send } from '../../../kernel/system.ts';
import type {
  Appended,
  Err,
  FlushEnded,
  Records,
  Refused,
  Release,
  Replicated,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import * as dirty from './cache/dirty.ts';
import { isDirty } from './cache/entries.ts';
import * as on from './cache/handlers.ts';
import { passLeaseOn } from './cache/leases.ts';
import type { Clock, Entry, Request, Turn, WriteBackContext } from './cache/turn.ts';

interface WriteBackCacheInput {
  readonly entries: readonly Entry[];
  readonly lastToken: number;
  readonly lastVersion: number;
  readonly restarted: boolean;
}

type Injected = { readonly type: 'evict' | 'expire' | 'wipe' | 'powerLoss'; readonly key?: string };
type Timed = { readonly type: 'ttl' | 'leaseTimeout' | 'replicate'; readonly key: string };
type CacheEvent = Clock &
  (
    | Request
    | Release
    | Appended
    | Replicated
    | Records
    | FlushEnded
    | Err
    | Refused
    | Injected
    | Timed
    | ({ readonly type: 'closed' } & Received)
  );

const contextOf = (input: WriteBackCacheInput): WriteBackContext => ({
  ...input,
  leases: [],
  held: [],
  flushing: [],
  blocked: [],
  toReplicate: [],
  asked: [],
  recovered: [],
  deferred: [],
});

/** An action that plays a turn of the cache. */
const act = <E extends CacheEvent>(
  play: (turn: Turn<WriteBackContext>, event: E & Clock) => void,
) =>
  enqueueActions<
    WriteBackContext,
    CacheEvent,
    undefined,
    CacheEvent,
    never,
    never,
    never,
    never,
    Command
  >(({ context, event, enqueue }) =>
    takeTurn<WriteBackContext>(context, enqueue, (turn) => play(turn, event as E & Clock)),
  );

function serve(turn: Turn<WriteBackContext>, event: Request, s: Settings): void {
  if (event.type === 'GET') on.get(turn, event, s);
  else if (event.type === 'DEL') on.del(turn, event, s);
  else if (event.dirty) dirty.putDirty(turn, event, s);
  else on.put(turn, event, s);
  dirty.unblock(turn, s);
}

export const writeBackCacheMachine = (s: Settings) => {
  /** Where to recover from. A log that is always on disk has everything that a replica has. */
  const sources = [
    ...(s.wal === 'off' ? [] : ['wal']),
    ...(s.replication === 'none' || s.wal === 'always' ? [] : ['replica']),
  ];
  const deferring = {
    SET: { actions: 'defer' },
    GET: { actions: s.gateReadsDuringReplay === 'on' ? 'defer' : 'serve' },
  } as const;
  const empty = contextOf({ entries: [], lastToken: 0, lastVersion: 0, restarted: true });

  return setup({
    types: {} as {
      context: WriteBackContext;
      events: CacheEvent;
      emitted: Command;
      input: WriteBackCacheInput;
    },
    delays: {
      flush: s.flushIntervalMs,
      replay: s.replayMs,
      askAgain: s.retryMs,
      askTimeout: s.cacheTimeoutMs,
    },
    guards: {
      mustRecover: ({ context }) => context.restarted && sources.length > 0,
      hasAllRecords: ({ context }) => context.asked.length === 0,
      hasDirty: ({ context }) => context.entries.some(isDirty),
    },
    actions: {
      serve: act((turn, event: Request) => serve(turn, event, s)),
      defer: act((turn, event: Request) =>
        change(turn, { deferred: [...turn.context.deferred, event] }),
      ),
      startAging: act((turn) => on.startAging(turn, s)),
      release: act((turn, event: Release) => on.release(turn, event, s)),
      confirm: act((turn, event: Appended | Replicated) => dirty.confirmed(turn, event, s)),
      unconfirm: act((turn, event: Err | Refused) => dirty.unconfirmed(turn, event, s)),
      loseReplica: act((turn) => dirty.loseReplica(turn, s)),
      endFlush: act((turn, event: FlushEnded) => dirty.flushEnded(turn, event, s)),
      expire: act((turn, event: Injected | Timed) => {
        on.expire(turn, event.key, s);
        dirty.unblock(turn, s);
      }),
      evict: act((turn, event: Injected) => {
        on.evictOne(turn, event.key, s);
        dirty.unblock(turn, s);
      }),
      wipe: act((turn) => {
        on.wipe(turn, s);
        dirty.unblock(turn, s);
      }),
      losePower: act((turn) => dirty.losePower(turn, empty, s)),
      passLeaseOn: act((turn, event: Timed) => passLeaseOn(turn, event.key, s)),
      replicate: act((turn) => dirty.replicate(turn)),
      flush: act((turn) => dirty.flush(turn, s)),
      askForRecords: act((turn) => {
        change(turn, { asked: sources, recovered: [] });
        tell(turn, send(sources, { type: 'REPLAY' }, { op: '' }));
      }),
      keepRecords: act((turn, { from, items }: Records) => {
        const { asked, recovered } = turn.context;
        change(turn, {
          asked: asked.filter((each) => each !== from),
          recovered: [...recovered, ...items],
        });
      }),
      giveUpAsking: emit(abandon('')),
      resume: act((turn) => {
        const { deferred } = turn.context;
        dirty.recover(turn, {}, s);
        change(turn, { deferred: [], restarted: false });
        for (const request of deferred) serve(turn, request, s);
      }),
    },
  }).createMachine({
    id: 'write-back-cache',
    context: ({ input }) => contextOf(input),
    on: {
      GET: { actions: 'serve' },
      SET: { actions: 'serve' },
      ADD: { actions: 'serve' },
      SETV: { actions: 'serve' },
      SETL: { actions: 'serve' },
      DEL: { actions: 'serve' },
      RELEASE: { actions: 'release' },
      APPENDED: { actions: 'confirm' },
      REPLICATED: { actions: 'confirm' },
      ERR: { actions: 'unconfirm' },
      refused: { actions: 'unconfirm' },
      closed: { actions: 'loseReplica' },
      flushed: { actions: 'endFlush' },
      flushFailed: { actions: 'endFlush' },
      ttl: { actions: 'expire' },
      leaseTimeout: { actions: 'passLeaseOn' },
      replicate: { actions: 'replicate' },
      evict: { actions: 'evict' },
      expire: { actions: 'expire' },
      wipe: { actions: 'wipe' },
      powerLoss: { target: '.starting', actions: 'losePower' },
    },
    initial: 'starting',
    states: {
      starting: {
        entry: 'startAging',
        always: [{ guard: 'mustRecover', target: 'recovering' }, { target: 'clean' }],
      },
      recovering: {
        entry: 'askForRecords',
        always: { guard: 'hasAllRecords', target: 'replaying' },
        after: Number.isFinite(s.cacheTimeoutMs)
          ? { askTimeout: { target: 'recovering', reenter: true, actions: 'giveUpAsking' } }
          : {},
        on: {
          ...deferring,
          RECORDS: { actions: 'keepRecords' },
          refused: 'waitingToRecover',
          ERR: 'waitingToRecover',
          closed: 'waitingToRecover',
        },
      },
      waitingToRecover: {
        entry: 'giveUpAsking',
        after: { askAgain: 'recovering' },
        on: deferring,
      },
      replaying: {
        after: { replay: { target: 'clean', actions: 'resume' } },
        on: deferring,
      },
      clean: {
        always: { guard: 'hasDirty', target: 'dirty' },
      },
      dirty: {
        always: { guard: ({ context }) => !context.entries.some(isDirty), target: 'clean' },
        after: { flush: { target: 'dirty', reenter: true, actions: 'flush' } },
      },
    },
  });
};
