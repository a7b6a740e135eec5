/**
 * A person with a browser: the page and its HTTP client. One thing at a time.
 * idle → asking → (pausing → asking)* → idle; with a key in flight: asking → waiting → asking.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import {
  abandon,
  type Command,
  fact,
  type Message,
  type Received,
  send,
} from '../../../kernel/system.ts';
import { schemaFaults } from '../rules.ts';
import type { Settings } from '../settings.ts';
import { type Outcome, outcomeOf, statusOf } from './outcome.ts';
import {
  baseOf,
  draftIn,
  noteOf,
  requestOf,
  shownAfter,
  type UserAct,
  type UserContext,
} from './page.ts';
import { pauseMs } from './pause.ts';

type UserEvent = (UserAct | (Message & Received)) & {
  readonly nowUs?: number;
  readonly chance?: number;
};

export const DOINGS = ['list', 'open', 'create', 'edit', 'remove', 'sell', 'import'] as const;

export const userDeadlines = ['patience'];

/** In a browser's form, before anything is sent. */
const isStopped = (s: Settings, request: Message, direct: boolean): boolean =>
  s.validation !== 'none' &&
  !direct &&
  'title' in request &&
  schemaFaults(request as never).length > 0;

export const userMachine = (s: Settings, replies: readonly string[]) => {
  const tries = s.retry === 'on' ? s.maxAttempts : 1;
  const saysUnknown = s.noAnswer === 'unknown';
  // Without a limit nobody counts.
  const counted = Number.isFinite(s.keyWaits) ? s.keyWaits : 0;
  const noAnswer = [
    {
      guard: 'mayTryAgain' as const,
      target: 'pausing' as const,
      actions: ['giveUp' as const, 'check' as const],
    },
    { target: 'idle' as const, actions: ['giveUp' as const, 'sayNoAnswer' as const] },
  ];
  const onReply = [
    { guard: 'mayWait' as const, target: 'waiting' as const },
    { guard: 'isWorthAnotherTry' as const, target: 'pausing' as const, actions: 'check' as const },
    { guard: 'isNoAnswer' as const, target: 'idle' as const, actions: 'sayNoAnswer' as const },
    { target: 'idle' as const, actions: 'settle' as const },
  ];
  return setup({
    types: {} as { context: UserContext; events: UserEvent; emitted: Command },
    delays: {
      patience: s.clientTimeoutMs,
      backoff: ({ context, event }) => pauseMs(s, context.tries, event as never),
      whileInFlight: Math.max(1, s.backoffMs),
    },
    guards: {
      isStopped: ({ context }) => context.sign === 'refused',
      mayTryAgain: ({ context }) => context.tries < tries,
      mayWait: ({ context, event }) => event.type === 'keyInFlight' && context.waits < s.keyWaits,
      isNoAnswer: ({ event }) => outcomeOf(event) === 'noAnswer',
      isWorthAnotherTry: ({ context, event }) =>
        context.tries < tries && ['noAnswer', 'failed'].includes(outcomeOf(event)),
    },
    actions: {
      begin: enqueueActions(({ context, event, enqueue }) => {
        const act = event as UserAct & { nowUs?: number };
        const request = requestOf(s, context, act);
        const direct = 'direct' in act && act.direct === true;
        const stopped = isStopped(s, request, direct);
        enqueue.assign({
          verb: act.type,
          wanted: draftIn(request),
          request,
          tries: 0,
          waits: 0,
          unsure: false,
          note: stopped ? noteOf(schemaFaults(request as never)) : '',
          raw: false,
          sign: stopped ? 'refused' : 'asking',
          sinceUs: act.nowUs ?? 0,
        });
        const base = baseOf(context, act);
        enqueue.emit(fact({ type: 'asked', verb: act.type, ...base }));
        if (stopped)
          enqueue.emit(
            fact({ type: 'answered', verb: act.type, outcome: 'refused', status: 0, tookUs: 0 }),
          );
      }),
      send: enqueueActions(({ context, enqueue }) => {
        enqueue.assign({ tries: context.tries + 1 });
        enqueue.emit(send('api', context.request));
      }),
      check: assign(({ context, event }) => ({
        sign: 'checking',
        unsure: context.unsure || (saysUnknown && outcomeOf(event) !== 'failed'),
      })),
      giveUp: emit(abandon()),
      sayNoAnswer: enqueueActions(({ context, event, enqueue }) => {
        const outcome = saysUnknown ? 'unknown' : 'failed';
        enqueue.assign({ sign: outcome, note: 'no answer' });
        enqueue.emit(answered(context, event, outcome, 0));
      }),
      settle: enqueueActions(({ context, event, enqueue }) => {
        const found = outcomeOf(event);
        const gone = event.type === 'notFound' && context.verb === 'remove';
        // An error is of the last attempt; one before may have been carried out.
        const maybe = found === 'noAnswer' || (found === 'failed' && context.unsure);
        const outcome = gone ? 'gone' : maybe ? 'unknown' : found;
        enqueue.assign({ ...shownAfter(context, event as Message), sign: outcome });
        enqueue.emit(answered(context, event, outcome, statusOf(event.type)));
      }),
    },
  }).createMachine({
    id: 'user',
    context: () => ({
      item: null,
      list: [],
      total: 0,
      sign: 'none',
      verb: 'list',
      wanted: null,
      request: { type: '' },
      tries: 0,
      waits: 0,
      unsure: false,
      note: '',
      raw: false,
      sinceUs: 0,
    }),
    initial: 'idle',
    states: {
      idle: {
        tags: 'ready',
        on: Object.fromEntries(
          DOINGS.map((verb) => [verb, { target: 'deciding', actions: 'begin' as const }]),
        ),
      },
      deciding: { always: [{ guard: 'isStopped', target: 'idle' }, { target: 'asking' }] },
      asking: {
        entry: 'send',
        after: Number.isFinite(s.clientTimeoutMs) ? { patience: noAnswer } : {},
        on: {
          ...Object.fromEntries(replies.map((type) => [type, onReply])),
          refused: noAnswer,
        },
      },
      pausing: { after: { backoff: 'asking' } },
      /** Another attempt of the same key is at work: it is not an attempt to ask again. */
      waiting: {
        entry: [
          'check',
          assign(({ context }) => ({
            tries: context.tries - 1,
            waits: Math.min(context.waits + 1, counted),
          })),
        ],
        after: { whileInFlight: 'asking' },
      },
    },
  });
};

const answered = (
  { verb, sinceUs }: UserContext,
  { nowUs = 0 }: { readonly nowUs?: number },
  outcome: Outcome,
  status: number,
): Command => fact({ type: 'answered', verb, outcome, status, tookUs: nowUs - sinceUs });
