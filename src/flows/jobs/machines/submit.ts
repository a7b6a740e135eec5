/**
 * A request whose work is done later. The order goes into the database and the job into the
 * broker, in the order that the design says; then the answer is 202, and the user goes on.
 */
import { assign, emit, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type { Committed, Enqueued, Err, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { RequestInput } from './do-now.ts';

export interface SubmitContext extends RequestInput {
  /** How often it was sent to the broker. */
  readonly tries: number;
}

type SubmitEvent = Committed | Enqueued | Err | Refused;

export const submitDeadlines = ['dbTimeout', 'enqueueTimeout'];

export const submitMachine = (s: Settings) => {
  const inMemory = s.variant === 'delayed' && s.timerAt === 'memory';
  const order = inMemory ? 'memory' : s.dualWrite;
  const first = order === 'enqueue-then-commit' ? 'enqueueing' : 'committing';
  const afterCommit = {
    'commit-then-enqueue': 'enqueueing',
    'enqueue-then-commit': 'answering',
    outbox: 'answering',
    memory: 'promising',
  } as const;
  const afterEnqueue = {
    'commit-then-enqueue': 'answering',
    'enqueue-then-commit': 'committing',
    outbox: 'answering',
    memory: 'handedOver',
  } as const;
  const dbLate = Number.isFinite(s.dbTimeoutMs) ? { dbTimeout: 'timingOut' as const } : {};
  const enqueueLate = Number.isFinite(s.enqueueTimeoutMs)
    ? {
        enqueueTimeout: [
          { guard: 'mayTryAgain' as const, target: 'enqueueing' as const, reenter: true },
          { target: 'timingOut' as const },
        ],
      }
    : {};
  const tryLater = [
    { guard: 'mayTryAgain' as const, target: 'pausing' as const },
    { target: 'failing' as const },
  ];

  return setup({
    types: {} as {
      context: SubmitContext;
      events: SubmitEvent;
      emitted: Command;
      input: RequestInput;
    },
    delays: {
      dbTimeout: s.dbTimeoutMs,
      enqueueTimeout: s.enqueueTimeoutMs,
      retry: s.retryMs,
      untilDue: ({ context }) => context.delayMs,
    },
    guards: { mayTryAgain: ({ context }) => context.tries < s.enqueueTries },
    actions: {
      giveUp: emit(abandon()),
      problem: emit(({ context: { client, job } }, { status }: { status: number }) =>
        send(client, { type: 'problem', job, status }),
      ),
      enqueue: emit(({ context }) => {
        const { key, group, priority, delayMs, tries, etaUs } = context;
        const fresh = s.mintKey === 'per-retry' && tries > 1;
        return send('broker', {
          type: 'ENQUEUE',
          key: fresh ? `${key}.${tries}` : key,
          group,
          priority,
          delayMs: inMemory ? 0 : delayMs,
          etaUs: inMemory ? null : etaUs,
          tick: null,
        });
      }),
      promise: emit(({ context: { job } }) => fact({ type: 'accepted', job })),
      answer: emit(({ context: { client, job } }) => send(client, { type: 'accepted', job })),
    },
  }).createMachine({
    id: 'submit',
    context: ({ input }) => ({ ...input, tries: 0 }),
    initial: first,
    states: {
      committing: {
        entry: emit(({ context }) => {
          const { key, group, priority, delayMs, etaUs } = context;
          const outbox = s.dualWrite === 'outbox' && !inMemory;
          return send('db', { type: 'COMMIT', key, group, priority, delayMs, etaUs, outbox });
        }),
        after: dbLate,
        on: {
          COMMITTED: afterCommit[order],
          ERR: 'failing',
          refused: 'failing',
        },
      },
      enqueueing: {
        entry: [assign(({ context }) => ({ tries: context.tries + 1 })), 'giveUp', 'enqueue'],
        always: s.confirmEnqueue === 'off' ? afterEnqueue[order] : [],
        after: s.confirmEnqueue === 'off' ? {} : enqueueLate,
        on: { ENQUEUED: afterEnqueue[order], ERR: tryLater, refused: tryLater },
      },
      pausing: { after: { retry: 'enqueueing' } },
      /** The timer of a delayed job is in this process: the answer goes out before there is a job. */
      promising: { entry: ['promise', 'answer'], after: { untilDue: 'enqueueing' } },
      handedOver: { type: 'final' },
      answering: { type: 'final', entry: ['promise', 'answer'] },
      failing: { type: 'final', entry: { type: 'problem', params: { status: 503 } } },
      timingOut: { type: 'final', entry: ['giveUp', { type: 'problem', params: { status: 504 } }] },
    },
  });
};
