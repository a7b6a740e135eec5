/** One old thing: looking for its row and its object · then deleting, finalising or expiring what is alone. */
import { assign, emit, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import {
  type Deleted,
  type Err,
  type Meta,
  type MetaIs,
  nameOf,
  type Refused,
  type Row,
  type RowIs,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { waiting } from './waiting.ts';

interface SweepInput {
  /** Who asked: storage for an object, the database for a row. */
  readonly from: string;
  readonly key: string;
  /** Of the row; empty when an object is old. */
  readonly id: string;
}
interface SweepContext extends SweepInput {
  readonly row: Row | null;
  readonly meta: Meta | null;
}
type SweepEvent = RowIs | MetaIs | Deleted | Err | Refused;

export const sweepDeadlines = ['backTimeout'];

export const sweepMachine = (s: Settings) => {
  const late = waiting(s.backTimeoutMs, 'backTimeout', { target: 'again' as const });
  const trouble = { ERR: 'again', refused: 'again' } as const;
  return setup({
    types: {} as {
      context: SweepContext;
      events: SweepEvent;
      emitted: Command;
      input: SweepInput;
    },
    delays: { backTimeout: s.backTimeoutMs, pause: s.retryMs },
    guards: {
      isAlone: ({ context: { row, meta } }) => row === null && meta !== null,
      isMissing: ({ context: { row, meta } }) => row !== null && meta === null,
      isPending: ({ context: { row, meta } }) =>
        row?.status === 'PENDING' && row.sha256 === meta?.sha256,
      isWrong: ({ context: { row, meta } }) =>
        row?.status === 'PENDING' && row.sha256 !== meta?.sha256,
      hasRow: ({ context: { row } }) => row !== null,
    },
    actions: {
      find: emit(({ context: { id, key } }) => send('db', { type: 'FIND', id, key })),
      head: emit(({ context: { key, row } }) =>
        send('storage', { type: 'HEAD', key: row?.key ?? key }),
      ),
    },
  }).createMachine({
    id: 'sweep',
    context: ({ input }) => ({ ...input, row: null, meta: null }),
    initial: 'looking',
    states: {
      looking: {
        entry: 'find',
        after: late,
        on: {
          ROW: { target: 'heading', actions: assign(({ event }) => ({ row: event.row })) },
          ...trouble,
        },
      },
      heading: {
        entry: 'head',
        after: late,
        on: {
          META: { target: 'judging', actions: assign(({ event }) => ({ meta: event.meta })) },
          ...trouble,
        },
      },
      judging: {
        always: [
          { guard: 'isAlone', target: 'deleting' },
          { guard: 'isMissing', target: 'expiring' },
          { guard: 'isPending', target: 'finalizing' },
          { guard: 'isWrong', target: 'deleting' },
          { target: 'swept' },
        ],
      },
      deleting: {
        entry: [
          emit(({ context: { key } }) => fact({ type: 'swept', key, what: 'object' })),
          emit(({ context: { key } }) => send('storage', { type: 'DELETE', key })),
        ],
        after: late,
        on: {
          DELETED: [
            { guard: 'hasRow' as const, target: 'looking' as const },
            { target: 'swept' as const },
          ],
          ...trouble,
        },
      },
      expiring: {
        entry: [
          emit(({ context: { key } }) => fact({ type: 'swept', key, what: 'row' })),
          emit(({ context: { row } }) =>
            send('db', { type: 'EXPIRE', id: row?.id ?? '', as: nameOf(row) }),
          ),
        ],
        after: late,
        on: { ROW: 'swept', ...trouble },
      },
      finalizing: {
        entry: emit(({ context: { row, key } }) => {
          const id = row?.id ?? '';
          return send('db', { type: 'FINALIZE', id, key, to: row?.key ?? key, row: null });
        }),
        after: late,
        on: { ROW: 'swept', ...trouble },
      },
      again: { entry: emit(abandon()), after: { pause: 'looking' } },
      swept: {
        type: 'final',
        entry: [
          emit(({ context: { from, key, id } }) => send(from, { type: 'SWEPT', key, id })),
          emit(({ context: { from, key, id } }) =>
            send('sweeper', { type: 'lookedAt', asker: from, key, id }),
          ),
        ],
      },
    },
  });
};
