/** Reads the outbox row by row and enqueues what it says; a row is removed when the next is asked for. */
import { assign, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../kernel/system.ts';
import type { Enqueued, Err, Outbox, OutboxRow, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface RelayContext {
  readonly row: OutboxRow | null;
  readonly sent: string | null;
}

type RelayEvent =
  | Outbox
  | Enqueued
  | Err
  | Refused
  | { readonly type: 'enqueueTimeout' | 'pollTimeout' };

export const relayDeadlines = ['enqueueTimeout', 'pollTimeout'];

export const relayMachine = (s: Settings) =>
  setup({
    types: {} as { context: RelayContext; events: RelayEvent; emitted: Command },
    delays: { retry: s.retryMs },
    actions: {
      fetch: enqueueActions(({ context, enqueue }) => {
        enqueue.emit(abandon(''));
        enqueue.emit(send('db', { type: 'FETCH', sent: context.sent }, { op: '' }));
        if (!Number.isFinite(s.longPollMs)) return;
        enqueue.raise({ type: 'pollTimeout' }, { id: 'poll', delay: s.longPollMs });
      }),
      stopPolling: enqueueActions(({ enqueue }) => enqueue.cancel('poll')),
      publish: enqueueActions(({ context: { row }, enqueue }) => {
        if (row === null) return;
        const { op, ...planned } = row;
        const message = { type: 'ENQUEUE', ...planned, tick: null };
        enqueue.emit(abandon(op));
        enqueue.emit(send('broker', message, { op }));
        if (!Number.isFinite(s.enqueueTimeoutMs)) return;
        // The timeout belongs to the order, so that it is late while the order is under way.
        const event = { type: 'enqueueTimeout', op } as { type: 'enqueueTimeout' };
        enqueue.raise(event, { id: 'enqueueTimeout', delay: s.enqueueTimeoutMs });
      }),
      stopWaiting: enqueueActions(({ enqueue }) => enqueue.cancel('enqueueTimeout')),
    },
  }).createMachine({
    id: 'relay',
    context: () => ({ row: null, sent: null }),
    initial: 'fetching',
    states: {
      fetching: {
        entry: 'fetch',
        exit: 'stopPolling',
        on: {
          OUTBOX: { target: 'publishing', actions: assign(({ event }) => ({ row: event.row })) },
          pollTimeout: { target: 'fetching', reenter: true },
          ERR: 'pausing',
          refused: 'pausing',
        },
      },
      publishing: {
        entry: 'publish',
        exit: 'stopWaiting',
        on: {
          ENQUEUED: {
            target: 'fetching',
            actions: assign(({ context }) => ({ row: null, sent: context.row?.op ?? null })),
          },
          enqueueTimeout: { target: 'publishing', reenter: true },
          ERR: 'pausing',
          refused: 'pausing',
        },
      },
      pausing: {
        after: {
          retry: [
            { guard: ({ context }) => context.row !== null, target: 'publishing' },
            { target: 'fetching' },
          ],
        },
      },
    },
  });
