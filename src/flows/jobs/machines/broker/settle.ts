/** How a delivery ends: acknowledged, given back, timed out; and what becomes of the job. */

import { start, stop, tell } from '../../../../flow/turn.ts';
import { fact, send } from '../../../../kernel/system.ts';
import { MS } from '../../../../kernel/time.ts';
import type { Delivery, Extend, Job } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { startLease } from './hand-out.ts';
import type { BrokerContext, Consumer, Waiting } from './state.ts';
import { type BrokerTurn, startAging } from './take.ts';

/** So many dead jobs are kept to look at. */
const DEAD_KEPT = 20;

export function acknowledge(s: Settings, turn: BrokerTurn, { job: id, receipt }: Delivery): void {
  const { context } = turn;
  const held = context.inFlight.find(({ job }) => job.id === id);
  if (held?.job.receipt === receipt) {
    turn.context = { ...context, inFlight: context.inFlight.filter((each) => each !== held) };
    stop(turn, `visibility:${id}`);
    done(turn, held.job, receipt);
    return;
  }
  const known = held?.job ?? context.ready.find((job) => job.id === id) ?? waitingJob(context, id);
  if (known === undefined || s.staleReceiptAck === 'ignore') {
    tell(turn, fact({ type: 'ackIgnored', job: id, receipt }));
    return;
  }
  turn.context = without(context, id);
  for (const timer of ['visibility', 'retry', 'aging']) stop(turn, `${timer}:${id}`);
  done(turn, known, receipt);
}

function done(turn: BrokerTurn, { id, op, tick }: Job, receipt: number): void {
  tell(turn, fact({ type: 'done', job: id, receipt }, op));
  unlock(turn, tick);
}

export function unlock(turn: BrokerTurn, tick: number | null): void {
  if (tick === null || turn.context.lockedBy !== tick) return;
  turn.context = { ...turn.context, lockedBy: null };
  stop(turn, 'lock');
}

export function extend(s: Settings, turn: BrokerTurn, { job: id, receipt, from }: Extend): void {
  const held = turn.context.inFlight.find(({ job }) => job.id === id);
  if (held?.job.receipt === receipt) startLease(s, turn, held.job);
  tell(turn, send(from, { type: 'EXTENDED' }));
}

/** A slot waits for a job. */
export function awaitJob(turn: BrokerTurn, consumer: Consumer): void {
  const { consumers } = turn.context;
  if (consumers.some((each) => isSame(each, consumer))) return;
  turn.context = { ...turn.context, consumers: [...consumers, consumer] };
}

const isSame = (a: Consumer, b: Consumer): boolean => a.worker === b.worker && a.slot === b.slot;

/** A worker gives a job back, or its lease runs out: another attempt, unless there are none left. */
export function giveBack(
  s: Settings,
  turn: BrokerTurn,
  { job: id, receipt }: Delivery,
  why: 'failed' | 'timedOut',
  delayMs: number,
  nowUs: number,
): void {
  const { context } = turn;
  const held = context.inFlight.find(({ job }) => job.id === id);
  if (held?.job.receipt !== receipt) return;
  const { job } = held;
  const { op, attempts } = job;
  turn.context = { ...context, inFlight: context.inFlight.filter((each) => each !== held) };
  stop(turn, `visibility:${id}`);
  if (Number.isFinite(s.maxAttempts) && attempts >= s.maxAttempts) {
    bury(s, turn, job);
  } else if (delayMs > 0) {
    tell(turn, fact({ type: 'retryLater', job: id, why, delayMs }, op));
    const waiting = { job, why: 'retry', dueUs: nowUs + delayMs * MS } as const;
    turn.context = { ...turn.context, waiting: [...turn.context.waiting, waiting] };
    start(turn, `retry:${id}`, delayMs, { type: 'retryDue', job: id, op });
  } else {
    tell(turn, fact({ type: 'requeued', job: id, why }, op));
    backToReady(s, turn, job);
  }
}

export function backToReady(s: Settings, turn: BrokerTurn, job: Job): void {
  const { ready } = turn.context;
  turn.context = {
    ...turn.context,
    ready: s.requeue === 'head' ? [job, ...ready] : [...ready, job],
  };
  startAging(s, turn, job);
}

function bury(s: Settings, turn: BrokerTurn, job: Job): void {
  const { id, op, poison, tick } = job;
  const { dead, deadCount } = turn.context;
  const kept = s.DLQ === 'on';
  tell(turn, fact({ type: kept ? 'deadLettered' : 'discarded', job: id, poison }, op));
  if (kept) {
    const last = [...dead, job].slice(-DEAD_KEPT);
    turn.context = { ...turn.context, dead: last, deadCount: deadCount + 1 };
  }
  unlock(turn, tick);
}

/** A failed job has waited long enough. */
export function retry(s: Settings, turn: BrokerTurn, id: string): void {
  const due = turn.context.waiting.find(({ job }) => job.id === id);
  if (due === undefined) return;
  stopWaiting(turn, due);
  backToReady(s, turn, due.job);
}

/** A poll found one more job that is due: of those that are scheduled, the earliest. */
export function becomeDue(s: Settings, turn: BrokerTurn): void {
  const [first] = turn.context.waiting
    .filter(({ why }) => why === 'scheduled')
    .sort((a, b) => a.dueUs - b.dueUs);
  if (first === undefined) return;
  stopWaiting(turn, first);
  turn.context = { ...turn.context, ready: [...turn.context.ready, first.job] };
  startAging(s, turn, first.job);
}

function stopWaiting(turn: BrokerTurn, due: Waiting): void {
  const waiting = turn.context.waiting.filter((each) => each !== due);
  turn.context = { ...turn.context, waiting };
  tell(turn, fact({ type: 'becameReady', job: due.job.id, why: due.why }, due.job.op));
}

/** A person puts the dead jobs back into the queue. */
export function redrive(turn: BrokerTurn): void {
  const { dead, deadCount, ready } = turn.context;
  for (const { id, op } of dead) tell(turn, fact({ type: 'redriven', job: id }, op));
  const again = dead.map((job) => ({ ...job, attempts: 0 }));
  turn.context = {
    ...turn.context,
    dead: [],
    deadCount: deadCount - dead.length,
    ready: [...ready, ...again],
  };
}

const waitingJob = ({ waiting }: BrokerContext, id: string): Job | undefined =>
  waiting.find(({ job }) => job.id === id)?.job;

function without(context: BrokerContext, id: string): BrokerContext {
  return {
    ...context,
    ready: context.ready.filter((job) => job.id !== id),
    inFlight: context.inFlight.filter(({ job }) => job.id !== id),
    waiting: context.waiting.filter(({ job }) => job.id !== id),
  };
}
