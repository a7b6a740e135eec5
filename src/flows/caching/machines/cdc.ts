/**
 * Change data capture: follows the commits of the database and deletes their keys from the cache.
 * connecting → following ⇄ deleting; a lost connection is made again.
 */
import { assign, cancel, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, type Received, send } from '../../../kernel/system.ts';
import type { Change, Changes, Deleted, Err, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface CdcContext {
  /** Up to which commit the cache has been told. Outlives a crash. */
  readonly done: number;
  readonly todo: readonly Change[];
}

type CdcEvent =
  | Changes
  | Deleted
  | Err
  | Refused
  | { readonly type: 'deleteTimeout'; readonly op: string }
  | ({ readonly type: 'closed' } & Received);

/** The deletes have an operation of their own, so that they bear stable addresses. */
const OP = 'cdc';

export const cdcMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: CdcContext;
      events: CdcEvent;
      emitted: Command;
      input: Pick<CdcContext, 'done'>;
    },
    delays: { tryAgain: s.retryMs },
    guards: {
      hasTodo: ({ context }) => context.todo.length > 0,
      isLast: ({ context }) => context.todo.length <= 1,
    },
    actions: {
      note: assign(({ context, event }) => {
        if (event.type !== 'CHANGES') return {};
        const known = context.todo.at(-1)?.at ?? context.done;
        return { todo: [...context.todo, ...event.changes.filter(({ at }) => at > known)] };
      }),
      tail: emit(({ context }) => send('db', { type: 'TAIL', after: context.done }, { op: '' })),
      delete: enqueueActions(({ context, enqueue }) => {
        const [first] = context.todo;
        if (first === undefined) return;
        const { key, version } = first;
        enqueue.emit(send('cache', { type: 'DEL', key, version }, { op: OP }));
        if (!Number.isFinite(s.deleteTimeoutMs)) return;
        // Not by `after`: the timer is to bear the operation of the delete.
        const late = { type: 'deleteTimeout', op: OP } as const;
        enqueue.raise(late, { id: 'delete', delay: s.deleteTimeoutMs });
      }),
      finish: enqueueActions(({ context, enqueue }) => {
        const [first, ...todo] = context.todo;
        if (first === undefined) return;
        enqueue.assign({ done: first.at, todo });
        enqueue.emit(send('db', { type: 'APPLIED', upTo: first.at }, { op: '' }));
      }),
      giveUp: emit(abandon(OP)),
    },
  }).createMachine({
    id: 'cdc',
    context: ({ input }) => ({ ...input, todo: [] }),
    on: { CHANGES: { actions: 'note' } },
    type: 'parallel',
    states: {
      connection: {
        initial: 'connecting',
        states: {
          connecting: {
            entry: 'tail',
            on: { CHANGES: { target: 'following', actions: 'note' }, closed: 'lost' },
          },
          following: { on: { closed: 'lost' } },
          lost: { after: { tryAgain: 'connecting' } },
        },
      },
      work: {
        initial: 'idle',
        states: {
          idle: { always: { guard: 'hasTodo', target: 'deleting' } },
          deleting: {
            entry: 'delete',
            exit: cancel('delete'),
            on: {
              deleteTimeout: { target: 'waiting', actions: 'giveUp' },
              DELETED: { target: 'idle', actions: 'finish' },
              ERR: 'waiting',
              refused: 'waiting',
            },
          },
          waiting: { after: { tryAgain: 'deleting' } },
        },
      },
    },
  });
