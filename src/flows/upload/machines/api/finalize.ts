/** Storage says that an object is there: (inspecting ·) recording · taking the event. */
import { assign, emit, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../../kernel/system.ts';
import type { Deleted, Err, Meta, MetaIs, Refused, Row, RowIs } from '../../protocol.ts';
import { rowComesFirst, type Settings } from '../../settings.ts';
import { waiting } from '../waiting.ts';
import { faultOfObject, finalKeyOf } from './complete.ts';

interface FinalizeInput {
  readonly client: string;
  readonly meta: Meta;
}
interface FinalizeContext extends FinalizeInput {
  readonly row: Row | null;
}
type FinalizeEvent = RowIs | MetaIs | Deleted | Err | Refused;

export const finalizeDeadlines = ['backTimeout'];

export const finalizeMachine = (s: Settings) => {
  // Not taken: storage says it again.
  const late = waiting(s.backTimeoutMs, 'backTimeout', { target: 'leaving' as const });
  const trouble = { ERR: 'leaving', refused: 'leaving' } as const;
  const copies = s.seal === 'copy';
  const keep = copies ? 'copying' : 'recording';
  const verifies = s.verifyOnComplete === 'on' && s.order === 'pendingFirst';
  // Of an object that was copied before, the row has another key.
  const unknown = rowComesFirst(s) ? (copies ? 'recording' : 'taking') : keep;
  const ready = s.order === 'readyFirst' ? keep : rowComesFirst(s) ? 'taking' : 'recording';
  const nameOf = ({ key }: Meta) => (rowComesFirst(s) ? key : finalKeyOf(s, key));
  return setup({
    types: {} as {
      context: FinalizeContext;
      events: FinalizeEvent;
      emitted: Command;
      input: FinalizeInput;
    },
    delays: { backTimeout: s.backTimeoutMs },
    guards: {
      isUnknown: ({ event }) => event.type === 'ROW' && event.row === null,
      isReady: ({ event }) => event.type === 'ROW' && event.row?.status === 'READY',
      isGone: ({ event }) => event.type === 'META' && event.meta === null,
      isCopied: ({ context: { meta }, event }) =>
        copies && event.type === 'ROW' && event.row?.key === finalKeyOf(s, meta.key),
      isWrong: ({ context: { meta }, event }) =>
        verifies &&
        event.type === 'ROW' &&
        event.row !== null &&
        faultOfObject(s, { ...event.row, size: event.row.sizeBytes }, meta) !== '',
    },
    actions: {
      record: emit(({ context: { meta } }) => {
        const { key } = meta;
        const row = rowComesFirst(s) ? null : { ...rowOf(s, meta) };
        return send('db', { type: 'FINALIZE', id: '', key, to: finalKeyOf(s, key), row });
      }),
    },
  }).createMachine({
    id: 'finalize',
    context: ({ input }) => ({ ...input, row: null }),
    initial: verifies || copies ? 'inspecting' : 'recording',
    states: {
      /** The event says what the object is; the row says what it was to be, and whether that was done. */
      inspecting: {
        entry: emit(({ context: { meta } }) =>
          send('db', { type: 'FIND', id: '', key: nameOf(meta) }),
        ),
        after: late,
        on: {
          ROW: [
            { guard: 'isUnknown', target: unknown },
            { guard: 'isReady', target: ready },
            {
              guard: 'isWrong',
              target: 'rejecting',
              actions: assign(({ event }) => ({ row: event.row })),
            },
            { target: keep },
          ],
          ...trouble,
        },
      },
      copying: {
        entry: emit(({ context: { meta } }) =>
          send('storage', { type: 'COPY', key: meta.key, to: finalKeyOf(s, meta.key) }),
        ),
        after: late,
        on: { META: [{ guard: 'isGone', target: 'taking' }, { target: 'recording' }], ...trouble },
      },
      recording: {
        entry: 'record',
        after: late,
        on: { ROW: [{ guard: 'isCopied', target: 'tidying' }, { target: 'taking' }], ...trouble },
      },
      /** Nothing is lost any more: the row names the copy. */
      tidying: {
        entry: emit(({ context: { meta } }) => send('storage', { type: 'DELETE', key: meta.key })),
        after: late,
        on: { DELETED: 'taking', ...trouble },
      },
      rejecting: {
        entry: [
          emit(({ context: { meta } }) =>
            fact({ type: 'verifiedWrong', key: meta.key, why: 'it is not as announced' }),
          ),
          emit(({ context: { meta } }) => send('storage', { type: 'DELETE', key: meta.key })),
        ],
        after: late,
        on: { DELETED: 'removing', ...trouble },
      },
      removing: {
        entry: emit(({ context: { row } }) => send('db', { type: 'EXPIRE', id: row?.id ?? '' })),
        after: late,
        on: { ROW: 'taking', ...trouble },
      },
      taking: {
        type: 'final',
        entry: emit(({ context: { client, meta } }) =>
          send(client, { type: 'TAKEN', key: meta.key }),
        ),
      },
      leaving: { type: 'final', entry: emit(abandon()) },
    },
  });
};

const rowOf = (s: Settings, { key, sizeBytes, contentType, sha256 }: Meta): Row => ({
  id: key,
  key: finalKeyOf(s, key),
  status: 'READY',
  sizeBytes,
  contentType,
  sha256,
});
