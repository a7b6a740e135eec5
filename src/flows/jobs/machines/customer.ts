/** A person with a browser: places an order and sees how it is answered. idle → asking → idle. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, type Received, send } from '../../../kernel/system.ts';
import type { Accepted, Completed, Problem, Refused, Wanted } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export type Sign = 'asking' | 'accepted' | 'done' | 'failed' | 'unknown';

export interface CustomerContext {
  readonly job: string | null;
  readonly sign: Sign;
  readonly wanted: Wanted;
  readonly tries: number;
  readonly sinceUs: number;
}

type Clocked = { readonly nowUs?: number };
type CustomerEvent = Clocked &
  (
    | ({
        readonly type: 'order';
        readonly group: string;
        readonly priority: number;
      } & Received)
    | Accepted
    | Completed
    | Problem
    | Refused
  );

export const customerClock = ['order', 'accepted', 'completed', 'problem', 'refused'];
export const customerDeadlines = ['patience'];

/** A browser sends a request so often. */
const TRIES = 3;

export const customerMachine = (s: Settings) => {
  const delayMs = s.variant === 'delayed' ? s.delayMs : 0;
  const again = [
    { guard: 'mayTryAgain' as const, target: 'pausing' as const, actions: 'giveUp' as const },
    { target: 'idle' as const, actions: ['giveUp' as const, 'fail' as const] },
  ];
  return setup({
    types: {} as { context: CustomerContext; events: CustomerEvent; emitted: Command },
    delays: { patience: s.clientTimeoutMs, retry: s.retryMs },
    guards: {
      mayTryAgain: ({ context }) => s.clientRetry === 'on' && context.tries < TRIES,
      isTrouble: ({ event }) => event.type === 'problem' && event.status >= 500,
    },
    actions: {
      note: assign(({ event }) => {
        if (event.type !== 'order') return {};
        const { op, group, priority, nowUs = 0 } = event;
        const wanted = { key: op, group, priority, delayMs };
        return { job: op, sign: 'asking' as const, wanted, tries: 0, sinceUs: nowUs };
      }),
      sayAsked: emit(({ context: { job } }) => fact({ type: 'asked', job, delayMs })),
      post: emit(({ context: { wanted } }) =>
        send('api', { type: 'postJob', task: s.task, ...wanted }),
      ),
      giveUp: emit(abandon()),
      show: enqueueActions(({ context: { job, sinceUs }, event, enqueue }) => {
        const outcome = event.type === 'completed' ? 'done' : 'accepted';
        enqueue.assign({ sign: outcome });
        const tookUs = (event.nowUs ?? 0) - sinceUs;
        enqueue.emit(fact({ type: 'answered', job, outcome, tookUs }));
      }),
      fail: enqueueActions(({ context: { job, sinceUs }, event, enqueue }) => {
        const status = event.type === 'problem' ? event.status : 0;
        enqueue.assign({ sign: status === 0 ? 'unknown' : 'failed' });
        const tookUs =
          event.nowUs === undefined ? s.clientTimeoutMs * 1_000 : event.nowUs - sinceUs;
        enqueue.emit(fact({ type: 'answered', job, outcome: 'failed', status, tookUs }));
      }),
    },
  }).createMachine({
    id: 'customer',
    context: () => ({
      job: null,
      sign: 'asking',
      wanted: { key: '', group: '', priority: 0, delayMs: 0 },
      tries: 0,
      sinceUs: 0,
    }),
    initial: 'idle',
    states: {
      idle: { tags: 'ready', on: { order: { target: 'asking', actions: ['note', 'sayAsked'] } } },
      asking: {
        entry: [assign(({ context }) => ({ tries: context.tries + 1 })), 'post'],
        after: Number.isFinite(s.clientTimeoutMs) ? { patience: again } : {},
        on: {
          accepted: { target: 'idle', actions: 'show' },
          completed: { target: 'idle', actions: 'show' },
          problem: again,
          refused: again,
        },
      },
      pausing: { after: { retry: 'asking' } },
    },
  });
};
