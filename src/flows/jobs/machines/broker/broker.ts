/**
 * The broker. A job is scheduled → ready → inFlight → done, or back by retryWait → ready, or dead.
 * Jobs come in (take.ts), go to whoever waits (hand-out.ts), and end (settle.ts).
 */
import { enqueueActions, setup } from 'xstate';
import { start, takeTurn, tell } from '../../../../flow/turn.ts';
import { type Command, fact, nodeOf, send } from '../../../../kernel/system.ts';
import type { Ack, Enqueue, Extend, Nack, Publish, Receive } from '../../protocol.ts';
import { type Settings, workersOf } from '../../settings.ts';
import { handOut, startLease, startRefill } from './hand-out.ts';
import {
  acknowledge,
  awaitJob,
  backToReady,
  becomeDue,
  extend,
  giveBack,
  redrive,
  retry,
} from './settle.ts';
import type { BrokerContext, BrokerInput } from './state.ts';
import { type BrokerTurn, scheduleDue, startAging, take } from './take.ts';

type Clocked = { readonly nowUs?: number };
type ForJob<Type extends string> = { readonly type: Type; readonly job: string };
export type BrokerEvent =
  | ((Enqueue | Publish) & Clocked & { readonly chance?: number })
  | Receive
  | Ack
  | (Nack & Clocked)
  | Extend
  | (ForJob<'visibilityTimeout'> & { readonly receipt: number } & Clocked)
  | ForJob<'due'>
  | ForJob<'retryDue'>
  | ForJob<'aged'>
  | { readonly type: 'dedupExpires'; readonly key: string }
  | { readonly type: 'lockExpires' }
  | { readonly type: 'refill' }
  | ({ readonly type: 'restarted' } & Clocked)
  | { readonly type: 'poison' }
  | { readonly type: 'redrive' };

export const brokerDeadlines = ['visibilityTimeout', 'lockExpires', 'dedupExpires'];
export const brokerClock = ['ENQUEUE', 'NACK', 'restarted'];

export const brokerMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: BrokerContext;
      events: BrokerEvent;
      emitted: Command;
      input: BrokerInput;
    },
    actions: {
      recover: enqueueActions(({ context, enqueue }) => {
        if (!context.restarted) return;
        enqueue.raise({ type: 'restarted' }, { id: 'restarted', delay: 0 });
      }),
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
          handOut(s, turn);
        });
      }),
    },
  }).createMachine({
    id: 'broker',
    context: ({ input }) => ({
      ...input,
      consumers: [],
      permits: s.rateBurst,
      lockedBy: null,
    }),
    entry: 'recover',
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: BrokerTurn, event: BrokerEvent): void {
  switch (event.type) {
    case 'ENQUEUE': {
      const { from, nowUs = 0, chance: size = 0 } = event;
      const as = take(s, turn, { ...event, nowUs, size, ordered: event.tick === null });
      tell(turn, send(from, { type: 'ENQUEUED', as }));
      return;
    }
    case 'PUBLISH': {
      const { op, priority, group, chance: size = 0 } = event;
      const none = { delayMs: 0, etaUs: null, tick: null, nowUs: 0, ordered: false };
      take(s, turn, { op, key: op, priority, group, size, ...none });
      return;
    }
    case 'RECEIVE': {
      const { from: worker, slot } = event;
      return awaitJob(turn, { worker, slot });
    }
    case 'ACK':
      return acknowledge(s, turn, event);
    case 'NACK':
      giveBack(s, turn, event, 'failed', event.delayMs, event.nowUs ?? 0);
      // With it the worker asks for the next.
      if (event.slot === null) return;
      return awaitJob(turn, { worker: nodeOf(event.from), slot: event.slot });
    case 'EXTEND':
      return extend(s, turn, event);
    case 'visibilityTimeout':
      tell(turn, fact({ type: 'leaseExpired', job: event.job, receipt: event.receipt }));
      return giveBack(s, turn, event, 'timedOut', 0, 0);
    case 'due':
      return becomeDue(s, turn);
    case 'retryDue':
      return retry(s, turn, event.job);
    case 'aged':
      return age(s, turn, event.job);
    case 'dedupExpires': {
      const keys = turn.context.keys.filter((key) => key !== event.key);
      turn.context = { ...turn.context, keys };
      return;
    }
    case 'lockExpires':
      turn.context = { ...turn.context, lockedBy: null };
      return;
    case 'refill': {
      const permits = turn.context.permits + 1;
      turn.context = { ...turn.context, permits };
      if (permits < s.rateBurst) startRefill(s, turn);
      return;
    }
    case 'restarted':
      return resume(s, turn, event.nowUs ?? 0);
    case 'poison':
      return poison(turn);
    case 'redrive':
      return redrive(turn);
  }
}

function age(s: Settings, turn: BrokerTurn, id: string): void {
  const { ready } = turn.context;
  const index = ready.findIndex((job) => job.id === id);
  const job = ready[index];
  if (job === undefined) return;
  const older = { ...job, priority: job.priority - 1 };
  turn.context = { ...turn.context, ready: ready.with(index, older) };
  tell(turn, fact({ type: 'movedUp', job: id, priority: older.priority }, job.op));
  startAging(s, turn, older);
}

/** After a crash: whoever has a job gets a whole lease again, and whoever waited is asked to come. */
function resume(s: Settings, turn: BrokerTurn, nowUs: number): void {
  for (const { job } of turn.context.inFlight) startLease(s, turn, job);
  for (const { job, why, dueUs } of turn.context.waiting) {
    if (why === 'scheduled') scheduleDue(s, turn, job, dueUs, nowUs);
    else backToReady(s, turn, job);
  }
  const waiting = turn.context.waiting.filter(({ why }) => why === 'scheduled');
  turn.context = { ...turn.context, waiting };
  for (const key of turn.context.keys) {
    start(turn, `dedup:${key}`, s.dedupWindowMs, { type: 'dedupExpires', key, op: '' });
  }
  tell(turn, send(workersOf(s), { type: 'HELLO' }, { op: '' }));
}

/** From now on every attempt at this job fails. */
function poison(turn: BrokerTurn): void {
  const { ready, inFlight, waiting } = turn.context;
  const [first] = ready;
  const job = first ?? inFlight[0]?.job ?? waiting[0]?.job;
  if (job === undefined || job.poison) return;
  const bad = { ...job, poison: true };
  turn.context = {
    ...turn.context,
    ready: ready.map((each) => (each === job ? bad : each)),
    inFlight: inFlight.map((each) => (each.job === job ? { ...each, job: bad } : each)),
    waiting: waiting.map((each) => (each.job === job ? { ...each, job: bad } : each)),
  };
  tell(turn, fact({ type: 'poisoned', job: job.id }, job.op));
}
