/** One of a crowd: it reads a page or an item, or reads an item and changes it. reading (→ saving) → done; with a pause before each retry. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import {
  abandon,
  type Command,
  fact,
  type Message,
  type Received,
  send,
} from '../../../kernel/system.ts';
import { type Item, itemKey } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { type Outcome, outcomeOf, statusOf } from './outcome.ts';
import { pauseMs } from './pause.ts';

interface VisitorInput {
  readonly verb: 'list' | 'open' | 'edit';
  readonly id: string;
  readonly n: number;
  readonly sinceUs: number;
}

export interface VisitorContext extends VisitorInput {
  readonly item: {
    readonly version: number;
    readonly etag: string | null;
    readonly title: string;
  } | null;
  /** Of what is sent now. */
  readonly tries: number;
  /** An attempt went without an answer, and the page would say so. */
  readonly unsure: boolean;
}

type VisitorEvent = Message & Received & { readonly nowUs?: number };

export const visitorMachine = (s: Settings, replies: readonly string[]) => {
  const tries = s.retry === 'on' ? s.maxAttempts : 1;
  const late = <Target extends 'pausing' | 'pausingToSave'>(target: Target) =>
    Number.isFinite(s.clientTimeoutMs)
      ? {
          patience: [
            {
              guard: 'mayTryAgain' as const,
              target,
              actions: ['giveUp' as const, 'doubt' as const],
            },
            { target: 'done' as const, actions: ['giveUp' as const, 'sayNoAnswer' as const] },
          ],
        }
      : {};
  const onReply = <Target extends 'pausing' | 'pausingToSave'>(target: Target) => [
    { guard: 'isWorthAnotherTry' as const, target, actions: 'doubt' as const },
    { guard: 'isNoAnswer' as const, target: 'done' as const, actions: 'sayNoAnswer' as const },
    { target: 'done' as const, actions: 'settle' as const },
  ];
  const on = <T>(transition: T): Record<string, T> =>
    Object.fromEntries([...replies, 'refused'].map((type) => [type, transition]));
  return setup({
    types: {} as {
      context: VisitorContext;
      events: VisitorEvent;
      emitted: Command;
      input: VisitorInput;
    },
    delays: {
      patience: s.clientTimeoutMs,
      backoff: ({ context, event }) => pauseMs(s, context.tries, event as never),
    },
    guards: {
      goesOn: ({ context, event }) => context.verb === 'edit' && event.type === 'item',
      mayTryAgain: ({ context }) => context.tries < tries,
      isWorthAnotherTry: ({ context, event }) =>
        context.tries < tries && ['noAnswer', 'failed'].includes(outcomeOf(event)),
      isNoAnswer: ({ event }) => outcomeOf(event) === 'noAnswer',
    },
    actions: {
      count: assign(({ context }) => ({ tries: context.tries + 1 })),
      ask: enqueueActions(({ context: { verb, tries: before }, enqueue }) => {
        if (verb !== 'edit' && before === 0) enqueue.emit(fact({ type: 'asked', verb }));
      }),
      read: emit(({ context: { verb, id } }) =>
        verb === 'list'
          ? send('api', { type: 'listItems', page: 1, size: s.pageSize })
          : send('api', { type: 'getItem', id }),
      ),
      keep: assign(({ event }) => {
        const { version, title, etag = null } = event as unknown as Item & { etag?: string };
        return { item: { version, title, etag }, tries: 0, unsure: false };
      }),
      askToSave: enqueueActions(({ context: { id, item, tries: before }, enqueue }) => {
        const base = { key: itemKey(id), version: item?.version ?? 0 };
        if (before === 0) enqueue.emit(fact({ type: 'asked', verb: 'edit', ...base }));
      }),
      save: emit(({ context: { id, item, n } }) => {
        const match = item?.etag == null ? {} : { match: item.etag };
        const key = s.idem === 'off' ? {} : { key: `edit-${n}` };
        const body = { title: item?.title ?? 'Item', qty: n % 50, ownerId: id };
        return send('api', { type: 'putItem', id, ...match, ...key, ...body });
      }),
      giveUp: emit(abandon()),
      doubt: assign(({ context, event }) => ({
        unsure: context.unsure || (s.noAnswer === 'unknown' && outcomeOf(event) !== 'failed'),
      })),
      settle: emit(({ context, event }) => {
        const found = outcomeOf(event);
        const maybe = found === 'noAnswer' || (found === 'failed' && context.unsure);
        return answered(context, event, maybe ? 'unknown' : found);
      }),
      sayNoAnswer: emit(({ context, event }) =>
        answered(context, event, s.noAnswer === 'unknown' ? 'unknown' : 'failed'),
      ),
    },
  }).createMachine({
    id: 'visitor',
    context: ({ input }) => ({ ...input, item: null, tries: 0, unsure: false }),
    initial: 'reading',
    states: {
      reading: {
        entry: ['ask', 'count', 'read'],
        after: late('pausing'),
        on: on([
          { guard: 'goesOn' as const, target: 'saving' as const, actions: 'keep' as const },
          ...onReply('pausing'),
        ]),
      },
      pausing: { after: { backoff: 'reading' } },
      saving: {
        entry: ['askToSave', 'count', 'save'],
        after: late('pausingToSave'),
        on: on(onReply('pausingToSave')),
      },
      pausingToSave: { after: { backoff: 'saving' } },
      done: { type: 'final' },
    },
  });
};

const answered = (
  { verb, sinceUs }: VisitorContext,
  event: VisitorEvent,
  outcome: Outcome,
): Command => {
  const status = outcome === 'unknown' || outcome === 'failed' ? 0 : statusOf(event.type);
  return fact({ type: 'answered', verb, outcome, status, tookUs: (event.nowUs ?? 0) - sinceUs });
};
