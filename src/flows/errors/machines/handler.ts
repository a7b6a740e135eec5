/** One HTTP request: receiving → calling → mapping → answering. */
import { assign, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, type Message, send } from '../../../kernel/system.ts';
import type { DomainError, Raised, Refused, Result } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { errorOf, isTransient } from './errors.ts';
import { replyFor, successFor } from './mapping.ts';
import { statusOf } from './replies.ts';

export interface HandlerInput {
  readonly client: string;
  readonly request: Message;
  /** The limit was used up when it came. */
  readonly limited: boolean;
}

export interface HandlerContext extends HandlerInput {
  readonly trace: string;
  readonly tries: number;
  readonly error: DomainError | null;
}

type HandlerEvent = Result | Raised | Refused;

export const handlerDeadlines = ['callerTimeout'];

export const handlerMachine = (s: Settings) => {
  const retries = s.retryLayers !== '1' && s.retry !== 'none';
  const late = Number.isFinite(s.callerTimeoutMs)
    ? {
        callerTimeout: [
          {
            guard: 'mayRetry' as const,
            target: 'pausing' as const,
            actions: 'giveUp' as const,
          },
          { target: 'mapping' as const, actions: 'giveUp' as const },
        ],
      }
    : {};
  return setup({
    types: {} as {
      context: HandlerContext;
      events: HandlerEvent;
      emitted: Command;
      input: HandlerInput;
    },
    delays: {
      callerTimeout: s.callerTimeoutMs,
      backoff: ({ context }) => s.backoffBaseMs * 2 ** (context.tries - 1),
    },
    guards: {
      isLimited: ({ context }) => context.limited,
      mayRetry: ({ context: { tries }, event }) =>
        retries &&
        tries < s.attempts &&
        // That the service is down or late passes as well.
        (event.type !== 'RAISED' || s.retry === 'all' || isTransient(event.error)),
    },
    actions: {
      limit: enqueueActions(({ enqueue }) => {
        enqueue.emit(fact({ type: 'trouble', cause: 'limit' }));
        enqueue.assign({
          error: errorOf('RateLimitError', 'limit', 'bucket api:global is empty', {
            retryAfter: s.retryAfterSeconds,
          }),
        });
      }),
      call: enqueueActions(({ context: { request, trace, tries }, enqueue }) => {
        enqueue.assign({ tries: tries + 1 });
        enqueue.emit(send('service', { type: 'CALL', request, trace }));
      }),
      keep: assign(({ event }) => (event.type === 'RAISED' ? { error: event.error } : {})),
      noService: enqueueActions(({ enqueue }) => {
        enqueue.emit(fact({ type: 'trouble', cause: 'service-down' }));
        enqueue.assign({
          error: errorOf(
            'ExternalServiceError',
            'service-down',
            'connect ECONNREFUSED 10.0.3.7:8080',
            {
              why: 'down',
            },
          ),
        });
      }),
      giveUp: enqueueActions(({ enqueue }) => {
        enqueue.emit(abandon());
        enqueue.emit(fact({ type: 'trouble', cause: 'service-late' }));
        enqueue.assign({
          error: errorOf('ExternalServiceError', 'service-late', 'no reply of 10.0.3.7:8080', {
            why: 'late',
          }),
        });
      }),
      fail: enqueueActions(({ context: { client, error, trace }, enqueue }) => {
        if (error === null) return;
        const reply = replyFor(s, error, trace);
        enqueue.emit(
          fact({
            type: 'replied',
            cause: error.origin,
            error: error.name,
            status: Number(reply['status']),
          }),
        );
        if (Number(reply['status']) >= 500) {
          enqueue.emit(send('log', { type: 'LOG', trace, layer: 'handler', error: error.name }));
        }
        enqueue.emit(send(client, reply));
      }),
      answer: enqueueActions(({ context: { client, request }, event, enqueue }) => {
        if (event.type !== 'RESULT') return;
        const { swallowed: cause = '' } = event;
        const reply = successFor(request, event.value as Message | null);
        enqueue.emit(fact({ type: 'replied', cause, error: '', status: statusOf(reply) }));
        enqueue.emit(send(client, reply));
      }),
    },
  }).createMachine({
    id: 'handler',
    context: ({ input }) => ({
      ...input,
      trace: String(input.request['trace'] ?? 'none'),
      tries: 0,
      error: null,
    }),
    initial: 'receiving',
    states: {
      receiving: {
        always: [
          { guard: 'isLimited', target: 'mapping', actions: 'limit' },
          { target: 'calling' },
        ],
      },
      calling: {
        entry: 'call',
        after: late,
        on: {
          RESULT: { target: 'answering', actions: 'answer' },
          RAISED: [
            { guard: 'mayRetry', target: 'pausing' },
            { target: 'mapping', actions: 'keep' },
          ],
          refused: [
            { guard: 'mayRetry', target: 'pausing', actions: 'noService' },
            { target: 'mapping', actions: 'noService' },
          ],
        },
      },
      pausing: { after: { backoff: 'calling' } },
      mapping: { type: 'final', entry: 'fail' },
      answering: { type: 'final' },
    },
  });
};
