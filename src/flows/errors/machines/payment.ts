/** The payment provider: charges a card, gives money back, and knows for a while which keys it has done. */
import { enqueueActions, setup } from 'xstate';
import { change, reply, start, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, type Message } from '../../../kernel/system.ts';
import type { Charge, Refund } from '../protocol.ts';
import type { Settings } from '../settings.ts';

interface Charges {
  readonly op: string;
  readonly key: string | null;
  /** Less what was given back. */
  readonly net: number;
}

/** What is on disk. */
export interface PaymentInput {
  readonly keys: readonly string[];
  /** Keys that were given up before they were charged: nothing is charged under them any more. */
  readonly voided: readonly string[];
  readonly charges: readonly Charges[];
}
export interface PaymentContext extends PaymentInput {
  readonly mood: 'well' | 'down' | 'garbled';
}

type PaymentEvent =
  | (Charge & { readonly chance?: number })
  | Refund
  | { readonly type: 'keyExpires'; readonly key: string }
  | { readonly type: 'outage' | 'garble' | 'recover' };

export const paymentDeadlines = ['keyExpires'];
const KEPT = 600;

export const paymentMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: PaymentContext;
      events: PaymentEvent;
      emitted: Command;
      input: PaymentInput;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
    },
  }).createMachine({
    id: 'payment',
    context: ({ input }) => ({ ...input, mood: 'well' }),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: Turn<PaymentContext>, event: PaymentEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'CHARGE':
      return charge(s, turn, event);
    case 'REFUND':
      return refund(turn, event);
    case 'keyExpires':
      return change(turn, { keys: context.keys.filter((key) => key !== event.key) });
    case 'outage':
      return change(turn, { mood: 'down' });
    case 'garble':
      return change(turn, { mood: 'garbled' });
    case 'recover':
      return change(turn, { mood: 'well' });
  }
}

/** It answers without doing anything. */
function fails(turn: Turn<PaymentContext>, event: Charge | Refund, unlucky: boolean): boolean {
  const { mood } = turn.context;
  if (mood !== 'down' && !unlucky) return false;
  tell(turn, fact({ type: 'trouble', cause: 'external-down' }));
  reply(turn, event, { type: 'PAYERR', status: 503 });
  return true;
}

/** What was done stays done, though nobody can read the answer. */
function answer(turn: Turn<PaymentContext>, to: Charge | Refund, message: Message): void {
  if (turn.context.mood === 'garbled') garbage(turn, to);
  else reply(turn, to, message);
}

function garbage(turn: Turn<PaymentContext>, to: Charge | Refund): void {
  tell(turn, fact({ type: 'trouble', cause: 'external-bad' }));
  reply(turn, to, { type: 'GARBAGE' });
}

function charge(
  s: Settings,
  turn: Turn<PaymentContext>,
  event: Charge & { chance?: number },
): void {
  const { key, op, chance = 1 } = event;
  if (fails(turn, event, chance * 100 < s.failureRatePercent)) return;
  const { keys, voided, charges } = turn.context;
  if (key !== null && voided.includes(key)) return garbage(turn, event);
  if (key !== null && keys.includes(key)) {
    // What it answered the first time: it does not look what became of the charge.
    tell(turn, fact({ type: 'replayed', key }));
    return answer(turn, event, { type: 'CHARGED', again: true });
  }
  const before = charges.find((each) => each.op === op && each.key === key);
  const row = { op, key, net: (before?.net ?? 0) + 1 };
  change(turn, {
    charges: [...charges.filter((each) => each !== before), row].slice(-KEPT),
    keys: key === null ? keys : [...keys, key].slice(-KEPT),
  });
  if (key !== null) start(turn, `key:${key}`, s.keyTtlMs, { type: 'keyExpires', key, op });
  tell(turn, fact({ type: 'charged' }));
  answer(turn, event, { type: 'CHARGED', again: false });
}

/** Gives back what was charged under that key, and nothing else. */
function refund(turn: Turn<PaymentContext>, event: Refund): void {
  if (fails(turn, event, false)) return;
  const { op, key } = event;
  const { charges, keys, voided } = turn.context;
  // A charge that is still under way comes too late.
  if (key !== null && !keys.includes(key) && !voided.includes(key)) {
    change(turn, { voided: [...voided, key].slice(-KEPT) });
  }
  const kept = charges.find((each) => each.op === op && each.key === key);
  if (kept !== undefined && kept.net > 0) {
    const less = { ...kept, net: kept.net - 1 };
    change(turn, { charges: charges.map((each) => (each === kept ? less : each)) });
    tell(turn, fact({ type: 'refunded' }));
  }
  answer(turn, event, { type: 'REFUNDED' });
}
