/** Reads the notes that transactions left, and tells the cache until it has heard. fetching → telling → … */
import { assign, emit, setup } from 'xstate';
import { abandon, type Command, send } from '../../../kernel/system.ts';
import type { Deleted, Note, OutboxNote, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface RelayContext {
  readonly note: OutboxNote | null;
  /** Up to which commit the cache has heard. */
  readonly done: number;
}

export const relayDeadlines = ['cacheTimeout'];
const RETRY_MS = 200;

/** The operation that the next note belongs to. */
const noteOf = (done: number): string => `note-${done + 1}`;

export const relayMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: RelayContext;
      events: Note | Deleted | Refused;
      emitted: Command;
      input: { readonly done: number };
    },
    delays: { cacheTimeout: s.cacheTimeoutMs, retry: RETRY_MS },
    actions: {
      keepNote: assign(({ event }) =>
        event.type === 'NOTE' ? { note: { keys: event.keys, at: event.at } } : {},
      ),
      finish: assign(({ context: { note, done } }) => ({ note: null, done: note?.at ?? done })),
      giveUp: emit(abandon()),
    },
  }).createMachine({
    id: 'relay',
    context: ({ input }) => ({ note: null, done: input.done }),
    initial: 'fetching',
    states: {
      fetching: {
        entry: emit(({ context: { done } }) =>
          send('db', { type: 'FETCH', done }, { op: noteOf(done) }),
        ),
        on: { NOTE: { target: 'telling', actions: 'keepNote' }, refused: 'waiting' },
      },
      waiting: { after: { retry: 'fetching' } },
      telling: {
        entry: emit(({ context: { note, done } }) => {
          const { keys = [], at = 0 } = note ?? {};
          return send('cache', { type: 'DEL', keys, at } as never, { op: noteOf(done) });
        }),
        after: Number.isFinite(s.cacheTimeoutMs)
          ? { cacheTimeout: { target: 'tellingAgain', actions: 'giveUp' } }
          : {},
        on: { DELETED: { target: 'fetching', actions: 'finish' }, refused: 'tellingAgain' },
      },
      tellingAgain: { after: { retry: 'telling' } },
    },
  });
