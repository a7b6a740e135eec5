/**
 * One attempt at one job, on a worker: (hold it until it is due) · (look at its mark, or set it) ·
 * work · call the effect service · (mark it) · acknowledge. What fails is given back.
 */
import { assign, cancel, emit, enqueueActions, setup } from 'xstate';
import { exponential } from '../../../kernel/chance.ts';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type {
  CancelRun,
  Err,
  Extended,
  Failed,
  Job,
  KeyIs,
  MayCall,
  MayNotCall,
  Ok,
  Outcome,
  Refused,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface RunInput {
  readonly worker: string;
  readonly slot: number;
  readonly job: Job;
  /** How long until the job is due. */
  readonly holdMs: number;
}

export interface RunContext extends RunInput {
  /** How long to wait before the next attempt, once this one has failed. */
  readonly delayMs: number;
}

type Lucky = { readonly chance?: number };
type RunEvent = Lucky &
  (
    | KeyIs
    | Ok
    | Failed
    | Err
    | Refused
    | MayCall
    | MayNotCall
    | CancelRun
    | Extended
    | { type: 'extend' | 'extendTimeout' }
  );

export const runDeadlines = ['effectTimeout', 'dbTimeout', 'extendTimeout'];
/** Events after which a job may be given back with a random delay. */
export const runChance = ['FAILED', 'refused', 'ERR', 'KEY', 'mayNotCall'];

export const runMachine = (s: Settings) => {
  const asksFirst = s.retryBudget === 'on' || s.circuitBreaker === 'on';
  const toCall = asksFirst ? 'asking' : 'calling';
  const begins = {
    none: 'working',
    fencing: 'working',
    atomicAtEffect: 'working',
    checkThenMark: 'checking',
    markFirst: 'markingFirst',
    expiringClaim: 'claiming',
  } as const;
  const marksAfter = s.idempotency === 'checkThenMark' || s.idempotency === 'expiringClaim';
  const afterEffect = marksAfter ? 'marking' : 'acknowledging';
  const begin = begins[s.idempotency];
  const dbFails = {
    ERR: 'givingBack',
    refused: { guard: 'isNoBeat', target: 'givingBack' },
  } as const;
  const dbLate = Number.isFinite(s.dbTimeoutMs)
    ? { dbTimeout: { target: 'givingBack', actions: 'giveUp' } as const }
    : {};
  const callLate = Number.isFinite(s.effectTimeoutMs)
    ? { effectTimeout: { target: 'givingBack', actions: ['giveUp', 'tellFailed'] } as const }
    : {};
  const mine = ({ job: { id, receipt } }: RunContext) => ({ job: id, receipt });
  const beats = s.extendLease === 'on' && Number.isFinite(s.visibilityTimeoutMs);

  return setup({
    types: {} as {
      context: RunContext;
      events: RunEvent;
      emitted: Command;
      input: RunInput;
    },
    delays: {
      hold: ({ context }) => context.holdMs,
      work: ({ context: { job } }) =>
        s.serviceTime === 'exp' ? exponential(s.serviceMs, job.size) : s.serviceMs,
      effectTimeout: s.effectTimeoutMs,
      dbTimeout: s.dbTimeoutMs,
    },
    guards: {
      isHeld: ({ context }) => context.holdMs > 0,
      /** A broker that is down refuses the heartbeat, not the work. */
      isNoBeat: ({ event }) => event.type === 'refused' && event.of !== 'EXTEND',
      isPoison: ({ context }) => context.job.poison,
      isDone: ({ event }) => event.type === 'KEY' && event.is === 'done',
      isClaimed: ({ event }) => event.type === 'KEY' && event.is === 'claimed',
      isSuperseded: ({ event }) => event.type === 'FAILED' && event.why === 'old token',
    },
    actions: {
      giveUp: emit(abandon()),
      /** Of no operation: that it beats is no sign that the job gets on. */
      startBeat: enqueueActions(({ enqueue }) => {
        if (!beats) return;
        const beat = { type: 'extend', op: '' } as { type: 'extend' };
        enqueue.raise(beat, { id: 'extend', delay: s.visibilityTimeoutMs / 2 });
      }),
      /** One that is not answered, or refused, does not end the others. */
      beat: enqueueActions(({ context, enqueue }) => {
        const { op } = context.job;
        enqueue.emit(send('broker', { type: 'EXTEND', ...mine(context) }, { op }));
        const event = { type: 'extendTimeout', op } as { type: 'extendTimeout' };
        enqueue.raise(event, { id: 'extendTimeout', delay: s.visibilityTimeoutMs / 2 });
      }),
      hear: cancel('extendTimeout'),
      tellOk: enqueueActions(({ context, enqueue }) => {
        if (asksFirst) enqueue.emit(send(context.worker, { type: 'called', ok: true }));
      }),
      tellFailed: enqueueActions(({ context, enqueue }) => {
        if (asksFirst) enqueue.emit(send(context.worker, { type: 'called', ok: false }));
      }),
      backOff: assign(({ context, event }) => ({
        delayMs: backoffMs(s, context.job.attempts, event.chance ?? 0.5),
      })),
      nack: emit(({ context }) => {
        const { slot, delayMs } = context;
        return send('broker', { type: 'NACK', ...mine(context), slot, delayMs });
      }),
      ack: emit(({ context }) => send('broker', { type: 'ACK', ...mine(context) })),
      call: emit(({ context }) => {
        const { key, token, tick } = context.job;
        return send('service', { type: 'CALL', ...mine(context), key, token, tick });
      }),
      sayCalled: emit(({ context }) => fact({ type: 'called', ...mine(context) })),
      sayStarted: emit(({ context }) =>
        fact({ type: 'started', ...mine(context), tick: context.job.tick }),
      ),
    },
  }).createMachine({
    id: 'run',
    context: ({ input }) => ({ ...input, delayMs: 0 }),
    entry: 'startBeat',
    initial: 'beginning',
    on: {
      extend: { actions: 'beat' },
      extendTimeout: { actions: 'beat' },
      EXTENDED: { actions: ['hear', 'startBeat'] },
      cancelRun: '.stopping',
    },
    states: {
      beginning: { always: [{ guard: 'isHeld', target: 'holding' }, { target: begin }] },
      holding: { after: { hold: begin } },
      checking: {
        entry: emit(({ context }) => send('db', { type: 'CHECK', key: context.job.key })),
        after: dbLate,
        on: {
          KEY: [{ guard: 'isDone', target: 'recognising' }, { target: 'working' }],
          ...dbFails,
        },
      },
      markingFirst: {
        entry: emit(({ context }) => send('db', { type: 'INSERT', key: context.job.key })),
        after: dbLate,
        on: {
          KEY: [{ guard: 'isDone', target: 'recognising' }, { target: 'working' }],
          ...dbFails,
        },
      },
      claiming: {
        entry: emit(({ context }) => send('db', { type: 'CLAIM', key: context.job.key })),
        after: dbLate,
        on: {
          KEY: [
            { guard: 'isDone', target: 'recognising' },
            { guard: 'isClaimed', target: 'givingBack' },
            { target: 'working' },
          ],
          ...dbFails,
        },
      },
      working: {
        entry: 'sayStarted',
        after: { work: [{ guard: 'isPoison', target: 'givingBack' }, { target: toCall }] },
      },
      asking: {
        entry: emit(({ context: { worker, slot, job } }) =>
          send(worker, { type: 'askCall', slot, again: job.attempts > 1 }),
        ),
        on: { mayCall: 'calling', mayNotCall: 'givingBack' },
      },
      calling: {
        entry: ['sayCalled', 'call'],
        after: callLate,
        on: {
          OK: { target: afterEffect, actions: 'tellOk' },
          FAILED: [
            { guard: 'isSuperseded', target: 'stopping' },
            { target: 'givingBack', actions: 'tellFailed' },
          ],
          refused: { guard: 'isNoBeat', target: 'givingBack', actions: 'tellFailed' },
        },
      },
      marking: {
        entry: emit(({ context }) => send('db', { type: 'MARK', key: context.job.key })),
        after: dbLate,
        on: { KEY: 'acknowledging', ...dbFails },
      },
      acknowledging: {
        type: 'final',
        entry: [...(s.ackMode === 'late' ? (['ack'] as const) : []), finish('done')],
      },
      /** Somebody has done it already: only the broker does not know. */
      recognising: {
        type: 'final',
        entry: [...(s.ackMode === 'late' ? (['ack'] as const) : []), finish('known')],
      },
      givingBack: {
        type: 'final',
        entry: ['backOff', ...(s.ackMode === 'late' ? (['nack'] as const) : []), finish('failed')],
      },
      /** Cancelled, or another delivery is ahead of this one. */
      stopping: { type: 'final', entry: finish('cancelled') },
    },
  });
};

/** Tells the worker that its slot is free. */
function finish(outcome: Outcome) {
  return enqueueActions<
    RunContext,
    RunEvent,
    undefined,
    RunEvent,
    never,
    never,
    never,
    never,
    Command
  >(({ context, enqueue }) => {
    const { worker, slot, job } = context;
    enqueue.emit(
      fact({ type: 'ended', job: job.id, receipt: job.receipt, tick: job.tick, outcome }),
    );
    enqueue.emit(send(worker, { type: 'finished', slot, outcome }));
  });
}

/** Full jitter: a random time up to the limit, which doubles with each attempt. */
function backoffMs(s: Settings, attempt: number, chance: number): number {
  switch (s.backoff) {
    case 'none':
      return 0;
    case 'fixed':
      return s.backoffBaseMs;
    case 'expo+jitter':
      return chance * Math.min(s.backoffCapMs, s.backoffBaseMs * 2 ** (attempt - 1));
  }
}
