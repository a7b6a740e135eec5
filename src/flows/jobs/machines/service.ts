/**
 * The effect service: what it does cannot be undone (a mail is sent, a card is charged). With
 * atomicAtEffect it stores the key together with the effect; with fencing it knows the highest token.
 */
import { enqueueActions, setup } from 'xstate';
import { start, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, send } from '../../../kernel/system.ts';
import type { Call } from '../protocol.ts';
import { isRepeatable, type Settings } from '../settings.ts';

interface KnownKey {
  readonly key: string;
  readonly token: number;
}

export interface ServiceContext {
  readonly keys: readonly KnownKey[];
  readonly pending: number;
  readonly out: boolean;
}

/** What is on disk. */
export type ServiceInput = Pick<ServiceContext, 'keys'>;

type Lucky = { readonly chance?: number };
type ServiceEvent =
  | (Call & Lucky)
  | { readonly type: 'callDone'; readonly call: Call & Lucky }
  | { readonly type: 'keyExpires'; readonly key: string }
  | { readonly type: 'outage' }
  | { readonly type: 'recover' };

export const serviceMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: ServiceContext;
      events: ServiceEvent;
      emitted: Command;
      input: ServiceInput;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
      breakDown: enqueueActions(({ enqueue }) => enqueue.assign({ out: true })),
      recover: enqueueActions(({ enqueue }) => enqueue.assign({ out: false })),
    },
  }).createMachine({
    id: 'service',
    context: ({ input }) => ({ keys: input.keys, pending: 0, out: false }),
    initial: 'answering',
    states: {
      answering: {
        on: { outage: { target: 'outOfOrder', actions: 'breakDown' }, '*': { actions: 'take' } },
      },
      outOfOrder: {
        on: { recover: { target: 'answering', actions: 'recover' }, '*': { actions: 'take' } },
      },
    },
  });

function step(s: Settings, turn: Turn<ServiceContext>, event: ServiceEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'CALL': {
      if (s.effectMs === 0) return carryOutCall(s, turn, event);
      turn.context = { ...context, pending: context.pending + 1 };
      const { from, op, job, receipt } = event;
      return start(turn, `${from} ${job} ${receipt}`, s.effectMs, {
        type: 'callDone',
        call: event,
        op,
      });
    }
    case 'callDone':
      turn.context = { ...context, pending: context.pending - 1 };
      return carryOutCall(s, turn, event.call);
    case 'keyExpires': {
      const keys = context.keys.filter(({ key }) => key !== event.key);
      turn.context = { ...context, keys };
      return;
    }
    case 'outage':
    case 'recover':
      return;
  }
}

function carryOutCall(s: Settings, turn: Turn<ServiceContext>, call: Call & Lucky): void {
  const { context } = turn;
  const { from, op, key, token, job, receipt, tick } = call;
  const answer = (message: { type: string; [field: string]: string | boolean }): void =>
    tell(turn, send(from, message, { op }));
  const luck = (call.chance ?? 1) * 100;
  if (context.out || luck < s.failurePercent) return answer({ type: 'FAILED', why: 'error' });
  const known = context.keys.find((each) => each.key === key);
  if (s.idempotency === 'fencing' && known !== undefined && token < known.token) {
    tell(turn, fact({ type: 'oldToken', job, receipt }, op));
    return answer({ type: 'FAILED', why: 'old token' });
  }
  if (s.idempotency === 'atomicAtEffect' && known !== undefined) {
    tell(turn, fact({ type: 'effectKnown', job, receipt, key }, op));
    return answer({ type: 'OK', again: true });
  }
  remember(s, turn, call);
  const repeatable = isRepeatable(s);
  tell(turn, fact({ type: 'effect', job, receipt, key, tick, repeatable }, op));
  if (luck < s.failurePercent + s.ambiguousPercent) return;
  answer({ type: 'OK', again: false });
}

function remember(s: Settings, turn: Turn<ServiceContext>, { key, token, op }: Call): void {
  if (s.idempotency !== 'atomicAtEffect' && s.idempotency !== 'fencing') return;
  const others = turn.context.keys.filter((each) => each.key !== key);
  turn.context = { ...turn.context, keys: [...others, { key, token }] };
  if (s.idempotency === 'atomicAtEffect') {
    start(turn, `key:${key}`, s.keyRetentionMs, { type: 'keyExpires', key, op });
  }
}
