/** Which job goes next, and to whom. */

import { start, stop, tell } from '../../../../flow/turn.ts';
import { fact, send } from '../../../../kernel/system.ts';
import type { Job } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import type { BrokerContext } from './state.ts';
import type { BrokerTurn } from './take.ts';

/** Where attempts have no limit, so many are told apart. */
const ATTEMPTS_TOLD = 8;
/** Receipts are given again after so many: more than there can be deliveries on their way. */
const RECEIPTS = 32;
/** An acknowledgement at the deadline counts: the timeout comes a microsecond later. */
const TIE_MS = 0.001;

/** Gives jobs to those who wait, as long as there are both. */
export function handOut(s: Settings, turn: BrokerTurn): void {
  for (;;) {
    const { context } = turn;
    const [consumer, ...consumers] = context.consumers;
    if (consumer === undefined || context.permits === 0) return;
    const index = nextIndex(s, context);
    const job = context.ready[index];
    if (job === undefined) return;
    turn.context = { ...context, consumers, ready: context.ready.toSpliced(index, 1) };
    spendPermit(s, turn);
    deliver(s, turn, job, consumer.worker, consumer.slot);
  }
}

function deliver(s: Settings, turn: BrokerTurn, job: Job, worker: string, slot: number): void {
  const { op, id } = job;
  const most = Number.isFinite(s.maxAttempts) ? s.maxAttempts : ATTEMPTS_TOLD;
  const cycle = Number.isFinite(s.maxAttempts) ? RECEIPTS : ATTEMPTS_TOLD;
  const token = s.idempotency === 'fencing' ? turn.context.lastToken + 1 : 0;
  const sent: Job = {
    ...job,
    attempts: Math.min(job.attempts + 1, most),
    receipt: (job.receipt % cycle) + 1,
    token,
  };
  const { attempts, receipt } = sent;
  if (token > 0) turn.context = { ...turn.context, lastToken: token };
  stop(turn, `aging:${id}`);
  tell(turn, fact({ type: 'delivered', job: id, receipt, attempts, to: worker }, op));
  if (s.ackMode === 'late') {
    const inFlight = [...turn.context.inFlight, { job: sent, worker, slot }];
    turn.context = { ...turn.context, inFlight };
    startLease(s, turn, sent);
  }
  tell(turn, send(worker, { type: 'JOB', slot, job: { ...sent } }, { op }));
}

export function startLease(s: Settings, turn: BrokerTurn, { id, op, receipt }: Job): void {
  start(turn, `visibility:${id}`, s.visibilityTimeoutMs + TIE_MS, {
    type: 'visibilityTimeout',
    job: id,
    receipt,
    op,
  });
}

/** Of those that may go, the first of the most urgent class; -1 when there is none. */
function nextIndex(s: Settings, context: BrokerContext): number {
  const mayGo = gate(s, context);
  if (s.variant !== 'priority') return context.ready.findIndex(mayGo);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  context.ready.forEach((job, index) => {
    if (job.priority >= least || !mayGo(job)) return;
    best = index;
    least = job.priority;
  });
  return best;
}

/** Who is held back: a group with a job in flight, whoever stands behind a job that keeps its place, a tick that has to wait its turn. */
export function gate(s: Settings, { inFlight, waiting }: BrokerContext): (job: Job) => boolean {
  const queuesTicks = s.overlap === 'QueueOne' || s.overlap === 'QueueAll';
  const keepsPlace = s.requeue === 'head' ? waiting.filter(({ why }) => why === 'retry') : [];
  if (s.groupKey === 'off' && !queuesTicks && keepsPlace.length === 0) return () => true;
  return (job) => {
    const together = (other: Job): boolean => s.groupKey === 'off' || other.group === job.group;
    if (keepsPlace.some((each) => together(each.job))) return false;
    if (s.groupKey === 'on' && inFlight.some((each) => each.job.group === job.group)) return false;
    return !queuesTicks || job.tick === null || inFlight.every((each) => each.job.tick === null);
  };
}

function spendPermit(s: Settings, turn: BrokerTurn): void {
  if (!Number.isFinite(s.rateLimitPerSecond)) return;
  const { permits } = turn.context;
  turn.context = { ...turn.context, permits: permits - 1 };
  if (permits === s.rateBurst) startRefill(s, turn);
}

export function startRefill(s: Settings, turn: BrokerTurn): void {
  start(turn, 'refill', 1_000 / s.rateLimitPerSecond, { type: 'refill', op: '' });
}
