/** A request whose work is done while the user waits: commit · work · call the effect service · answer. */
import { assign, emit, setup } from 'xstate';
import { exponential } from '../../../kernel/chance.ts';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type { Committed, Err, Failed, Ok, Refused, Wanted } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface RequestInput extends Wanted {
  readonly client: string;
  readonly job: string;
}

export interface DoNowContext extends RequestInput {
  /** Its chance in [0, 1): how long it takes, where service times are random. */
  readonly size: number;
}

type DoNowEvent = (Committed & { readonly chance?: number }) | Err | Ok | Failed | Refused;

export const doNowDeadlines = ['dbTimeout', 'effectTimeout'];

export const doNowMachine = (s: Settings) => {
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
          const { key, group, priority, delayMs } = context;
          return send('db', { type: 'COMMIT', key, group, priority, delayMs, outbox: false });
        }),
        after: late(s.dbTimeoutMs, 'dbTimeout'),
        on: {
          COMMITTED: {
            target: 'working',
            actions: assign(({ event }) => ({ size: event.chance ?? 0 })),
          },
          ERR: 'failing',
          refused: 'failing',
        },
      },
      working: { after: { work: 'calling' } },
      calling: {
        entry: [
          emit(({ context: { job } }) => fact({ type: 'called', job, receipt: 0 })),
          emit(({ context: { job, key } }) =>
            send('service', { type: 'CALL', job, receipt: 0, key, token: 0, tick: null }),
          ),
        ],
        after: late(s.effectTimeoutMs, 'effectTimeout'),
        on: { OK: 'answering', FAILED: 'failing', refused: 'failing' },
      },
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
