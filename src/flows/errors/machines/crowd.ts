/** Many people who order at the same instant, each with a page of their own. */
import { enqueueActions, setup } from 'xstate';
import { type Command, fact, spawn } from '../../../kernel/system.ts';
import type { Settled } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { screenFor } from './words.ts';

export interface CrowdContext {
  readonly user: string;
  readonly under: number;
  readonly well: number;
  readonly badly: number;
}

type CrowdEvent = { readonly type: 'rush' } | Settled;

export const crowdMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: CrowdContext;
      events: CrowdEvent;
      emitted: Command;
      input: { user: string };
    },
    actions: {
      begin: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'rush' }, { id: 'rush', delay: 200 });
      }),
      rush: enqueueActions(({ context: { user }, enqueue }) => {
        for (let i = 1; i <= s.clients; i++) {
          const op = `buy-${i}`;
          const request = { type: 'postOrder', item: 'lamp', qty: 1, key: op };
          const session = { token: `Bearer ${user}.1`, refresh: user };
          const input = { page: user, request, ...session, sent: 0, operation: op };
          enqueue.emit(fact({ type: 'asked', what: 'buy' }, op));
          enqueue.emit(spawn(op, 'http-client', input, op));
        }
        enqueue.assign({ under: s.clients });
      }),
      count: enqueueActions(({ context: { under, well, badly }, event, enqueue }) => {
        if (event.type !== 'settled') return;
        const request = { type: 'postOrder' };
        const { text, tone } = screenFor(request, event.reply, s.uiBoundary === 'on');
        const ok = tone === 'success' || tone === 'waiting';
        enqueue.assign({
          under: under - 1,
          well: well + (ok ? 1 : 0),
          badly: badly + (ok ? 0 : 1),
        });
        enqueue.emit(fact({ type: 'shown', text, tone }));
      }),
    },
  }).createMachine({
    id: 'crowd',
    context: ({ input }) => ({ ...input, under: 0, well: 0, badly: 0 }),
    entry: 'begin',
    initial: 'rushing',
    states: {
      rushing: { tags: 'ready', on: { rush: { actions: 'rush' }, settled: { actions: 'count' } } },
    },
  });
