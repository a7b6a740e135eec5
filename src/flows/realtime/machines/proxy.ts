/** A proxy before the server: each connection that goes through it is a pipe of its own. */
import { enqueueActions, setup } from 'xstate';
import { type ActorId, type Command, send, spawn } from '../../../kernel/system.ts';
import {
  connectionName,
  type GetSnapshot,
  inLife,
  type Subscribe,
  type Upgrade,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

type Opening = Upgrade | Subscribe;

export interface ProxyContext {
  /** From 1: its connections to the server are not those of a life before. */
  readonly life: number;
}

export const proxyMachine = () =>
  setup({
    types: {} as {
      context: ProxyContext;
      events: Opening | GetSnapshot;
      emitted: Command;
      input: ProxyContext;
    },
    actions: {
      lay: enqueueActions(({ context: { life }, event, enqueue }) => {
        const { from: client, op, ...request } = event;
        const isOpening = event.type === 'upgrade' || event.type === 'subscribe';
        const name = isOpening ? connectionName(event.name, event.line) : 'snapshot';
        enqueue.emit(spawn(inLife(name, life), 'pipe', { client, request }, op));
      }),
    },
  }).createMachine({
    id: 'proxy',
    context: ({ input: { life } }) => ({ life }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          upgrade: { actions: 'lay' },
          subscribe: { actions: 'lay' },
          getSnapshot: { actions: 'lay' },
        },
      },
    },
  });

interface PipeInput {
  readonly client: ActorId;
  readonly request: Opening | GetSnapshot;
}

export interface PipeContext extends PipeInput {
  /** The server's end; `null` until something has come from it. */
  readonly server: ActorId | null;
  /** The server has answered: from now on its end is known. */
  readonly isAnswered: boolean;
}

interface Passing {
  readonly type: string;
  readonly from: ActorId;
  readonly op: string;
}

/** By which the server opens a connection. */
const ANSWERS: readonly string[] = ['accepted', 'streaming'];

/** Passes on whatever comes, and closes both ends when nothing has come for a while. */
export const pipeMachine = ({ proxyIdleMs }: Settings) =>
  setup({
    types: {} as {
      context: PipeContext;
      events: Passing;
      emitted: Command;
      input: PipeInput;
    },
    guards: {
      /** From an end of this pipe, not of one that had its name before. */
      isItsOwn: ({ context: { client, server, isAnswered }, event: { from } }) =>
        !isAnswered || from === '' || from === client || from === server,
    },
    actions: {
      ask: enqueueActions(({ context: { request }, enqueue }) => {
        enqueue.emit(send('hub', { ...request }));
      }),
      pass: enqueueActions(({ context, event, enqueue }) => {
        const { from, op, ...message } = event;
        const isFromClient = from === context.client;
        const to = isFromClient ? context.server : context.client;
        const isAnswered = context.isAnswered || ANSWERS.includes(event.type);
        if (!isFromClient) enqueue.assign({ server: from, isAnswered });
        if (to !== null) enqueue.emit(send(to, message, { op }));
      }),
      /** The server is down: to the client the proxy is the server, and it answers. */
      sayBadGateway: enqueueActions(({ context: { client }, event, enqueue }) => {
        enqueue.emit(send(client, { type: 'rejected', status: 502 }, { op: event.op }));
      }),
      startIdle: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'idle', from: '', op: '' }, { id: 'idle', delay: proxyIdleMs });
      }),
    },
  }).createMachine({
    id: 'pipe',
    context: ({ input }) => ({ ...input, server: null, isAnswered: false }),
    initial: 'open',
    states: {
      open: {
        entry: ['ask', 'startIdle'],
        on: {
          closed: { guard: 'isItsOwn', target: 'gone' },
          idle: 'gone',
          rejected: { target: 'gone', actions: 'pass' },
          snapshot: { target: 'gone', actions: 'pass' },
          refused: { target: 'gone', actions: 'sayBadGateway' },
          '*': { guard: 'isItsOwn', actions: ['pass', 'startIdle'] },
        },
      },
      gone: { type: 'final' },
    },
  });
