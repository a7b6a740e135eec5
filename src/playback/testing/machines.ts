/** The machines of the small flow for tests: a writer, a server with a saver for each note, a disk. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, send, spawn } from '../../kernel/system.ts';

export const writer = setup({
  types: {} as {
    context: { saved: number };
    events:
      | { type: 'save'; note: string }
      | { type: 'SAVED' }
      | { type: 'FAILED' }
      | { type: 'refused' };
    emitted: Command;
  },
  delays: { patience: 300 },
}).createMachine({
  id: 'writer',
  context: () => ({ saved: 0 }),
  initial: 'idle',
  states: {
    idle: {
      tags: 'ready',
      on: {
        save: {
          target: 'waitingForServer',
          actions: emit(({ event }) => send('server', { type: 'SAVE', note: event.note })),
        },
      },
    },
    waitingForServer: {
      after: { patience: { target: 'idle', actions: emit(abandon()) } },
      on: {
        SAVED: {
          target: 'idle',
          actions: [
            assign({ saved: ({ context }) => context.saved + 1 }),
            emit(({ context }) => fact({ type: 'acknowledged', n: context.saved })),
          ],
        },
        FAILED: 'idle',
        refused: 'idle',
      },
    },
  },
});

type Held = { kept: number; dirty: number; flushMs: number };

export const server = setup({
  types: {} as {
    context: Held;
    events:
      | { type: 'SAVE'; note: string; from: string; op: string }
      | { type: 'store' }
      | { type: 'FLUSHED' }
      | { type: 'refused' }
      | { type: 'wipe' };
    emitted: Command;
    input: Held;
  },
  delays: { flush: ({ context }) => context.flushMs },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({ ...input }),
  initial: 'clean',
  on: {
    SAVE: {
      actions: emit(({ event }) => spawn(`save-${event.op}`, 'saver', { asker: event.from })),
    },
    store: {
      target: '.dirty',
      actions: enqueueActions(({ context, enqueue }) => {
        enqueue.assign({ kept: context.kept + 1, dirty: context.dirty + 1 });
        enqueue.emit(fact({ type: 'stored', n: context.kept + 1 }));
      }),
    },
    wipe: { target: '.clean', actions: assign({ kept: 0, dirty: 0 }) },
  },
  states: {
    clean: {},
    dirty: { after: { flush: 'flushing' } },
    flushing: {
      entry: emit(({ context }) => send('disk', { type: 'FLUSH', notes: context.kept })),
      on: { FLUSHED: { target: 'clean', actions: assign({ dirty: 0 }) }, refused: 'dirty' },
    },
  },
});

export const saver = setup({
  types: {} as { context: { asker: string }; emitted: Command; input: { asker: string } },
}).createMachine({
  id: 'saver',
  context: ({ input }) => ({ asker: input.asker }),
  initial: 'checking',
  states: {
    checking: { after: { 10: 'replying' } },
    replying: {
      type: 'final',
      entry: [
        emit(send('server', { type: 'store' })),
        emit(({ context }) => send(context.asker, { type: 'SAVED' })),
      ],
    },
  },
});

export const disk = setup({
  types: {} as {
    context: { notes: number };
    events: { type: 'FLUSH'; notes: number; from: string };
    emitted: Command;
  },
}).createMachine({
  id: 'disk',
  context: () => ({ notes: 0 }),
  on: {
    FLUSH: {
      actions: [
        assign({ notes: ({ event }) => event.notes }),
        emit(({ event }) => send(event.from, { type: 'FLUSHED' })),
      ],
    },
  },
});
