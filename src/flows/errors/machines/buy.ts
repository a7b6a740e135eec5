/**
 * An order: checking · then charging and storing in the order that the design says · returning.
 * When a step fails: (refunding · cancelling) · raising.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, type Message, send } from '../../../kernel/system.ts';
import type {
  Charged,
  DbError,
  DomainError,
  Garbage,
  MayCall,
  MayNotCall,
  OrderSettled,
  PaymentError,
  Refunded,
  Refused,
  Row,
} from '../protocol.ts';
import { providerKey, type Settings } from '../settings.ts';
import { absent, check, fromDatabase, fromHeard, fromProvider } from './errors.ts';
import { AGAIN_MS, raiseTo, resultNull, type ServeInput, TRANSACTIONS, trouble } from './serve.ts';

export interface BuyContext extends ServeInput {
  readonly calls: number;
  /** Transactions that were to store the order. */
  readonly tries: number;
  /** A call that had no answer that says otherwise may have charged the card. */
  readonly inDoubt: boolean;
  /** How often the order was charged and refunded before. */
  readonly refunds: number;
  /** Of the order in the database. */
  readonly order: string;
  readonly error: DomainError | null;
}

type BuyEvent =
  | Row
  | DbError
  | Charged
  | PaymentError
  | Garbage
  | Refunded
  | OrderSettled
  | MayCall
  | MayNotCall
  | Refused;

export const buyDeadlines = ['dbTimeout', 'paymentTimeout', 'refundTimeout', 'cancelTimeout'];
/** How long it waits before it tries to give money back again. */
const UNDO_AGAIN_MS = 500;

export const buyMachine = (s: Settings) => {
  const asks = s.circuitBreaker === 'on';
  const retries = s.retryLayers === '3' && s.retry !== 'none';
  const recalls = s.freshKeyAfterRefund === 'on' && s.payOrder !== 'outbox';
  const toCharge = asks ? 'asking' : 'charging';
  const begins = { chargeFirst: toCharge, dbFirst: 'storing', outbox: 'storing' } as const;
  const afterStore = {
    chargeFirst: 'returning',
    dbFirst: toCharge,
    outbox: 'returning',
  } as const;
  const afterCharge = s.payOrder === 'chargeFirst' ? 'storing' : 'returning';
  /** Nothing may have happened yet that wants to be undone. */
  const undo = s.compensate === 'on' && s.payOrder !== 'outbox' ? 'refunding' : 'mapping';
  /** The order may be there, or nothing of either. */
  const undoOrder = s.payOrder === 'dbFirst' && undo === 'refunding' ? 'cancelling' : 'mapping';
  const undoStore = s.payOrder === 'chargeFirst' ? undo : undoOrder;

  const after = <Name extends string, T>(ms: number, name: Name, what: T): { [N in Name]?: T } =>
    Number.isFinite(ms) ? ({ [name]: what } as { [N in Name]: T }) : {};
  /** The card may be charged. */
  const lost = ['note', 'doubt', 'tellFailed'] as const;
  const maybeCharged = [
    { guard: 'mayCallAgain' as const, target: 'pausing' as const, actions: lost },
    { target: undo, actions: lost },
  ];
  /** Nothing was charged now; by a call before, perhaps. */
  const notCharged = [
    { guard: 'isInDoubt' as const, target: undo, actions: ['note', 'tellFailed'] as const },
    { target: undoOrder, actions: ['note', 'tellFailed'] as const },
  ];

  return setup({
    types: {} as { context: BuyContext; events: BuyEvent; emitted: Command; input: ServeInput },
    delays: {
      dbTimeout: s.dbTimeoutMs,
      paymentTimeout: s.paymentTimeoutMs,
      refundTimeout: s.paymentTimeoutMs,
      cancelTimeout: s.dbTimeoutMs,
      again: UNDO_AGAIN_MS,
      anew: AGAIN_MS,
      backoff: ({ context }) => s.backoffBaseMs * 2 ** (context.calls - 1),
    },
    guards: {
      isWrong: ({ context: { request, generation } }) => check(request, generation) !== null,
      isAbsent: ({ event }) => event.type === 'ROW' && event.row === null,
      mayBeginAnew: ({ context: { tries }, event }) =>
        s.serviceMap === 'on' &&
        event.type === 'DBERR' &&
        event.code === '40P01' &&
        tries < TRANSACTIONS,
      isInDoubt: ({ context: { inDoubt } }) => inDoubt,
      mayCallAgain: ({ context: { calls } }) => retries && calls < s.attempts,
      swallows: () => s.swallow === 'on',
    },
    actions: {
      check: enqueueActions(({ context: { request, generation }, enqueue }) => {
        const wrong = check(request, generation);
        if (wrong === null) return;
        enqueue.emit(trouble(wrong.origin));
        enqueue.assign({ error: wrong });
      }),
      recall: emit(({ context: { request } }) =>
        send('db', { type: 'QUERY', verb: 'refunds', id: String(request['key']), qty: 0 }),
      ),
      remember: assign(({ event }) =>
        event.type === 'ROW' ? { refunds: Number(event.row?.['refunds'] ?? 0) } : {},
      ),
      askCall: emit(() => send('service', { type: 'askCall' })),
      charge: enqueueActions(({ context: { request, refunds, calls }, enqueue }) => {
        enqueue.assign({ calls: calls + 1 });
        enqueue.emit(fact({ type: 'called', by: 'service' }));
        const key = providerKey(s, String(request['key']), refunds);
        enqueue.emit(send('payment', { type: 'CHARGE', key }));
      }),
      store: enqueueActions(({ context: { request, refunds, tries }, enqueue }) => {
        enqueue.assign({ tries: tries + 1 });
        const order = {
          key: String(request['key']),
          item: String(request['item']),
          status: s.payOrder === 'outbox' ? 'PENDING' : 'PAID',
          note: s.payOrder === 'outbox',
          refunds: recalls ? refunds : null,
        };
        enqueue.emit(send('db', { type: 'PLACE', ...order }));
      }),
      keepOrder: assign(({ event }) =>
        event.type === 'ROW' ? { order: String(event.row?.['id'] ?? '') } : {},
      ),
      refund: emit(({ context: { request, refunds } }) =>
        send('payment', { type: 'REFUND', key: providerKey(s, String(request['key']), refunds) }),
      ),
      cancel: emit(({ context: { request, order, refunds } }) => {
        const what = {
          id: order,
          key: String(request['key']),
          refunds: recalls ? refunds + 1 : null,
        };
        return send('db', { type: 'SETTLE', ...what, status: 'CANCELLED' });
      }),
      giveUp: emit(abandon()),
      note: enqueueActions(({ event, enqueue }) => {
        const error = fromHeard(s, event as unknown as Message);
        if (error === null) return;
        // Of what was said to the service, whoever said it has told.
        const untold = event.type === 'refused' || event.type === 'mayNotCall';
        if (untold) enqueue.emit(trouble(error.origin));
        enqueue.assign({ error });
      }),
      lateCharge: enqueueActions(({ enqueue }) => {
        enqueue.emit(abandon());
        enqueue.emit(trouble('external-late'));
        enqueue.assign({ error: fromProvider(s, 'late') });
      }),
      lateStore: enqueueActions(({ enqueue }) => {
        enqueue.emit(abandon());
        enqueue.emit(trouble('database'));
        enqueue.assign({ error: fromDatabase(s, '08006') });
      }),
      doubt: assign(() => ({ inDoubt: true })),
      absent: assign(() => ({ error: absent(s) })),
      tellOk: enqueueActions(({ enqueue }) => {
        if (asks) enqueue.emit(send('service', { type: 'callEnded', ok: true }));
      }),
      tellFailed: enqueueActions(({ event, enqueue }) => {
        if (asks && event.type !== 'mayNotCall') {
          enqueue.emit(send('service', { type: 'callEnded', ok: false }));
        }
      }),
      raise: enqueueActions(({ context: { handler, error, trace }, enqueue }) => {
        raiseTo(s, handler, error, trace).forEach((command) => enqueue.emit(command));
      }),
      returnNull: emit(({ context: { handler, error } }) => resultNull(handler, error)),
      returnOrder: emit(({ context: { handler, order } }) => {
        const status = s.payOrder === 'outbox' ? 'PENDING' : 'PAID';
        return send(handler, { type: 'RESULT', value: { id: order, status } });
      }),
    },
  }).createMachine({
    id: 'buy',
    context: ({ input }) => ({
      ...input,
      calls: 0,
      tries: 0,
      inDoubt: false,
      refunds: 0,
      order: '',
      error: null,
    }),
    initial: 'checking',
    states: {
      checking: {
        always: [
          { guard: 'isWrong', target: 'mapping', actions: 'check' },
          { target: recalls ? 'recalling' : begins[s.payOrder] },
        ],
      },
      /** Whether this order was charged and given back before. */
      recalling: {
        entry: 'recall',
        after: after(s.dbTimeoutMs, 'dbTimeout', {
          target: 'mapping' as const,
          actions: 'lateStore' as const,
        }),
        on: {
          ROW: { target: begins[s.payOrder], actions: 'remember' },
          DBERR: { target: 'mapping', actions: 'note' },
          refused: { target: 'mapping', actions: 'note' },
        },
      },
      asking: {
        entry: 'askCall',
        on: { mayCall: 'charging', mayNotCall: notCharged },
      },
      charging: {
        entry: 'charge',
        after: after(s.paymentTimeoutMs, 'paymentTimeout', [
          {
            guard: 'mayCallAgain' as const,
            target: 'pausing' as const,
            actions: ['lateCharge', 'doubt', 'tellFailed'] as const,
          },
          { target: undo, actions: ['lateCharge', 'doubt', 'tellFailed'] as const },
        ]),
        on: {
          CHARGED: { target: afterCharge, actions: 'tellOk' },
          PAYERR: [
            { guard: 'mayCallAgain', target: 'pausing', actions: ['note', 'tellFailed'] },
            ...notCharged,
          ],
          GARBAGE: maybeCharged,
          refused: maybeCharged,
        },
      },
      pausing: { after: { backoff: toCharge } },
      storing: {
        entry: 'store',
        after: after(s.dbTimeoutMs, 'dbTimeout', {
          target: undoStore,
          actions: 'lateStore' as const,
        }),
        on: {
          ROW: [
            { guard: 'isAbsent', target: undoStore, actions: 'absent' },
            { target: afterStore[s.payOrder], actions: 'keepOrder' },
          ],
          DBERR: [
            { guard: 'mayBeginAnew', target: 'restoring' },
            { target: undoStore, actions: 'note' },
          ],
          refused: { target: undoStore, actions: 'note' },
        },
      },
      /** A deadlock: the transaction was rolled back, and is begun anew. */
      restoring: { after: { anew: 'storing' } },
      refunding: {
        entry: 'refund',
        after: after(s.paymentTimeoutMs, 'refundTimeout', {
          target: 'refundFailed' as const,
          actions: 'giveUp' as const,
        }),
        on: {
          REFUNDED: 'cancelling',
          PAYERR: 'refundFailed',
          GARBAGE: 'refundFailed',
          refused: 'refundFailed',
        },
      },
      refundFailed: { after: { again: 'refunding' } },
      cancelling: {
        entry: 'cancel',
        after: after(s.dbTimeoutMs, 'cancelTimeout', {
          target: 'cancelFailed' as const,
          actions: 'giveUp' as const,
        }),
        on: { SETTLED: 'mapping', DBERR: 'cancelFailed', refused: 'cancelFailed' },
      },
      cancelFailed: { after: { again: 'cancelling' } },
      mapping: { always: [{ guard: 'swallows', target: 'swallowing' }, { target: 'raising' }] },
      swallowing: { type: 'final', entry: 'returnNull' },
      raising: { type: 'final', entry: 'raise' },
      returning: { type: 'final', entry: 'returnOrder' },
    },
  });
};
