/** The service layer: each call becomes an actor of its own. It keeps the tokens and the breaker. */
import { enqueueActions, setup } from 'xstate';
import { type Command, fact, send, spawn } from '../../../kernel/system.ts';
import type { AskCall, Call, CallEnded } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface ServiceContext {
  /** Tokens of an earlier one have expired. */
  readonly generation: number;
  readonly breaker: 'closed' | 'open' | 'half-open';
  readonly failures: number;
}

type ServiceEvent =
  | Call
  | AskCall
  | CallEnded
  | { readonly type: 'expireTokens' }
  | { readonly type: 'breakerRests' };

/** Tokens are told apart up to this; then they begin anew. */
const GENERATIONS = 9;

export const serviceMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: ServiceContext;
      events: ServiceEvent;
      emitted: Command;
      input: { generation: number };
    },
    actions: {
      serve: enqueueActions(({ context: { generation }, event, enqueue }) => {
        if (event.type !== 'CALL') return;
        const { from, op, request, trace } = event;
        const input = { handler: from, request, trace, generation };
        enqueue.emit(spawn(op, request.type === 'postOrder' ? 'buy' : 'serve', input, op));
      }),
      expire: enqueueActions(({ context: { generation }, enqueue }) => {
        enqueue.assign({ generation: Math.min(generation + 1, GENERATIONS) });
      }),
      ask: enqueueActions(({ context: { breaker }, event, enqueue }) => {
        if (event.type !== 'askCall') return;
        const { from } = event;
        if (breaker === 'open') {
          const retryAfter = Math.ceil(s.breakerOpenMs / 1_000);
          enqueue.emit(send(from, { type: 'mayNotCall', retryAfter }));
        } else {
          // One call tries it; the others wait for what comes of it.
          if (breaker === 'half-open') enqueue.assign({ breaker: 'open' });
          enqueue.emit(send(from, { type: 'mayCall' }));
        }
      }),
      count: enqueueActions(({ context: { failures, breaker }, event, enqueue }) => {
        if (event.type !== 'callEnded') return;
        if (event.ok) {
          enqueue.assign({ breaker: 'closed', failures: 0 });
          enqueue.cancel('breaker');
          return;
        }
        const more = Math.min(failures + 1, s.breakerFailures);
        enqueue.assign({ failures: more });
        if (more < s.breakerFailures) return;
        if (breaker === 'closed') enqueue.emit(fact({ type: 'breakerOpened' }));
        enqueue.assign({ breaker: 'open' });
        const rests = { type: 'breakerRests', op: '' } as { type: 'breakerRests' };
        enqueue.cancel('breaker');
        enqueue.raise(rests, { id: 'breaker', delay: s.breakerOpenMs });
      }),
      rest: enqueueActions(({ enqueue }) => enqueue.assign({ breaker: 'half-open' })),
    },
  }).createMachine({
    id: 'service',
    context: ({ input }) => ({ ...input, breaker: 'closed', failures: 0 }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          CALL: { actions: 'serve' },
          askCall: { actions: 'ask' },
          callEnded: { actions: 'count' },
          expireTokens: { actions: 'expire' },
          breakerRests: { actions: 'rest' },
        },
      },
    },
  });
