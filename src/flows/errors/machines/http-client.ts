/**
 * One request of a page, with its retries: sending → (waiting → sending)* → done. A 401 is answered
 * by fetching a new token, once: renewing, and again after pausing where that fails.
 */
import { emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, type Message, send } from '../../../kernel/system.ts';
import type { ErrorPage, Problem, Refused, Success } from '../protocol.ts';
import { PROBLEMS } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { bodyOf, statusOf } from './replies.ts';

export interface HttpClientInput {
  /** Whom to tell how it ended. */
  readonly page: string;
  /** Without trace and token. */
  readonly request: Message;
  readonly token: string | null;
  readonly refresh: string | null;
  /** How often the operation was sent before. */
  readonly sent: number;
  readonly operation: string;
}

export interface HttpClientContext extends HttpClientInput {
  readonly tries: number;
  readonly renewed: boolean;
  readonly waitMs: number;
  readonly reply: Message | null;
}

type HttpClientEvent = (Success | Problem | ErrorPage | Refused) & { readonly chance?: number };

const SUCCESSES = ['item', 'created', 'removed', 'paid', 'pending', 'order'] as const;
const FAILURES = [...PROBLEMS, 'errorPage', 'refused'] as const;
/** What may be followed by a random wait. */
export const httpClientChance = [...FAILURES];
export const httpClientDeadlines = ['clientTimeout'];

/** Statuses after which the same request may go well. */
const TRANSIENT = [429, 502, 503, 504];

export const httpClientMachine = (s: Settings) => {
  const mayRetry = (tries: number, reply: Message | null): boolean => {
    if (tries >= s.attempts) return false;
    switch (s.retry) {
      case 'none':
        return false;
      case 'all':
        return true;
      case 'smart':
        return reply === null || reply.type === 'refused' || TRANSIENT.includes(statusOf(reply));
    }
  };
  const wait = (tries: number, reply: Message | null, chance: number): number => {
    const backoffMs = s.backoffBaseMs * 2 ** (tries - 1);
    const told = Number(reply?.['retryAfter'] ?? 0) * 1_000;
    const toldMs = s.honourRetryAfter === 'on' ? told : 0;
    return s.jitter === 'on' ? toldMs + chance * backoffMs : Math.max(toldMs, backoffMs);
  };
  const lateThen = <Target extends 'waiting' | 'pausing'>(target: Target) =>
    Number.isFinite(s.clientTimeoutMs)
      ? {
          clientTimeout: [
            {
              guard: 'mayRetryLate' as const,
              target,
              actions:
                target === 'pausing'
                  ? (['noteLate', 'countTry'] as const)
                  : (['noteLate'] as const),
            },
            { target: 'done' as const, actions: ['noteLate'] as const },
          ],
        }
      : {};
  const failure = [
    { guard: 'mayRenew' as const, target: 'renewing' as const, actions: 'note' as const },
    { guard: 'mayRetry' as const, target: 'waiting' as const, actions: 'note' as const },
    { target: 'done' as const, actions: 'note' as const },
  ];

  return setup({
    types: {} as {
      context: HttpClientContext;
      events: HttpClientEvent;
      emitted: Command;
      input: HttpClientInput;
    },
    delays: { clientTimeout: s.clientTimeoutMs, backoff: ({ context }) => context.waitMs },
    guards: {
      mayRetry: ({ context: { tries }, event }) => mayRetry(tries, event as unknown as Message),
      mayRetryLate: ({ context: { tries } }) => mayRetry(tries, null),
      mayRenew: ({ context: { renewed, refresh }, event }) =>
        event.type === 'unauthenticated' && !renewed && refresh !== null,
    },
    actions: {
      send: enqueueActions(({ context, enqueue }) => {
        const { request, token, operation } = context;
        const sent = context.sent + 1;
        const headers = { trace: `${operation}.${sent}`, ...(token === null ? {} : { token }) };
        enqueue.assign({ tries: context.tries + 1, sent });
        enqueue.emit(fact({ type: 'sent', what: request.type, attempt: sent }));
        enqueue.emit(send('api', { ...request, ...headers }));
      }),
      note: enqueueActions(({ context: { tries }, event, enqueue }) => {
        const { from: _from, op: _op, chance = 0.5, ...reply } = event;
        enqueue.assign({ reply: reply as Message, waitMs: wait(tries, reply as Message, chance) });
        if (event.type === 'refused') enqueue.emit(fact({ type: 'unanswered' }));
        else {
          const traceId = 'traceId' in event ? event.traceId : undefined;
          const retryAfter = 'retryAfter' in event ? event.retryAfter : undefined;
          enqueue.emit(
            fact({
              type: 'answered',
              status: statusOf(reply as Message),
              body: bodyOf(reply as Message),
              ...(traceId === undefined ? {} : { traceId }),
              ...(retryAfter === undefined ? {} : { retryAfter }),
            }),
          );
        }
      }),
      noteLate: enqueueActions(({ context: { tries }, enqueue }) => {
        enqueue.emit(abandon());
        enqueue.assign({ reply: null, waitMs: wait(tries, null, 0.5) });
        enqueue.emit(fact({ type: 'unanswered' }));
      }),
      /** Who is told how long to wait tells the person. */
      sayWait: enqueueActions(({ context: { page, reply, waitMs }, enqueue }) => {
        enqueue.emit(fact({ type: 'waits', ms: waitMs }));
        if (reply?.type === 'limited') enqueue.emit(send(page, { type: 'held', waitMs }));
      }),
      countTry: enqueueActions(({ context: { tries }, enqueue }) => {
        enqueue.assign({ tries: tries + 1 });
      }),
      keepToken: enqueueActions(({ event, enqueue }) => {
        if (event.type !== 'session') return;
        enqueue.assign(({ context }) => ({
          token: event.token,
          renewed: true,
          tries: context.tries - 1,
        }));
        enqueue.emit(fact({ type: 'renewed' }));
      }),
      tell: emit(({ context: { page, reply, token, sent } }) =>
        send(page, { type: 'settled', reply, token, sent }),
      ),
    },
  }).createMachine({
    id: 'http-client',
    context: ({ input }) => ({ ...input, tries: 0, renewed: false, waitMs: 0, reply: null }),
    initial: 'sending',
    states: {
      sending: {
        entry: 'send',
        after: lateThen('waiting'),
        on: {
          ...each(SUCCESSES, { target: 'done' as const, actions: 'note' as const }),
          ...each(FAILURES, failure),
        },
      },
      /** A token has expired: the browser gets another one, and sends the request once more. */
      renewing: {
        entry: emit(({ context: { refresh, operation, sent, tries } }) => {
          const trace = `${operation}.${sent}.${tries}`;
          return send('api', { type: 'postSession', refresh: refresh ?? '', trace });
        }),
        after: lateThen('pausing'),
        on: {
          session: { target: 'sending', actions: 'keepToken' },
          ...each(FAILURES, [
            {
              guard: 'mayRetry' as const,
              target: 'pausing' as const,
              actions: ['note', 'countTry'] as const,
            },
            { target: 'done' as const, actions: 'note' as const },
          ]),
        },
      },
      /** The token is still to be renewed. */
      pausing: { entry: 'sayWait', after: { backoff: 'renewing' } },
      waiting: { entry: 'sayWait', after: { backoff: 'sending' } },
      done: { type: 'final', entry: 'tell' },
    },
  });
};

const each = <Name extends string, T>(names: readonly Name[], what: T): Record<Name, T> =>
  Object.fromEntries(names.map((name) => [name, what])) as Record<Name, T>;
