/**
 * One cache-aside write, as the seed has it: update the database, invalidate the cache. Fixes
 * may turn the order round, put the value instead of deleting it, delete twice, or insist.
 *
 *     (locking →) updatingDb → invalidatingCache → acknowledging          del-after, as in the seed
 *     (locking →) invalidatingCache → updatingDb → acknowledging          del-before
 *     (locking →) updatingDb → writingToCache → acknowledging             set-after
 *     … → acknowledging → deletingAgain → done                            doubleDelete
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../kernel/system.ts';
import type {
  Committed,
  Deleted,
  Err,
  Locked,
  NotStored,
  ProblemStatus,
  Refused,
  Stored,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { setMessage } from './set-message.ts';

export interface WriteContext {
  readonly client: string;
  readonly key: string;
  readonly value: string;
  /** That of the commit, once it is known. */
  readonly version: number | null;
  readonly status: ProblemStatus;
}

type WriteEvent = Locked | Committed | Deleted | Stored | NotStored | Err | Refused;

export const cacheAsideWriteMachine = (s: Settings) => {
  const first = s.writeOp === 'del-before' ? 'invalidatingCache' : 'updatingDb';
  const afterDb = {
    'del-before': 'acknowledging',
    'del-after': 'invalidatingCache',
    'set-after': 'writingToCache',
  } as const;
  const afterDelete = s.writeOp === 'del-before' ? 'updatingDb' : 'acknowledging';
  const deletesTwice = s.doubleDelete === 'on' && s.writeOp !== 'set-after';
  const insists = s.awaitDelete === 'on';
  const cacheTimeout = Number.isFinite(s.cacheTimeoutMs);
  const deleteTimeout = Number.isFinite(s.deleteTimeoutMs);
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
      tryAgain: s.retryMs,
      deleteAgain: s.doubleDeleteMs,
    },
    actions: {
      keepVersion: assign(({ event }) =>
        event.type === 'COMMITTED' ? { version: event.version } : {},
      ),
      unlock: enqueueActions(({ context: { key }, enqueue }) => {
        if (s.perKeyWriteLock === 'on') enqueue.emit(send('db', { type: 'UNLOCK', key }));
      }),
      delete: emit(({ context: { key, version } }) => send('cache', { type: 'DEL', key, version })),
      acknowledge: emit(({ context: { client, key, value, version } }) =>
        send(client, { type: 'saved', key, value, version }),
      ),
      giveUp: emit(abandon()),
      say500: assign({ status: 500 }),
      say503: assign({ status: 503 }),
      say504: assign({ status: 504 }),
    },
  }).createMachine({
    id: 'cache-aside-write',
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
      updatingDb: {
        entry: emit(({ context: { key, value } }) => send('db', { type: 'COMMIT', key, value })),
        after: dbTimeout ? { dbTimeout: { target: 'failing', actions: ['giveUp', 'say504'] } } : {},
        on: {
          COMMITTED: { target: afterDb[s.writeOp], actions: 'keepVersion' },
          ERR: { target: 'failing', actions: 'say500' },
          refused: { target: 'failing', actions: 'say503' },
        },
      },
      invalidatingCache: {
        entry: 'delete',
        after: deleteTimeout
          ? {
              deleteTimeout: {
                target: insists ? 'waitingForCache' : afterDelete,
                actions: 'giveUp',
              },
            }
          : {},
        on: {
          DELETED: afterDelete,
          ERR: insists ? 'waitingForCache' : afterDelete,
          refused: insists ? 'waitingForCache' : afterDelete,
        },
      },
      waitingForCache: { after: { tryAgain: 'invalidatingCache' } },
      writingToCache: {
        entry: emit(({ context }) => setMessage(s, context)),
        after: cacheTimeout ? { cacheTimeout: { target: 'acknowledging', actions: 'giveUp' } } : {},
        on: {
          STORED: 'acknowledging',
          NOT_STORED: 'acknowledging',
          ERR: 'acknowledging',
          refused: 'acknowledging',
        },
      },
      acknowledging: deletesTwice
        ? { entry: ['unlock', 'acknowledge'], after: { deleteAgain: 'deletingAgain' } }
        : { type: 'final', entry: ['unlock', 'acknowledge'] },
      deletingAgain: {
        entry: 'delete',
        after: deleteTimeout ? { deleteTimeout: { target: 'done', actions: 'giveUp' } } : {},
        on: { DELETED: 'done', ERR: 'done', refused: 'done' },
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
      done: { type: 'final' },
    },
  });
};
