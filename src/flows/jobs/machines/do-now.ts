/**
 * A request whose work is done while the user waits: commit · (look at its mark, or set it) · work ·
 * call the effect service · (mark it) · answer.
 */
import { assign, emit, setup } from 'xstate';
import { exponential } from '../../../kernel/chance.ts';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type { Committed, Err, Failed, KeyIs, Ok, Planned, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface RequestInput extends Planned {
  readonly client: string;
  readonly job: string;
}

export interface DoNowContext extends RequestInput {
  /** Its chance in [0, 1): how long it takes, where service times are random. */
  readonly size: number;
}

type DoNowEvent = (Committed & { readonly chance?: number }) | KeyIs | Err | Ok | Failed | Refused;

export const doNowDeadlines = ['dbTimeout', 'effectTimeout'];

export const doNowMachine = (s: Settings) => {
  const begins = {
    none: 'working',
    // Nothing is handed out, so that nothing bears a token.
    fencing: 'working',
    atomicAtEffect: 'working',
    checkThenMark: 'checking',
    markFirst: 'markingFirst',
    expiringClaim: 'claiming',
  } as const;
  const begin = begins[s.idempotency];
  const marksAfter = s.idempotency === 'checkThenMark' || s.idempotency === 'expiringClaim';
  const dbFails = { ERR: 'failing', refused: 'failing' } as const;
  const dbStep = <Next>(type: 'CHECK' | 'INSERT' | 'CLAIM' | 'MARK', KEY: Next) => ({
    entry: emit<DoNowContext, DoNowEvent, undefined, DoNowEvent, Command>(({ context: { key } }) =>
      send('db', { type, key }),
    ),
    after: late(s.dbTimeoutMs, 'dbTimeout'),
    on: { KEY, ...dbFails },
  });
  const unlessDone = [
    { guard: 'isDone' as const, target: 'answering' as const },
    { guard: 'isClaimed' as const, target: 'failing' as const },
    { target: 'working' as const },
  ];
  return setup({
    types: {} as {
      context: DoNowContext;
      events: DoNowEvent;
      emitted: Command;
      input: RequestInput;
    },
    delays: {
      work: ({ context: { size } }) =>
        s.serviceTime === 'exp' ? exponential(s.serviceMs, size) : s.serviceMs,
      dbTimeout: s.dbTimeoutMs,
      effectTimeout: s.effectTimeoutMs,
    },
    guards: {
      isDone: ({ event }) => event.type === 'KEY' && event.is === 'done',
      isClaimed: ({ event }) => event.type === 'KEY' && event.is === 'claimed',
    },
    actions: {
      giveUp: emit(abandon()),
      problem: emit(({ context: { client, job } }, { status }: { status: number }) =>
        send(client, { type: 'problem', job, status }),
      ),
    },
  }).createMachine({
    id: 'do-now',
    context: ({ input }) => ({ ...input, size: 0 }),
    initial: 'committing',
    states: {
      committing: {
        entry: emit(({ context }) => {
          const { key, group, priority, delayMs, etaUs } = context;
          const order = { key, group, priority, delayMs, etaUs, outbox: false };
          return send('db', { type: 'COMMIT', ...order });
        }),
        after: late(s.dbTimeoutMs, 'dbTimeout'),
        on: {
          COMMITTED: {
            target: begin,
            actions: assign(({ event }) => ({ size: event.chance ?? 0 })),
          },
          ...dbFails,
        },
      },
      checking: dbStep('CHECK', unlessDone),
      markingFirst: dbStep('INSERT', unlessDone),
      claiming: dbStep('CLAIM', unlessDone),
      working: { after: { work: 'calling' } },
      calling: {
        entry: [
          emit(({ context: { job } }) => fact({ type: 'called', job, receipt: 0 })),
          emit(({ context: { job, key } }) =>
            send('service', { type: 'CALL', job, receipt: 0, key, token: 0, tick: null }),
          ),
        ],
        after: late(s.effectTimeoutMs, 'effectTimeout'),
        on: { OK: marksAfter ? 'marking' : 'answering', FAILED: 'failing', refused: 'failing' },
      },
      marking: dbStep('MARK', 'answering' as const),
      answering: {
        type: 'final',
        entry: [
          emit(({ context: { job } }) => fact({ type: 'accepted', job })),
          emit(({ context: { client, job } }) => send(client, { type: 'completed', job })),
        ],
      },
      failing: { type: 'final', entry: { type: 'problem', params: { status: 502 } } },
      timingOut: { type: 'final', entry: ['giveUp', { type: 'problem', params: { status: 504 } }] },
    },
  });
};

function late<Name extends string>(ms: number, name: Name): { [name in Name]?: 'timingOut' } {
  return Number.isFinite(ms) ? ({ [name]: 'timingOut' } as { [name in Name]: 'timingOut' }) : {};
}
