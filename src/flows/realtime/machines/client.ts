/**
 * A client of a pushed stream: a WebSocket with the reconnection of the seed around it, or an
 * EventSource with that of the browser.
 *
 *     idle → (loading →) connecting → open (catchingUp | live | resyncing) → closed → waiting → connecting
 *
 * While it is open two timers may run: the heartbeat's, and the one after which it counts as stable.
 */
import { assign, cancel, emit, enqueueActions, raise, setup } from 'xstate';
import { abandon, type Command, close, fact, send } from '../../../kernel/system.ts';
import { LINES } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { delayMs, LAST_ATTEMPT } from './backoff.ts';
import { eventBytes } from './bytes.ts';
import { catchUp, receive, takeWhole } from './receive.ts';
import {
  askWhole,
  firstSubscriber,
  isOurs,
  isStray,
  linkOp,
  lostFact,
  openOp,
  type SubscriberContext,
  type SubscriberEvent,
  type SubscriberInput,
} from './subscriber.ts';

export const clientMachine = (s: Settings) => {
  const isSse = s.variant === 'sse';
  const wholeFirst = s.resume === 'snapshot' && s.snapshotOrder === 'snapshot-first';
  const resumes = s.resume !== 'none' && !wholeFirst;
  const beginning = wholeFirst ? 'loading' : 'connecting';
  /** What it has is looked at again only to compare what comes with it. */
  const remembers = s.resume !== 'none' || s.dedupe !== 'none' || s.gapCheck === 'on';
  const beats = s.heartbeat === 'on';
  const bytes = eventBytes(s);
  const acks = s.cursor === 'server-acked';
  /** Half a second more would do; the client must not be quicker than the server's own timeout. */
  const watchMs = s.heartbeatIntervalMs + s.heartbeatTimeoutMs;
  /** An EventSource that is closed by the page stays so. */
  const stops = isSse || s.stopOnClose === 'on';
  const afterRefusal = isSse && s.wrapper === 'off' ? 'failed' : 'closed';

  return setup({
    types: {} as {
      context: SubscriberContext;
      events: SubscriberEvent;
      emitted: Command;
      input: SubscriberInput;
    },
    delays: { handler: 0 },
    guards: {
      isEager: ({ context }) => context.eager,
      isOurs: ({ context, event }) => isOurs(context, event),
      isStray: ({ context, event }) => isStray(context, event),
      isLogout: ({ event }) =>
        s.stopOnClose === 'on' && event.type === 'rejected' && event.status === 401,
    },
    actions: {
      ask: emit(({ context: { name, server } }) =>
        send(server, { type: 'getSnapshot' }, { op: openOp(name) }),
      ),
      open: enqueueActions(({ context, enqueue }) => {
        const { name, self, server, attempt, last, epoch } = context;
        const line = (context.line % LINES) + 1;
        enqueue.assign({ line });
        const cursor = resumes
          ? { since: acks ? null : last, epoch }
          : { since: null, epoch: null };
        const request = { client: self, name, line, ...cursor };
        enqueue.emit(fact({ type: 'attempt', client: self, attempt, bytes: s.headerBytes }));
        enqueue.emit(
          send(
            server,
            { type: isSse ? 'subscribe' : 'upgrade', ...request },
            { op: openOp(name), sizeBytes: s.headerBytes },
          ),
        );
      }),
      startConnectTimeout: enqueueActions(({ context: { name }, enqueue }) => {
        if (!Number.isFinite(s.connectTimeoutMs)) return;
        const event = { type: 'connectTimeout', op: openOp(name) } as const;
        enqueue.raise(event, { id: 'connectTimeout', delay: s.connectTimeoutMs });
      }),
      stopConnectTimeout: cancel('connectTimeout'),
      begin: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'accepted' && event.type !== 'streaming') return;
        const { self } = context;
        enqueue.assign({
          connection: event.from,
          ...(s.reset === 'onOpen' ? { attempt: 0, delayMs: 0 } : {}),
          ...(remembers ? {} : { last: null }),
          ...(resumes ? {} : { caughtUp: true }),
        });
        enqueue.emit(fact({ type: 'opened', client: self }));
      }),
      sayLive: emit(({ context: { self } }) => fact({ type: 'live', client: self })),
      take: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'event') return;
        const { known, facts, gap } = receive(s, context, event, context.caughtUp);
        enqueue.assign(known);
        for (const each of facts) enqueue.emit(fact({ ...each, client: context.self, bytes }));
        if (gap) enqueue.raise({ type: 'gap' });
        if (acks && known.last !== null && known.last !== context.last) {
          enqueue.emit(send(event.from, { type: 'ack', seq: known.last }));
        }
      }),
      catchUp: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'caughtUp') return;
        const { known, gap } = catchUp(s, context, event);
        enqueue.assign({ ...known, caughtUp: true });
        if (acks) enqueue.emit(send(event.from, { type: 'ack', seq: known.last ?? event.seq }));
        if (gap) enqueue.raise({ type: 'gap' });
      }),
      takeWhole: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'reset' && event.type !== 'snapshot') return;
        const { known, facts } = takeWhole(context, event);
        enqueue.assign({ ...known, caughtUp: true });
        for (const each of facts) enqueue.emit(fact({ ...each, client: context.self, bytes }));
        if (acks && event.type === 'reset') {
          enqueue.emit(send(event.from, { type: 'ack', seq: event.seq }));
        }
      }),
      askWhole: emit(({ context }) => askWhole(context)),
      answerPing: emit(({ event }) => send('from' in event ? event.from : '', { type: 'pong' })),
      sendAway: enqueueActions(({ event, enqueue }) => {
        if ('from' in event) enqueue.emit(close(event.from));
      }),
      giveUp: emit(({ context: { name } }) => abandon(openOp(name))),
      closeIt: emit(({ context: { connection } }) => close(connection ?? '')),
      findDead: emit(({ context: { self } }) =>
        fact({ type: 'deadFound', client: self, by: 'client' }),
      ),
      lose: enqueueActions(({ context, event, enqueue }) => {
        enqueue.emit(lostFact(context, event.type));
        enqueue.assign({ caughtUp: false });
      }),
      forgetConnection: assign({ connection: null }),
      /** The `onclose` of the listing: how long to wait. An EventSource waits its `retry`. */
      chooseDelay: assign(({ context, event }) => {
        const byBrowser = isSse && event.type !== 'rejected';
        const setting = byBrowser
          ? ({ ...s, schedule: 'fixed', fixedDelayMs: s.retryMs } as const)
          : s;
        return {
          delayMs: delayMs(setting, context.attempt, context.delayMs, event.chance ?? 0.5),
        };
      }),
      startWaiting: enqueueActions(({ context: { self, attempt, delayMs: delay }, enqueue }) => {
        enqueue.emit(fact({ type: 'waits', client: self, delayMs: delay, attempt }));
        enqueue.raise({ type: 'reconnect' }, { id: 'reconnect', delay });
      }),
      stopWaiting: cancel('reconnect'),
      countAttempt: assign(({ context }) => ({
        attempt: Math.min(context.attempt + 1, LAST_ATTEMPT),
      })),
      startAnew: assign({ attempt: 0, delayMs: 0 }),
      sayStopped: emit(({ context: { self } }) => fact({ type: 'gaveUp', client: self })),
      stopReading: enqueueActions(({ context: { connection }, enqueue }) => {
        if (connection === null) return;
        enqueue.emit(send(connection, { type: 'windowFull' }));
        enqueue.raise({ type: 'readOn' }, { id: 'readOn', delay: s.slowForMs });
      }),
      readOn: emit(({ context: { connection } }) => send(connection ?? '', { type: 'windowOpen' })),
      watch: raise(({ context: { name } }) => ({ type: 'heartbeatTimeout', op: linkOp(name) }), {
        id: 'watchdog',
        delay: watchMs,
      }),
      prove: raise({ type: 'stable' }, { id: 'stable', delay: s.stableMs }),
    },
  }).createMachine({
    id: 'client',
    tags: 'ready',
    context: ({ input }) => firstSubscriber(input),
    initial: 'idle',
    on: {
      event: { guard: 'isStray', actions: 'sendAway' },
      caughtUp: { guard: 'isStray', actions: 'sendAway' },
      reset: { guard: 'isStray', actions: 'sendAway' },
      ping: { guard: 'isStray', actions: 'sendAway' },
    },
    states: {
      idle: {
        always: { guard: 'isEager', target: beginning },
        on: { connect: beginning },
      },
      loading: {
        entry: ['ask', 'startConnectTimeout'],
        exit: 'stopConnectTimeout',
        on: {
          snapshot: { target: 'connecting', actions: 'takeWhole' },
          rejected: { target: afterRefusal, actions: 'chooseDelay' },
          refused: { target: 'closed', actions: 'chooseDelay' },
          connectTimeout: { target: 'closed', actions: ['giveUp', 'chooseDelay'] },
        },
      },
      connecting: {
        entry: ['open', 'startConnectTimeout'],
        exit: 'stopConnectTimeout',
        on: {
          accepted: { target: 'open', actions: 'begin' },
          streaming: { target: 'open', actions: 'begin' },
          rejected: [
            { guard: 'isLogout', target: 'stopped', actions: 'sayStopped' },
            { target: afterRefusal, actions: 'chooseDelay' },
          ],
          refused: { target: 'closed', actions: 'chooseDelay' },
          connectTimeout: { target: 'closed', actions: ['giveUp', 'chooseDelay'] },
          close: stops
            ? { target: 'stopped', actions: ['giveUp', 'sayStopped'] }
            : { target: 'closed', actions: ['giveUp', 'chooseDelay'] },
        },
      },
      open: {
        initial: resumes ? 'catchingUp' : 'live',
        entry: [
          ...(beats ? (['watch'] as const) : []),
          ...(s.reset === 'afterStable' ? (['prove'] as const) : []),
        ],
        exit: ['lose', cancel('readOn'), cancel('watchdog'), cancel('stable')],
        on: {
          closed: { guard: 'isOurs', target: 'closed', actions: 'chooseDelay' },
          close: stops
            ? { target: 'stopped', actions: ['closeIt', 'sayStopped'] }
            : { target: 'closed', actions: ['closeIt', 'chooseDelay'] },
          heartbeatTimeout: {
            target: 'closed',
            actions: ['findDead', 'closeIt', 'chooseDelay'],
          },
          ping: { guard: 'isOurs', actions: isSse ? 'watch' : ['answerPing', 'watch'] },
          reset: { guard: 'isOurs', target: '.live', actions: 'takeWhole' },
          gap: '.resyncing',
          stall: { actions: 'stopReading' },
          stable: { actions: 'startAnew' },
          readOn: { actions: 'readOn' },
        },
        states: {
          catchingUp: {
            on: {
              event: { guard: 'isOurs', actions: 'take' },
              caughtUp: { guard: 'isOurs', target: 'live', actions: 'catchUp' },
            },
          },
          live: {
            entry: 'sayLive',
            on: {
              event: { guard: 'isOurs', actions: 'take' },
              caughtUp: { guard: 'isOurs', actions: 'catchUp' },
            },
          },
          resyncing: { entry: 'askWhole' },
        },
      },
      closed: { entry: 'forgetConnection', after: { handler: 'waiting' } },
      waiting: {
        entry: 'startWaiting',
        exit: 'stopWaiting',
        on: {
          reconnect: { target: beginning, actions: 'countAttempt' },
          connect: { target: beginning, actions: 'countAttempt' },
          ...(stops ? { close: { target: 'stopped', actions: 'sayStopped' } as const } : {}),
        },
      },
      stopped: {
        entry: 'forgetConnection',
        on: { connect: { target: beginning, actions: 'startAnew' } },
      },
      failed: { entry: 'sayStopped', on: { connect: beginning } },
    },
  });
};
