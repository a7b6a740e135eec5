/**
 * One open connection, on the server's side: an actor of its own from the upgrade until it closes.
 *
 *     joining → live                       no resume
 *     reading → live                       handoff=atomic, or a snapshot
 *     joining → pausing → reading → live   handoff=live-first
 *     reading → pausing → joining → live   handoff=replay-first
 *
 * All of it is `open`. Meanwhile a heartbeat is two timers: until the next ping, and how long its
 * pong may take.
 */
import { assign, cancel, emit, enqueueActions, raise, setup } from 'xstate';
import { type ActorId, type Command, type Fact, fact, send } from '../../../kernel/system.ts';
import type {
  Ack,
  Closed,
  Item,
  Joined,
  Live,
  Log,
  Pong,
  Replaced,
  Resync,
  State,
  Window,
} from './../protocol.ts';
import type { Settings } from '../settings.ts';
import { eventBytes } from './bytes.ts';

export interface ConnectionInput {
  readonly client: ActorId;
  /** Whoever is at the other end: the client, or a proxy before it. */
  readonly peer: ActorId;
  /** The operation of the request that opened it. */
  readonly openOp: string;
  /** Until the server closes it by itself; 0 for never. */
  readonly lifeMs: number;
  readonly since: number | null;
  readonly epoch: number | null;
}

export interface ConnectionContext extends ConnectionInput {
  /** Not sent yet: the client does not read. */
  readonly unsent: readonly (Item & { readonly epoch: number })[];
  readonly windowFull: boolean;
  /** A ping waits behind them. */
  readonly pingWaits: boolean;
}

type ConnectionEvent =
  | Resync
  | Ack
  | Pong
  | Window
  | Closed
  | Joined
  | Log
  | State
  | Live
  | Replaced
  | { readonly type: 'lifeEnds' | 'heartbeatInterval' | 'pongTimeout' | 'commentInterval' };

export const connectionMachine = (s: Settings) => {
  const isSse = s.variant === 'sse';
  const resumes =
    s.resume === 'seq' || (s.resume === 'snapshot' && s.snapshotOrder === 'subscribe-first');
  const whole = s.resume === 'snapshot';
  const inOneStep = whole || s.handoff === 'atomic';
  const joinsFirst = s.handoff === 'live-first';
  const start = !resumes ? 'joining' : inOneStep || !joinsFirst ? 'reading' : 'joining';
  const sizeBytes = eventBytes(s);
  const beats = s.heartbeat === 'on';
  const comments = isSse && !beats && s.comments === 'on';

  return setup({
    types: {} as {
      context: ConnectionContext;
      events: ConnectionEvent;
      emitted: Command;
      input: ConnectionInput;
    },
    delays: { handoff: s.handoffMs },
    guards: {
      ends: ({ context, event }) => event.type === 'closed' && event.from === context.peer,
      overflows: ({ context, event }) =>
        event.type === 'LIVE' &&
        s.slowConsumer === 'disconnect' &&
        context.windowFull &&
        context.unsent.length >= s.slowConsumerBuffer,
    },
    actions: {
      greet: enqueueActions(({ context: { client, peer, openOp, lifeMs }, enqueue }) => {
        const type = isSse ? 'streaming' : 'accepted';
        enqueue.emit(send('hub', { type: 'HERE', client }));
        enqueue.emit(send(peer, { type }, { op: openOp }));
        if (lifeMs > 0) enqueue.raise({ type: 'lifeEnds' }, { id: 'life', delay: lifeMs });
      }),
      join: emit(({ context }) => send('hub', { type: 'JOIN', client: context.client })),
      read: emit(({ context: { client, since, epoch } }) =>
        send('hub', { type: 'READ', client, since, epoch, whole }),
      ),
      readWhole: emit(({ context: { client } }) =>
        send('hub', { type: 'READ', client, since: null, epoch: null, whole: true }),
      ),
      forgetCursor: assign({ since: null, epoch: null }),
      /** A live event goes to the client, or waits while it does not read. */
      push: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'LIVE') return;
        const { seq, n, epoch } = event;
        if (!context.windowFull) {
          enqueue.emit(send(context.peer, { type: 'event', seq, n, epoch }, { sizeBytes }));
          return;
        }
        const unsent = [...context.unsent, { seq, n, epoch }];
        enqueue.assign({ unsent: unsent.slice(-s.slowConsumerBuffer) });
        if (unsent.length > s.slowConsumerBuffer) enqueue.emit(fact(overflow(context.client)));
      }),
      replay: enqueueActions(({ context: { peer }, event, enqueue }) => {
        if (event.type !== 'LOG') return;
        for (const { seq, n } of event.items) {
          const message = { type: 'event', seq, n, epoch: event.epoch };
          enqueue.emit(send(peer, message, { sizeBytes }));
        }
      }),
      tellCaughtUp: emit(({ context: { peer }, event }) => {
        const { seq, epoch } = event as Joined | Log;
        return send(peer, { type: 'caughtUp', seq, epoch });
      }),
      tellWhole: emit(({ context: { peer }, event }) => {
        const { seq, epoch, upTo } = event as State;
        return send(peer, { type: 'reset', seq, epoch, upTo }, { sizeBytes });
      }),
      acknowledge: enqueueActions(({ context: { client }, event, enqueue }) => {
        if (event.type === 'ack') {
          enqueue.emit(send('hub', { type: 'ACKED', client, seq: event.seq }));
        }
      }),
      holdBack: assign({ windowFull: true }),
      flush: enqueueActions(({ context: { peer, unsent, pingWaits }, enqueue }) => {
        for (const { seq, n, epoch } of unsent) {
          enqueue.emit(send(peer, { type: 'event', seq, n, epoch }, { sizeBytes }));
        }
        if (pingWaits) enqueue.emit(send(peer, { type: 'ping' }));
        enqueue.assign({ unsent: [], windowFull: false, pingWaits: false });
      }),
      ping: enqueueActions(({ context: { peer, windowFull }, enqueue }) => {
        if (windowFull) enqueue.assign({ pingWaits: true });
        else enqueue.emit(send(peer, { type: 'ping' }));
      }),
      rest: raise(
        { type: 'heartbeatInterval' },
        { id: 'heartbeatInterval', delay: s.heartbeatIntervalMs },
      ),
      waitForPong: raise(
        { type: 'pongTimeout' },
        { id: 'pongTimeout', delay: s.heartbeatTimeoutMs },
      ),
      comment: emit(({ context: { peer } }) => send(peer, { type: 'comment' })),
      restFromComment: raise(
        { type: 'commentInterval' },
        { id: 'commentInterval', delay: s.commentIntervalMs },
      ),
      giveUp: emit(({ context: { client } }) => fact({ type: 'deadFound', client, by: 'server' })),
      sayOverflow: emit(({ context }) => fact(overflow(context.client))),
      leave: emit(send('hub', { type: 'LEFT' })),
    },
  }).createMachine({
    id: 'connection',
    context: ({ input }) => ({ ...input, unsent: [], windowFull: false, pingWaits: false }),
    initial: 'open',
    on: {
      closed: { guard: 'ends', target: '.gone' },
      REPLACED: '.gone',
      lifeEnds: '.gone',
    },
    states: {
      open: {
        initial: start,
        entry: [
          'greet',
          ...(beats ? (['rest'] as const) : []),
          ...(comments ? (['restFromComment'] as const) : []),
        ],
        on: {
          resync: { actions: 'readWhole' },
          ack: { actions: 'acknowledge' },
          windowFull: { actions: 'holdBack' },
          windowOpen: { actions: 'flush' },
          STATE: { actions: 'tellWhole' },
          LIVE: [
            { guard: 'overflows', target: 'gone', actions: 'sayOverflow' },
            { actions: 'push' },
          ],
          heartbeatInterval: { actions: isSse ? ['ping', 'rest'] : ['ping', 'waitForPong'] },
          pong: { actions: [cancel('pongTimeout'), 'rest'] },
          pongTimeout: { target: 'gone', actions: 'giveUp' },
          commentInterval: { actions: ['comment', 'restFromComment'] },
        },
        states: {
          joining: {
            entry: 'join',
            on: {
              JOINED: resumes
                ? joinsFirst
                  ? 'pausing'
                  : { target: 'live', actions: 'tellCaughtUp' }
                : 'live',
            },
          },
          reading: {
            entry: inOneStep ? ['join', 'read'] : ['read'],
            on: {
              LOG:
                inOneStep || joinsFirst
                  ? { target: 'live', actions: ['replay', 'tellCaughtUp'] }
                  : { target: 'pausing', actions: 'replay' },
              STATE: {
                target: inOneStep || joinsFirst ? 'live' : 'pausing',
                actions: 'tellWhole',
              },
            },
          },
          pausing: { after: { handoff: joinsFirst ? 'reading' : 'joining' } },
          live: { entry: 'forgetCursor' },
        },
      },
      gone: { type: 'final', entry: 'leave' },
    },
  });
};

const overflow = (client: ActorId): Fact => ({ type: 'overflowed', client });
