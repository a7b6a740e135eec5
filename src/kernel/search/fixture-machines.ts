/** The machines of the tiny systems in fixtures.ts. */
import { setup } from 'xstate';
import type { Loose } from '../json.ts';
import { abandon, type Command, fact, type System, send } from '../system.ts';

const kit = setup({
  types: {} as { context: Loose; events: Loose; input: Loose; emitted: Command },
  delays: { work: ({ context }) => context.workMs },
});
const ask = (make: (context: Loose, event: Loose) => Command) =>
  kit.emit(({ context, event }) => make(context, event));

/** Reads a number, adds one, writes it back; with a timeout it gives up waiting for the answer. */
const incrementer = kit.createMachine({
  id: 'incrementer',
  context: { value: 0 },
  initial: 'idle',
  states: {
    idle: {
      tags: ['ready'],
      on: { increment: { target: 'reading', actions: ask(() => send('db', { type: 'GET' })) } },
    },
    reading: {
      on: {
        VALUE: {
          target: 'writing',
          actions: ask((_, { value }) => send('db', { type: 'PUT', value: value + 1 })),
        },
        refused: 'idle',
      },
    },
    writing: {
      on: {
        OK: { target: 'idle', actions: ask(() => fact({ type: 'acknowledged' })) },
        refused: 'idle',
        ERR: 'idle',
      },
    },
  },
});

const db = kit.createMachine({
  id: 'db',
  context: ({ input }: Loose) => ({ value: input.value }),
  on: {
    GET: {
      actions: ask(({ value }, { from }) => send(from, { type: 'VALUE', value })),
    },
    PUT: {
      actions: [
        kit.assign(({ event }) => ({ value: event.value })),
        ask((_, { from }) => send(from, { type: 'OK' })),
        ask((_, { value }) => fact({ type: 'stored', value })),
      ],
    },
    evict: { actions: kit.assign({ value: 0 }) },
  },
});

/** Works so long on what it is asked, until it answers. */
const plodder = kit.createMachine({
  id: 'plodder',
  context: ({ input }: Loose) => ({ from: '', workMs: input.workMs }),
  initial: 'idle',
  states: {
    idle: {
      tags: ['ready'],
      on: {
        PUT: { target: 'working', actions: kit.assign({ from: ({ event }: Loose) => event.from }) },
      },
    },
    working: {
      after: {
        work: { target: 'idle', actions: ask(({ from }) => send(from, { type: 'OK' })) },
      },
    },
  },
});

/** Calls and waits, but not for ever. */
const hasty = kit.createMachine({
  id: 'hasty',
  context: {},
  initial: 'idle',
  states: {
    idle: {
      tags: ['ready'],
      on: { go: { target: 'waiting', actions: ask(() => send('db', { type: 'PUT', value: 1 })) } },
    },
    waiting: {
      on: { OK: 'idle', ERR: 'idle', refused: 'idle' },
      after: {
        1000: {
          target: 'idle',
          actions: [ask(() => abandon()), ask(() => fact({ type: 'timedOut' }))],
        },
      },
    },
  },
});

/** Calls until it is answered, and never gives up. */
const stubborn = kit.createMachine({
  id: 'stubborn',
  context: {},
  initial: 'idle',
  states: {
    idle: { tags: ['ready'], on: { go: 'waiting' } },
    waiting: {
      entry: ask(() => send('db', { type: 'GET' })),
      on: { VALUE: 'idle', refused: 'idle' },
      after: { 1000: { target: 'waiting', reenter: true } },
    },
  },
});

/** For ever copies what the db has, a while after it has the last copy: what is lost ends it. */
const copier = kit.createMachine({
  id: 'copier',
  context: { copy: -1 },
  initial: 'waiting',
  states: {
    waiting: {
      after: { 1000: { target: 'copying', actions: ask(() => send('db', { type: 'GET' })) } },
    },
    copying: {
      on: {
        VALUE: { target: 'waiting', actions: kit.assign(({ event }) => ({ copy: event.value })) },
        refused: 'waiting',
      },
    },
  },
});

/** Calls at a fixed pace, whether it is answered or not. */
const flooder = kit.createMachine({
  id: 'flooder',
  context: {},
  entry: kit.raise({ type: 'tick' }, { id: 'tick', delay: 1000 }),
  on: {
    tick: {
      actions: [
        ask(() => send('db', { type: 'GET' })),
        kit.raise({ type: 'tick' }, { id: 'tick', delay: 1000 }),
      ],
    },
  },
});

/** Collects what arrives, in order. */
const collector = kit.createMachine({
  id: 'collector',
  context: { got: [] },
  on: {
    NOTE: {
      actions: kit.enqueueActions(({ enqueue, context, event }) => {
        enqueue.assign({ got: [...context.got, event.n] });
        enqueue.emit(fact({ type: 'got', n: event.n }));
      }),
    },
    closed: { actions: ask(() => fact({ type: 'closed' })) },
  },
});

const talker = kit.createMachine({
  id: 'talker',
  context: {},
  initial: 'idle',
  states: {
    idle: {
      tags: ['ready'],
      on: { say: { actions: ask((_, { n }) => send('ear', { type: 'NOTE', n })) } },
    },
  },
});

export const messages: System['messages'] = {
  GET: { role: 'request', replies: ['VALUE'] },
  VALUE: { role: 'reply' },
  PUT: { role: 'request', replies: ['OK', 'ERR'], failsAs: () => ({ type: 'ERR' }) },
  OK: { role: 'reply' },
  ERR: { role: 'reply' },
  NOTE: { role: 'oneWay' },
};

export const machines: System['machines'] = {
  incrementer: { machine: incrementer },
  db: { machine: db },
  hasty: { machine: hasty, deadlines: ['1000'] },
  plodder: { machine: plodder },
  stubborn: { machine: stubborn, deadlines: ['1000'] },
  copier: { machine: copier },
  flooder: { machine: flooder },
  collector: { machine: collector },
  talker: { machine: talker },
};
