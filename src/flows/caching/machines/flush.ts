/** One flush: write a batch of dirty entries to the database, then mark clean what it has taken. */
import { emit, setup } from 'xstate';
import { abandon, type Command, send } from '../../../kernel/system.ts';
import type { Err, Flushed, FlushItem, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface FlushContext {
  readonly name: string;
  readonly items: readonly FlushItem[];
}

export const flushMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: FlushContext;
      events: Flushed | Err | Refused;
      emitted: Command;
      input: FlushContext;
    },
    delays: { flushTimeout: s.flushTimeoutMs },
    actions: { giveUp: emit(abandon()) },
  }).createMachine({
    id: 'flush',
    context: ({ input }) => input,
    initial: 'writingToDb',
    states: {
      writingToDb: {
        entry: emit(({ context: { items } }) => send('db', { type: 'FLUSH', items })),
        after: Number.isFinite(s.flushTimeoutMs)
          ? { flushTimeout: { target: 'leavingDirty', actions: 'giveUp' } }
          : {},
        on: { FLUSHED: 'markingClean', ERR: 'leavingDirty', refused: 'leavingDirty' },
      },
      markingClean: {
        type: 'final',
        entry: emit(({ context: { name }, event }) =>
          send('cache', { type: 'flushed', name, items: 'items' in event ? event.items : [] }),
        ),
      },
      leavingDirty: {
        type: 'final',
        entry: emit(({ context }) => send('cache', { type: 'flushFailed', ...context })),
      },
    },
  });
