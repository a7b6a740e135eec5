/**
 * One read, as the seed has it: check the cache · hit: return · miss: load from the database,
 * write to the cache, return. It is the same in all three variants.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { ln } from '../../../kernel/chance.ts';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type {
  Err,
  Hit,
  MayLoad,
  Miss,
  NotStored,
  ProblemStatus,
  PutType,
  Refused,
  Row,
  Shared,
  Shed,
  Stored,
  Value,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

interface ReadContext {
  readonly api: string;
  readonly client: string;
  readonly key: string;
  readonly value: Value;
  readonly version: number | null;
  readonly cache: 'hit' | 'stale' | 'miss';
  /** Of the lease, if this reader holds it. */
  readonly token: number | null;
  /** Whether what is loaded may be put into the cache. */
  readonly mayFill: boolean;
  /** Whether other readers of this app wait for what it loads. */
  readonly leads: boolean;
  /** For an early refresh: when the load began and how long it took. Else 0. */
  readonly askedUs: number;
  readonly loadMs: number;
  readonly status: ProblemStatus;
}

type Clocked = { readonly nowUs?: number };
type ReadEvent = Clocked &
  (
    | (Hit & { readonly chance?: number })
    | Miss
    | MayLoad
    | Shared
    | Shed
    | Row
    | Stored
    | NotStored
    | Err
    | Refused
  );

const FILL_BY = {
  set: 'SET',
  add: 'ADD',
  versioned: 'SETV',
  lease: 'SETL',
} as const satisfies Record<Settings['fill'], PutType>;

export const readMachine = (s: Settings) => {
  const asksToLoad = s.singleFlight === 'per-process' || s.loadShedding === 'on';
  const toLoad = asksToLoad ? 'askingToLoad' : 'loadingFromDb';
  /** The database knows nothing of dirty entries: without its cache, write-back cannot answer. */
  const needsCache = s.variant === 'write-back';
  const leases = s.fill === 'lease' || s.singleFlight === 'global';
  /** A refresh has no lease, and finds the key there: it could not fill the cache otherwise. */
  const refreshes = s.xfetch === 'on' && (s.fill === 'set' || s.fill === 'versioned');

  const withoutCache = needsCache
    ? ({ target: 'failing', actions: 'say503' } as const)
    : ({ target: toLoad, actions: 'fillNothing' } as const);
  /** An early refresh that brings nothing: what the cache had is good still. */
  const asItWas = { guard: 'hasOldValue', target: 'filled' } as const;

  return setup({
    types: {} as {
      context: ReadContext;
      events: ReadEvent;
      emitted: Command;
      input: { api: string; client: string; key: string };
    },
    delays: {
      /** A miss without a token waits for the holder of the lease. */
      getTimeout: s.cacheTimeoutMs + (leases ? s.leaseTimeoutMs : 0),
      cacheTimeout: s.cacheTimeoutMs,
      dbTimeout: s.dbTimeoutMs,
    },
    guards: {
      /** XFetch: refresh iff −δ·β·ln(U) ≥ time to expiry (Vattani, Chierichetti, Lowenstein 2015). */
      refreshesEarly: ({ event }) =>
        refreshes &&
        event.type === 'HIT' &&
        event.chance !== undefined &&
        event.leftMs > 0 &&
        -event.loadMs * s.xfetchBeta * ln(1 - event.chance) >= event.leftMs,
      mayFill: ({ context, event }) =>
        context.mayFill &&
        event.type === 'ROW' &&
        (event.value !== null || s.negativeCaching === 'on'),
      isMissing: ({ event }) =>
        ((event.type === 'HIT' || event.type === 'ROW') && event.value === null) ||
        (event.type === 'shared' && event.loaded?.value === null),
      hasNothing: ({ event }) => event.type === 'shared' && event.loaded === null,
      hasOldValue: ({ context }) => context.cache === 'hit',
      hadValueAndGotNothing: ({ context, event }) =>
        context.cache === 'hit' && event.type === 'shared' && event.loaded === null,
      foundNothing: ({ context }) => context.value === null,
    },
    actions: {
      keep: assign(({ event }) => {
        if (event.type === 'HIT') {
          const { value, version, stale } = event;
          return { value, version, cache: stale ? 'stale' : 'hit' } as const;
        }
        if (event.type === 'shared' && event.loaded !== null) return event.loaded;
        return {};
      }),
      keepToken: assign(({ event }) => {
        const token = event.type === 'MISS' ? event.token : null;
        return { token, mayFill: token !== null || s.fill !== 'lease' };
      }),
      keepRow: assign(({ context, event }) => {
        if (event.type !== 'ROW') return {};
        const { value, version, nowUs = 0 } = event;
        return {
          value,
          version,
          cache: 'miss',
          loadMs: (nowUs - context.askedUs) / 1_000,
        } as const;
      }),
      fillNothing: assign({ mayFill: false }),
      startClock: assign({ askedUs: ({ event }) => event.nowUs ?? 0 }),
      lead: assign({ leads: true }),
      share: enqueueActions(({ context, enqueue }) => {
        if (!context.leads) return;
        const { api, key, value, version, status } = context;
        const loaded = value === null && status !== 404 ? null : { value, version };
        enqueue.emit(send(api, { type: 'loadDone', key, loaded }));
      }),
      /** Others wait for the lease; this reader will not fill. */
      release: enqueueActions(({ context: { key, token }, enqueue }) => {
        if (token !== null) enqueue.emit(send('cache', { type: 'RELEASE', key, token }));
      }),
      giveUp: emit(abandon()),
      say404: assign({ status: 404 }),
      say503: assign({ status: 503 }),
      say504: assign({ status: 504 }),
    },
  }).createMachine({
    id: 'read',
    context: ({ input }) => ({
      ...input,
      value: null,
      version: 0,
      cache: 'miss',
      token: null,
      mayFill: true,
      leads: false,
      askedUs: 0,
      loadMs: 0,
      status: 503,
    }),
    initial: 'checkingCache',
    states: {
      checkingCache: {
        entry: emit(({ context: { key } }) => send('cache', { type: 'GET', key })),
        after: Number.isFinite(s.cacheTimeoutMs)
          ? {
              getTimeout: needsCache
                ? { target: 'failing', actions: ['giveUp', 'say504'] }
                : { target: toLoad, actions: ['giveUp', 'fillNothing'] },
            }
          : {},
        on: {
          HIT: [
            { guard: 'refreshesEarly', target: toLoad, actions: 'keep' },
            { guard: 'isMissing', target: 'failing', actions: 'say404' },
            { target: 'returning', actions: 'keep' },
          ],
          MISS: { target: toLoad, actions: 'keepToken' },
          ERR: withoutCache,
          refused: withoutCache,
        },
      },
      askingToLoad: {
        entry: emit(({ context: { api, key } }) => send(api, { type: 'askLoad', key })),
        on: {
          mayLoad: { target: 'loadingFromDb', actions: 'lead' },
          shed: [
            asItWas,
            {
              target: 'failing',
              actions: [
                emit(({ context: { key } }) => fact({ type: 'shed', key })),
                'release',
                'say503',
              ],
            },
          ],
          shared: [
            { guard: 'hadValueAndGotNothing', target: 'filled' },
            { guard: 'hasNothing', target: 'failing', actions: ['release', 'say503'] },
            { guard: 'isMissing', target: 'failing', actions: ['release', 'say404'] },
            { target: 'returning', actions: ['release', 'keep'] },
          ],
        },
      },
      loadingFromDb: {
        entry: [
          'startClock',
          emit(({ context: { key } }) => fact({ type: 'loadStarted', key })),
          emit(({ context: { key } }) => send('db', { type: 'LOAD', key })),
        ],
        exit: emit(({ context: { key } }) => fact({ type: 'loadEnded', key })),
        after: Number.isFinite(s.dbTimeoutMs)
          ? {
              dbTimeout: [
                { ...asItWas, actions: 'giveUp' },
                { target: 'failing', actions: ['giveUp', 'release', 'say504'] },
              ],
            }
          : {},
        on: {
          ROW: [
            { guard: 'mayFill', target: 'writingToCache', actions: 'keepRow' },
            { guard: 'isMissing', target: 'failing', actions: ['release', 'say404'] },
            { target: 'returning', actions: ['release', 'keepRow'] },
          ],
          ERR: [asItWas, { target: 'failing', actions: ['release', 'say503'] }],
          refused: [asItWas, { target: 'failing', actions: ['release', 'say503'] }],
        },
      },
      writingToCache: {
        entry: emit(({ context: { key, value, version, token, loadMs } }) =>
          send('cache', {
            type: FILL_BY[s.fill],
            key,
            value,
            version,
            token,
            loadMs,
            dirty: false,
          }),
        ),
        after: Number.isFinite(s.cacheTimeoutMs)
          ? { cacheTimeout: { target: 'filled', actions: 'giveUp' } }
          : {},
        on: { STORED: 'filled', NOT_STORED: 'filled', ERR: 'filled', refused: 'filled' },
      },
      filled: {
        always: [
          { guard: 'foundNothing', target: 'failing', actions: 'say404' },
          { target: 'returning' },
        ],
      },
      returning: {
        type: 'final',
        entry: [
          'share',
          emit(({ context: { client, key, value, version, cache } }) =>
            send(client, { type: 'item', key, value, version, cache }),
          ),
        ],
      },
      failing: {
        type: 'final',
        entry: [
          'share',
          emit(({ context: { client, key, status } }) =>
            send(client, { type: 'problem', key, status }),
          ),
        ],
      },
    },
  });
};
