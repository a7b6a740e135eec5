/** The machines of the shop: shoppers, a server, a database. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { Json } from '../kernel/json.ts';
import {
  abandon,
  type Command,
  fact,
  type Message,
  type Received,
  send,
  spawn,
} from '../kernel/system.ts';

type Asked = Message & Received;

/** Each act is an actor of its own, so that the requests of one shopper overlap. */
export const shopper = setup({
  types: {} as { events: { type: 'ask'; message: Message } & Received; emitted: Command },
}).createMachine({
  id: 'shopper',
  initial: 'ready',
  states: {
    ready: {
      tags: 'ready',
      on: {
        ask: {
          actions: emit(({ event: { op, message } }) => spawn(op, 'call', { message }, op)),
        },
      },
    },
  },
});

export const call = setup({
  types: {} as {
    context: { message: Message; tries: number };
    events: Asked;
    emitted: Command;
    input: { message: Message };
  },
  delays: { patience: 60 },
  guards: { tiresome: ({ context }) => context.tries >= 2 },
  actions: {
    ask: enqueueActions(({ enqueue, context }) => {
      enqueue.assign({ tries: context.tries + 1 });
      enqueue.emit(send('api', context.message));
    }),
    tell: emit(({ event: { type, from: _from, op: _op, ...said } }) =>
      fact({ ...said, type: 'answered', by: type }),
    ),
  },
}).createMachine({
  id: 'call',
  context: ({ input }) => ({ message: input.message, tries: 0 }),
  initial: 'waiting',
  states: {
    waiting: {
      entry: 'ask',
      on: { '*': { target: 'done', actions: 'tell' } },
      after: {
        patience: [
          { guard: 'tiresome', target: 'done', actions: emit(abandon()) },
          { target: 'waiting', reenter: true, actions: emit(abandon()) },
        ],
      },
    },
    done: { type: 'final' },
  },
});

/** Asks the database for every request, and says what that said. */
export const api = setup({
  types: {} as { context: { asked: number }; events: Asked; emitted: Command },
}).createMachine({
  id: 'api',
  context: () => ({ asked: 0 }),
  on: {
    QUERY: {
      actions: [
        assign({ asked: ({ context }) => context.asked + 1 }),
        emit(({ event: { from, op, message } }) =>
          spawn(`for-${op}`, 'work', { asker: from, message: message as Message }),
        ),
      ],
    },
    '*': {
      actions: [
        assign({ asked: ({ context }) => context.asked + 1 }),
        emit(({ event: { from, op, ...message } }) =>
          spawn(`for-${op}`, 'work', { asker: from, message }),
        ),
      ],
    },
  },
});

export const work = setup({
  types: {} as {
    context: { asker: string; message: Message };
    events: Asked;
    emitted: Command;
    input: { asker: string; message: Message };
  },
}).createMachine({
  id: 'work',
  context: ({ input }) => input,
  initial: 'asking',
  states: {
    asking: {
      entry: emit(({ context }) => send('db', { type: 'QUERY', message: context.message })),
      on: {
        ROW: {
          target: 'done',
          actions: emit(({ context, event }) => send(context.asker, event['answer'] as Message)),
        },
        refused: {
          target: 'done',
          actions: emit(({ context }) => send(context.asker, problem(503, 'the database is down'))),
        },
      },
    },
    done: { type: 'final' },
  },
});

export const problem = (status: number, detail: string): Message => ({
  type: 'PROBLEM',
  status,
  detail,
});

/** Rows with versions: what a request makes of them is its answer. */
export const db = setup({
  types: {} as {
    context: { rows: Record<string, { value: Json; version: number }> };
    events: Asked;
    emitted: Command;
    input: { rows?: Record<string, { value: Json; version: number }> };
  },
}).createMachine({
  id: 'db',
  context: ({ input }) => ({ rows: input.rows ?? {} }),
  on: {
    QUERY: {
      actions: enqueueActions(({ enqueue, context, event }) => {
        const { type, key, value, token } = event['message'] as Message & { key: string };
        const row = context.rows[key];
        const version = (row?.version ?? 0) + 1;
        let answer: Message = problem(404, `there is no "${key}"`);
        if (type === 'GET' && row !== undefined) answer = { type: 'ITEM', key, ...row };
        if (type === 'PUT') {
          answer = { type: 'SAVED', version, ...(token === undefined ? {} : { token }) };
          enqueue.assign({ rows: { ...context.rows, [key]: { value: value ?? null, version } } });
        }
        if (type === 'DELETE' && row !== undefined) {
          answer = { type: 'GONE' };
          const { [key]: _gone, ...rows } = context.rows;
          enqueue.assign({ rows });
        }
        enqueue.emit(send(event.from, { type: 'ROW', answer }));
      }),
    },
  },
});
