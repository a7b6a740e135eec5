/** Reads a note, charges, settles the order; and again until it is done: fetching → charging → settling. */
import { assign, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type {
  Charged,
  DbError,
  Garbage,
  Note,
  NoteRow,
  OrderSettled,
  PaymentError,
  Refused,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface WorkerContext {
  readonly note: NoteRow | null;
}

type WorkerEvent =
  | Note
  | Charged
  | PaymentError
  | Garbage
  | OrderSettled
  | DbError
  | Refused
  | { readonly type: 'fetchTimeout' | 'chargeTimeout' | 'settleTimeout' };

export const workerDeadlines = ['fetchTimeout', 'chargeTimeout', 'settleTimeout'];

/** Of no order: the worker asks for the next one. */
const POLL = 'poll';

export const workerMachine = (s: Settings) =>
  setup({
    types: {} as { context: WorkerContext; events: WorkerEvent; emitted: Command },
    delays: { rest: s.workerPauseMs },
    guards: { hasNote: ({ context }) => context.note !== null },
    actions: {
      fetch: enqueueActions(({ enqueue }) => {
        enqueue.emit(abandon(POLL));
        enqueue.emit(send('db', { type: 'FETCH' }, { op: POLL }));
        if (!Number.isFinite(s.workerPollMs)) return;
        const event = { type: 'fetchTimeout', op: POLL } as { type: 'fetchTimeout' };
        enqueue.raise(event, { id: 'fetch', delay: s.workerPollMs });
      }),
      stopFetch: enqueueActions(({ enqueue }) => enqueue.cancel('fetch')),
      charge: enqueueActions(({ context: { note }, enqueue }) => {
        if (note === null) return;
        const { op } = note;
        const key = s.providerKey === 'on' ? note.key : null;
        enqueue.emit(abandon(op));
        enqueue.emit(fact({ type: 'called', by: 'worker' }, op));
        enqueue.emit(send('payment', { type: 'CHARGE', key }, { op }));
        // The timeout belongs to the order, so that it is late while the order is under way.
        const event = { type: 'chargeTimeout', op } as { type: 'chargeTimeout' };
        if (!Number.isFinite(s.paymentTimeoutMs)) return;
        enqueue.raise(event, { id: 'charge', delay: s.paymentTimeoutMs });
      }),
      stopCharge: enqueueActions(({ enqueue }) => enqueue.cancel('charge')),
      settle: enqueueActions(({ context: { note }, enqueue }) => {
        if (note === null) return;
        const { op, order } = note;
        enqueue.emit(abandon(op));
        const what = { id: order, key: order, status: 'PAID', refunds: null };
        enqueue.emit(send('db', { type: 'SETTLE', ...what }, { op }));
        const event = { type: 'settleTimeout', op } as { type: 'settleTimeout' };
        if (!Number.isFinite(s.dbTimeoutMs)) return;
        enqueue.raise(event, { id: 'settle', delay: s.dbTimeoutMs });
      }),
      stopSettle: enqueueActions(({ enqueue }) => enqueue.cancel('settle')),
      forget: assign(() => ({ note: null })),
    },
  }).createMachine({
    id: 'worker',
    context: () => ({ note: null }),
    initial: 'fetching',
    states: {
      fetching: {
        entry: 'fetch',
        exit: 'stopFetch',
        on: {
          NOTE: { target: 'charging', actions: assign(({ event }) => ({ note: event.note })) },
          fetchTimeout: { target: 'fetching', reenter: true },
          DBERR: 'pausing',
          refused: 'pausing',
        },
      },
      charging: {
        entry: 'charge',
        exit: 'stopCharge',
        on: {
          CHARGED: 'settling',
          PAYERR: 'pausing',
          GARBAGE: 'pausing',
          refused: 'pausing',
          chargeTimeout: 'pausing',
        },
      },
      settling: {
        entry: 'settle',
        exit: 'stopSettle',
        on: {
          SETTLED: { target: 'fetching', actions: 'forget' },
          DBERR: 'pausing',
          refused: 'pausing',
          settleTimeout: 'pausing',
        },
      },
      pausing: {
        after: { rest: [{ guard: 'hasNote', target: 'charging' }, { target: 'fetching' }] },
      },
    },
  });
