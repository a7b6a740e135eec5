/**
 * A person before a page: asks for something, and reads what the page says. idle → waiting → idle;
 * told to try again, some do: reading → waiting. A pending order is followed until it is settled.
 */
import { emit, enqueueActions, setup } from 'xstate';
import { type Command, fact, type Message, type Received, spawn } from '../../../kernel/system.ts';
import type { Held, Settled } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { statusOf } from './replies.ts';
import { heldFor, NOTHING, type Screen, screenFor } from './words.ts';

export interface PageContext {
  readonly user: string;
  readonly token: string | null;
  readonly refresh: string | null;
  readonly op: string;
  readonly request: Message | null;
  readonly screen: Screen;
  readonly status: number;
  readonly presses: number;
  readonly polls: number;
  readonly sent: number;
}

/** What a person may want; the rest of the event is the request's. */
type Wish =
  | ({ readonly type: 'look'; readonly id: string } & Received)
  | ({ readonly type: 'create'; readonly name: string; readonly qty: number } & Received)
  | ({ readonly type: 'remove'; readonly id: string } & Received)
  | ({ readonly type: 'buy'; readonly item: string; readonly qty: number } & Received);
type PageEvent =
  | Wish
  | ({ readonly type: 'signOut' } & Received)
  | ({ readonly type: 'signIn' } & Received)
  | Held
  | Settled;

/** A page asks so often what became of a pending order. */
const POLLS = 12;

const STILL_PENDING: Message = { type: 'order', order: { status: 'PENDING' } };

/** The same question may have an answer a moment later. */
const passes = (reply: Message | null): boolean =>
  reply === null || reply.type === 'refused' || statusOf(reply) === 429 || statusOf(reply) >= 500;

const isWish = (event: PageEvent): event is Wish =>
  event.type === 'look' ||
  event.type === 'create' ||
  event.type === 'remove' ||
  event.type === 'buy';

export function requestOf(wish: Wish): Message {
  switch (wish.type) {
    case 'look':
      return { type: 'getItem', id: wish.id };
    case 'create':
      return { type: 'postItem', name: wish.name, qty: wish.qty };
    case 'remove':
      return { type: 'deleteItem', id: wish.id };
    case 'buy':
      return { type: 'postOrder', item: wish.item, qty: wish.qty, key: wish.op };
  }
}

export const pageMachine = (s: Settings) => {
  const asks = { target: 'waiting' as const, actions: ['ask' as const, 'request' as const] };
  const follows = Number.isFinite(s.pollMs);
  return setup({
    types: {} as {
      context: PageContext;
      events: PageEvent;
      emitted: Command;
      input: Pick<PageContext, 'user' | 'token' | 'refresh'>;
    },
    delays: { poll: s.pollMs, reading: 1_500 },
    guards: {
      isPending: ({ context: { screen, polls } }) =>
        follows && screen.tone === 'waiting' && polls < POLLS,
      pressesAgain: ({ context: { screen, presses } }) =>
        screen.advice === 'again' && presses < s.pressesAgain,
    },
    actions: {
      ask: enqueueActions(({ event, enqueue }) => {
        if (!isWish(event)) return;
        const screen: Screen = { text: '', tone: 'asking', advice: 'none' };
        const request = requestOf(event);
        const { op } = event;
        enqueue.assign({ op, request, screen, presses: 0, polls: 0, sent: 0, status: 0 });
        enqueue.emit(fact({ type: 'asked', what: event.type }));
      }),
      request: emit(({ context: { user, request, token, refresh, sent, op } }) => {
        const input = { page: user, request, token, refresh, sent, operation: op };
        return spawn(op, 'http-client', input, op);
      }),
      poll: emit(({ context: { user, token, refresh, sent, op } }) => {
        const request = { type: 'getOrder', id: op };
        const input = { page: user, request, token, refresh, sent, operation: op };
        return spawn(op, 'http-client', input, op);
      }),
      press: enqueueActions(({ context: { op, presses }, enqueue }) => {
        enqueue.assign({ presses: presses + 1, polls: 0 });
        enqueue.emit(fact({ type: 'pressedAgain' }, op));
      }),
      show: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'settled' || context.request === null) return;
        const { reply, token, sent } = event;
        // Where only the question failed what became of the order, the order is still pending.
        const told = context.polls > 0 && passes(reply) ? STILL_PENDING : reply;
        const screen = screenFor(context.request, told, s.uiBoundary === 'on');
        enqueue.assign({ screen, token, sent, status: reply === null ? 0 : statusOf(reply) });
        enqueue.emit(fact({ type: 'shown', text: screen.text, tone: screen.tone }));
      }),
      hold: enqueueActions(({ event, enqueue }) => {
        if (event.type !== 'held') return;
        const screen = heldFor(event.waitMs);
        enqueue.assign({ screen, status: 429 });
        enqueue.emit(fact({ type: 'announced', text: screen.text }));
      }),
      countPoll: enqueueActions(({ context: { polls }, enqueue }) => {
        enqueue.assign({ polls: polls + 1 });
      }),
      signOut: enqueueActions(({ enqueue }) => enqueue.assign({ token: null, refresh: null })),
      signIn: enqueueActions(({ context: { user }, enqueue }) => {
        enqueue.assign({ token: `Bearer ${user}.1`, refresh: user });
      }),
    },
  }).createMachine({
    id: 'page',
    context: ({ input }) => ({
      ...input,
      op: '',
      request: null,
      screen: NOTHING,
      status: 0,
      presses: 0,
      polls: 0,
      sent: 0,
    }),
    initial: 'idle',
    states: {
      idle: {
        tags: 'ready',
        on: {
          look: asks,
          create: asks,
          remove: asks,
          buy: asks,
          signOut: { actions: 'signOut' },
          signIn: { actions: 'signIn' },
        },
      },
      waiting: {
        on: { held: { actions: 'hold' }, settled: { target: 'reading', actions: 'show' } },
      },
      /** What the page says decides what the person does. */
      reading: {
        always: [
          { guard: 'isPending', target: 'following' },
          { guard: 'pressesAgain', target: 'hesitating' },
          { target: 'idle' },
        ],
      },
      following: { after: { poll: { target: 'waiting', actions: ['countPoll', 'poll'] } } },
      hesitating: { after: { reading: { target: 'waiting', actions: ['press', 'request'] } } },
    },
  });
};
