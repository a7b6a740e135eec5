/** A proxy before the server: each connection that goes through it is a pipe of its own. */
import { enqueueActions, setup } from 'xstate';
import { type ActorId, type Command, send, spawn } from '../../../kernel/system.ts';
import { connectionName, type GetSnapshot, type Subscribe, type Upgrade } from '../protocol.ts';
import type { Settings } from '../settings.ts';

type Opening = Upgrade | Subscribe;

export const proxyMachine = () =>
  setup({
    types: {} as { events: Opening | GetSnapshot; emitted: Command },
    actions: {
      lay: enqueueActions(({ event, enqueue }) => {
        const { from: client, op, ...request } = event;
        const isOpening = event.type === 'upgrade' || event.type === 'subscribe';
        const name = isOpening ? connectionName(event.name, event.line) : 'snapshot';
        enqueue.emit(spawn(name, 'pipe', { client, request }, op));
      }),
    },
  }).createMachine({
    id: 'proxy',
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
  /** The server's end; `null` until the server has answered. */
  readonly server: ActorId | null;
}

interface Passing {
  readonly type: string;
  readonly from: ActorId;
  readonly op: string;
}

/** Passes on whatever comes, and closes both ends when nothing has come for a while. */
export const pipeMachine = ({ proxyIdleMs }: Settings) =>
  setup({
    types: {} as {
      context: PipeContext;
      events: Passing;
      emitted: Command;
      input: PipeInput;
    },
    actions: {
      ask: enqueueActions(({ context: { request }, enqueue }) => {
        enqueue.emit(send('hub', { ...request }));
      }),
      pass: enqueueActions(({ context, event, enqueue }) => {
        const { from, op, ...message } = event;
        const isFromClient = from === context.client;
        const to = isFromClient ? context.server : context.client;
        if (!isFromClient) enqueue.assign({ server: from });
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
    context: ({ input }) => ({ ...input, server: null }),
    initial: 'open',
    states: {
      open: {
        entry: ['ask', 'startIdle'],
        on: {
          closed: 'gone',
          idle: 'gone',
          rejected: { target: 'gone', actions: 'pass' },
          snapshot: { target: 'gone', actions: 'pass' },
          refused: { target: 'gone', actions: 'sayBadGateway' },
          '*': { actions: ['pass', 'startIdle'] },
        },
      },
      gone: { type: 'final' },
    },
  });
