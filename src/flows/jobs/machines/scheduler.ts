/**
 * Knows when a recurring job is due, by its own clock: tick 1 is one period after the start. What
 * passed while it was down it makes up for as it is told; as one of two it may need a lease.
 */
import { enqueueActions, setup } from 'xstate';
import { start, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, send } from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';
import type { Enqueued, Err, Leased, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface SchedulerContext {
  readonly scheduler: string;
  /** The last tick that it has dealt with, as the leader where there is one. */
  readonly lastTick: number;
  readonly leads: boolean;
}

export type SchedulerInput = Pick<SchedulerContext, 'scheduler' | 'lastTick'>;

type SchedulerEvent =
  | { readonly type: 'wake' | 'tick'; readonly nowUs?: number }
  | { readonly type: 'renew' }
  | (Leased & { readonly nowUs?: number })
  | Enqueued
  | Err
  | Refused;

export const schedulerClock = ['wake', 'tick', 'LEASED'];

export const schedulerMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: SchedulerContext;
      events: SchedulerEvent;
      emitted: Command;
      input: SchedulerInput;
    },
    actions: {
      wakeUp: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'wake' }, { id: 'wake', delay: 0 });
        if (s.leader === 'lease') enqueue.raise({ type: 'renew' }, { id: 'renew', delay: 0 });
      }),
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
    },
  }).createMachine({
    id: 'scheduler',
    context: ({ input }) => ({ ...input, leads: s.leader === 'none' }),
    entry: 'wakeUp',
    initial: 'waiting',
    states: { waiting: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: Turn<SchedulerContext>, event: SchedulerEvent): void {
  switch (event.type) {
    case 'wake':
      return pass(s, turn, event.nowUs ?? 0, false);
    case 'tick':
      return pass(s, turn, event.nowUs ?? 0, true);
    case 'renew':
      tell(turn, lease(turn.context));
      // Three tries before the lease is over.
      return start(turn, 'renew', s.leaderLeaseMs / 3, { type: 'renew', op: '' });
    case 'LEASED':
      return heed(s, turn, event);
    case 'ENQUEUED':
    case 'ERR':
    case 'refused':
      return;
  }
}

const lease = ({ scheduler, leads, lastTick }: SchedulerContext): Command =>
  send('db', { type: 'LEASE', holder: scheduler, lastTick: leads ? lastTick : 0 }, { op: '' });

/** Who begins to lead goes on from where the leader before it had come. */
function heed(
  s: Settings,
  turn: Turn<SchedulerContext>,
  { mine, lastTick, nowUs = 0 }: Leased & { readonly nowUs?: number },
): void {
  const begins = mine && !turn.context.leads;
  turn.context = { ...turn.context, leads: mine };
  if (!begins) return;
  turn.context = { ...turn.context, lastTick: Math.max(turn.context.lastTick, lastTick) };
  pass(s, turn, nowUs, false);
}

/** Time has come to `nowUs`: what is due now, what was missed, and when it is due next. */
function pass(s: Settings, turn: Turn<SchedulerContext>, nowUs: number, isTick: boolean): void {
  const { lastTick, leads } = turn.context;
  const periodUs = s.periodMs * MS;
  const reached = Math.floor(nowUs / periodUs);
  const dueNow = isTick ? reached : reached + 1;
  const missed: number[] = [];
  for (let tick = lastTick + 1; tick < dueNow; tick++) missed.push(tick);
  const made = s.catchUp === 'all' ? missed : s.catchUp === 'one' ? missed.slice(-1) : [];
  const wanted = isTick && reached > lastTick ? [...made, reached] : made;
  if (leads) {
    turn.context = { ...turn.context, lastTick: Math.max(lastTick, reached) };
    for (const tick of wanted) enqueueTick(turn, tick, periodUs);
  }
  start(turn, 'tick', ((reached + 1) * periodUs - nowUs) / MS, { type: 'tick', op: '' });
}

function enqueueTick(turn: Turn<SchedulerContext>, tick: number, periodUs: number): void {
  const op = `tick-${tick}`;
  const none = { group: 'schedule', priority: 0, delayMs: 0, etaUs: null };
  tell(turn, fact({ type: 'ticked', tick, dueUs: tick * periodUs }, op));
  tell(turn, send('broker', { type: 'ENQUEUE', key: op, tick, ...none }, { op }));
}
