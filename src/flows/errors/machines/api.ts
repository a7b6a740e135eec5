/** The edge of the backend: counts requests against the rate limit; each becomes a handler. */
import { enqueueActions, setup } from 'xstate';
import { type Command, spawn } from '../../../kernel/system.ts';
import { type ApiRequest, REQUESTS } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface ApiContext {
  /** Requests in this window. */
  readonly count: number;
  readonly open: boolean;
}

/** So many requests are too many for any limit. */
const FLOODED = 1_000_000;

type ApiEvent = ApiRequest | { readonly type: 'flood' } | { readonly type: 'windowEnds' };

export const apiMachine = (s: Settings) => {
  const limits = Number.isFinite(s.rateLimit);
  return setup({
    types: {} as { context: ApiContext; events: ApiEvent; emitted: Command },
    actions: {
      handle: enqueueActions(({ context, event, enqueue }) => {
        if (event.type === 'flood' || event.type === 'windowEnds') return;
        const { from, op, ...request } = event;
        const limited = context.count >= Math.min(s.rateLimit, FLOODED);
        enqueue.emit(
          spawn(op, 'handler', { client: from, request: request as never, limited }, op),
        );
        if (!limits) return;
        enqueue.assign({ count: context.count + 1, open: true });
        if (!context.open) window(enqueue.raise);
      }),
      flood: enqueueActions(({ context, enqueue }) => {
        enqueue.assign({ count: FLOODED, open: true });
        if (!context.open) window(enqueue.raise);
      }),
      begin: enqueueActions(({ enqueue }) => enqueue.assign({ count: 0, open: false })),
    },
  }).createMachine({
    id: 'api',
    context: () => ({ count: 0, open: false }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          ...(Object.fromEntries(REQUESTS.map((type) => [type, { actions: 'handle' }])) as Record<
            (typeof REQUESTS)[number],
            { actions: 'handle' }
          >),
          flood: { actions: 'flood' },
          windowEnds: { actions: 'begin' },
        },
      },
    },
  });

  /** Of no operation: that a window ends says nothing about any request. */
  function window(raise: (event: { type: 'windowEnds' }, options: object) => void): void {
    const event = { type: 'windowEnds', op: '' } as { type: 'windowEnds' };
    raise(event, { id: 'window', delay: s.retryAfterSeconds * 1_000 });
  }
};
