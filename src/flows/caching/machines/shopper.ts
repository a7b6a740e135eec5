/**
 * A person with a browser: reads or saves one item at a time and sees what comes back.
 * idle → reading → idle, idle → saving → idle.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, type Received, send } from '../../../kernel/system.ts';
import type { Item, Problem, Refused, Saved, Value } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { endOfRead, failure } from './outcome.ts';

export interface ShopperContext {
  readonly api: string;
  readonly key: string | null;
  /** What the page shows, and whether the server has confirmed it. */
  readonly shown: Value;
  readonly sign: 'shown' | 'unsaved' | 'saved' | 'failed' | 'missing';
  readonly value: string;
  readonly sinceUs: number;
}

type ShopperEvent =
  | ({ readonly type: 'read'; readonly key: string; readonly nowUs: number } & Received)
  | ({
      readonly type: 'write';
      readonly key: string;
      readonly value: string;
      readonly nowUs: number;
    } & Received)
  | ((Item | Saved | Problem | Refused) & { readonly nowUs: number });

/** Events that get the clock: for how long an answer took. */
export const shopperClock = ['read', 'write', 'item', 'saved', 'problem', 'refused'];

export const shopperMachine = ({ clientTimeoutMs }: Settings) => {
  const patience = Number.isFinite(clientTimeoutMs)
    ? { patience: { target: 'idle', actions: 'giveUp' } as const }
    : {};
  return setup({
    types: {} as {
      context: ShopperContext;
      events: ShopperEvent;
      emitted: Command;
      input: { api: string };
    },
    delays: { patience: clientTimeoutMs },
    actions: {
      show: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'item') return;
        const { key, value } = event;
        enqueue.assign({ shown: value, sign: 'shown' });
        enqueue.emit(endOfRead(key, value, event.nowUs - context.sinceUs, true));
      }),
      showNothing: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'problem') return;
        enqueue.assign({ shown: null, sign: 'missing' });
        enqueue.emit(endOfRead(event.key, null, event.nowUs - context.sinceUs, true));
      }),
      confirm: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'saved') return;
        const { key, value, nowUs } = event;
        const tookUs = nowUs - context.sinceUs;
        enqueue.assign({ sign: 'saved' });
        enqueue.emit(fact({ type: 'acknowledged', key, value, tookUs }));
      }),
      fail: enqueueActions(({ context, event, enqueue }) => {
        const { key, value, sign } = context;
        const kind = sign === 'unsaved' ? 'write' : 'read';
        enqueue.assign({ sign: 'failed' });
        enqueue.emit(failure(kind, key ?? '', value, event.type === 'problem' ? event.status : 0));
      }),
      giveUp: enqueueActions(({ context: { key, value, sign }, enqueue }) => {
        enqueue.emit(abandon());
        enqueue.emit(failure(sign === 'unsaved' ? 'write' : 'read', key ?? '', value, 0));
        enqueue.assign({ sign: 'failed' });
      }),
    },
    guards: {
      isMissing: ({ event }) => event.type === 'problem' && event.status === 404,
    },
  }).createMachine({
    id: 'shopper',
    context: ({ input }) => ({
      api: input.api,
      key: null,
      shown: null,
      sign: 'shown',
      value: '',
      sinceUs: 0,
    }),
    initial: 'idle',
    states: {
      idle: {
        tags: 'ready',
        on: {
          read: {
            target: 'reading',
            actions: [
              assign(({ event }) => ({ key: event.key, sign: 'shown', sinceUs: event.nowUs })),
              emit(({ event }) => fact({ type: 'invoked', kind: 'read', key: event.key })),
              emit(({ context, event }) => send(context.api, { type: 'getItem', key: event.key })),
            ],
          },
          write: {
            target: 'saving',
            actions: [
              assign(({ event }) => ({
                key: event.key,
                shown: event.value,
                value: event.value,
                sign: 'unsaved',
                sinceUs: event.nowUs,
              })),
              emit(({ event: { key, value } }) =>
                fact({ type: 'invoked', kind: 'write', key, value }),
              ),
              emit(({ context, event: { key, value } }) =>
                send(context.api, { type: 'putItem', key, value }),
              ),
            ],
          },
        },
      },
      reading: {
        after: patience,
        on: {
          item: { target: 'idle', actions: 'show' },
          problem: [
            { guard: 'isMissing', target: 'idle', actions: 'showNothing' },
            { target: 'idle', actions: 'fail' },
          ],
          refused: { target: 'idle', actions: 'fail' },
        },
      },
      saving: {
        after: patience,
        on: {
          saved: { target: 'idle', actions: 'confirm' },
          problem: { target: 'idle', actions: 'fail' },
          refused: { target: 'idle', actions: 'fail' },
        },
      },
    },
  });
};
