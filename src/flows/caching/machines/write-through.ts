/**
 * One write-through write, as the seed has it: write to the cache, write to the database,
 * return. A fix turns the order round.
 *
 *     (locking →) writingToCache → updatingDb → acknowledging       cache-first, as in the seed
 *     (locking →) updatingDb → writingToCache → acknowledging       db-first
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../kernel/system.ts';
import type { Committed, Deleted, Err, Locked, NotStored, Refused, Stored } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { WriteContext } from './cache-aside-write.ts';
import { setMessage } from './set-message.ts';

type WriteEvent = Locked | Committed | Deleted | Stored | NotStored | Err | Refused;

export const writeThroughMachine = (s: Settings) => {
  const cacheFirst = s.writeOrder === 'cache-first';
  const first = cacheFirst ? 'writingToCache' : 'updatingDb';
  const afterCache = cacheFirst ? 'updatingDb' : 'acknowledging';
  const afterDb = cacheFirst ? 'acknowledging' : 'writingToCache';
  /** The cache holds a value by now that the database refuses. */
  const afterDbFailed = cacheFirst && s.compensateOnDbFail === 'on' ? 'takingBack' : 'failing';
  const cacheTimeout = Number.isFinite(s.cacheTimeoutMs);
  const dbTimeout = Number.isFinite(s.dbTimeoutMs);

  return setup({
    types: {} as {
      context: WriteContext;
      events: WriteEvent;
      emitted: Command;
      input: { client: string; key: string; value: string };
    },
    delays: {
      cacheTimeout: s.cacheTimeoutMs,
      deleteTimeout: s.deleteTimeoutMs,
      dbTimeout: s.dbTimeoutMs,
    },
    actions: {
      keepVersion: assign(({ event }) =>
        event.type === 'COMMITTED' ? { version: event.version } : {},
      ),
      unlock: enqueueActions(({ context: { key }, enqueue }) => {
        if (s.perKeyWriteLock === 'on') enqueue.emit(send('db', { type: 'UNLOCK', key }));
      }),
      giveUp: emit(abandon()),
      say500: assign({ status: 500 }),
      say503: assign({ status: 503 }),
      say504: assign({ status: 504 }),
    },
  }).createMachine({
    id: 'write-through',
    context: ({ input }) => ({ ...input, version: null, status: 503 }),
    initial: s.perKeyWriteLock === 'on' ? 'locking' : first,
    states: {
      locking: {
        entry: emit(({ context: { key } }) => send('db', { type: 'LOCK', key })),
        after: dbTimeout ? { dbTimeout: { target: 'failing', actions: ['giveUp', 'say504'] } } : {},
        on: {
          LOCKED: first,
          ERR: { target: 'failing', actions: 'say503' },
          refused: { target: 'failing', actions: 'say503' },
        },
      },
      writingToCache: {
        entry: emit(({ context }) => setMessage(s, context)),
        after: cacheTimeout
          ? { cacheTimeout: { target: 'failing', actions: ['giveUp', 'say504'] } }
          : {},
        on: {
          STORED: afterCache,
          NOT_STORED: afterCache,
          // A cache that is down has lost everything: it cannot serve anything old.
          refused: afterCache,
          ERR: { target: 'failing', actions: 'say503' },
        },
      },
      updatingDb: {
        entry: emit(({ context: { key, value } }) => send('db', { type: 'COMMIT', key, value })),
        after: dbTimeout
          ? { dbTimeout: { target: afterDbFailed, actions: ['giveUp', 'say504'] } }
          : {},
        on: {
          COMMITTED: { target: afterDb, actions: 'keepVersion' },
          ERR: { target: afterDbFailed, actions: 'say500' },
          refused: { target: afterDbFailed, actions: 'say503' },
        },
      },
      takingBack: {
        entry: emit(({ context: { key } }) => send('cache', { type: 'DEL', key, version: null })),
        after: Number.isFinite(s.deleteTimeoutMs)
          ? { deleteTimeout: { target: 'failing', actions: 'giveUp' } }
          : {},
        on: { DELETED: 'failing', ERR: 'failing', refused: 'failing' },
      },
      acknowledging: {
        type: 'final',
        entry: [
          'unlock',
          emit(({ context: { client, key, value, version } }) =>
            send(client, { type: 'saved', key, value, version }),
          ),
        ],
      },
      failing: {
        type: 'final',
        entry: [
          'unlock',
          emit(({ context: { client, key, status } }) =>
            send(client, { type: 'problem', key, status }),
          ),
        ],
      },
    },
  });
};
