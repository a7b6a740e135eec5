/** A job comes in: known, skipped, or put where it belongs. */

import { start, stop, type Turn, tell } from '../../../../flow/turn.ts';
import { fact, send } from '../../../../kernel/system.ts';
import { MS } from '../../../../kernel/time.ts';
import type { Job, Wanted } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { type BrokerContext, unfinished } from './state.ts';

export type BrokerTurn = Turn<BrokerContext>;

export interface Coming extends Omit<Wanted, 'delayMs'> {
  readonly op: string;
  readonly delayMs: number;
  /** An instant by whoever enqueued it, in place of a delay. */
  readonly etaUs: number | null;
  readonly tick: number | null;
  readonly size: number;
  readonly nowUs: number;
  /** By somebody who keeps an order of it. */
  readonly ordered: boolean;
}

export function take(s: Settings, turn: BrokerTurn, coming: Coming): 'new' | 'known' | 'skipped' {
  const { op, key, tick } = coming;
  const dedupKey = tick === null ? key : `tick ${tick}`;
  const dedups = s.brokerDedup === 'on' || (tick !== null && s.tickKey === 'unique');
  if (dedups && turn.context.keys.includes(dedupKey)) {
    tell(turn, fact({ type: 'deduplicated', job: op, key: dedupKey }));
    return 'known';
  }
  if (tick !== null && !mayRun(s, turn, tick)) {
    tell(turn, fact({ type: 'skipped', tick, job: op }));
    return 'skipped';
  }
  if (dedups) {
    turn.context = { ...turn.context, keys: [...turn.context.keys, dedupKey] };
    start(turn, `dedup:${dedupKey}`, s.dedupWindowMs, { type: 'dedupExpires', key: dedupKey, op });
  }
  put(s, turn, coming);
  return 'new';
}

function put(s: Settings, turn: BrokerTurn, coming: Coming): void {
  const { op, key, group, priority, tick, size, ordered } = coming;
  const holds = s.timerAt === 'worker';
  const dueUs = coming.etaUs ?? coming.nowUs + coming.delayMs * MS;
  const waitMs = Math.max(0, (dueUs - coming.nowUs) / MS);
  const job: Job = {
    id: freeId(turn.context, op),
    op,
    key,
    group,
    priority,
    attempts: 0,
    receipt: 0,
    token: 0,
    poison: false,
    size,
    tick,
    etaUs: holds ? dueUs : 0,
  };
  const scheduled = waitMs > 0 && !holds;
  tell(
    turn,
    fact({
      type: 'enqueued',
      job: job.id,
      group,
      priority,
      tick,
      ordered,
      to: scheduled ? 'scheduled' : 'ready',
    }),
  );
  const { ready, waiting } = turn.context;
  if (scheduled) {
    turn.context = { ...turn.context, waiting: [...waiting, { job, why: 'scheduled', dueUs }] };
    scheduleDue(s, turn, job, dueUs, coming.nowUs);
  } else {
    turn.context = { ...turn.context, ready: [...ready, job] };
    startAging(s, turn, job);
  }
}

/** A delayed job is found by the first poll at or after its time. Polls that find nothing are left out. */
export function scheduleDue(
  s: Settings,
  turn: BrokerTurn,
  { id, op }: Job,
  dueUs: number,
  nowUs: number,
): void {
  const pollUs = s.delayPollMs * MS;
  const foundUs = Math.ceil(dueUs / pollUs) * pollUs;
  start(turn, `due:${id}`, Math.max(0, foundUs - nowUs) / MS, { type: 'due', job: id, op });
}

/** In the queue a job moves up by one class at a time. */
export function startAging(s: Settings, turn: BrokerTurn, { id, op, priority }: Job): void {
  if (s.variant !== 'priority' || priority === 0) return;
  start(turn, `aging:${id}`, s.agingStepMs, { type: 'aged', job: id, op });
}

/** Whether a tick makes a run, and what becomes of the run before it. */
function mayRun(s: Settings, turn: BrokerTurn, tick: number): boolean {
  const others = unfinished(turn.context).filter((job) => job.tick !== null);
  switch (s.overlap) {
    case 'Allow':
    case 'QueueAll':
      return true;
    case 'Forbid':
      return others.length === 0;
    case 'QueueOne':
      // Nobody waits for a first turn.
      return others.every(({ attempts }) => attempts > 0);
    case 'Lock':
      if (turn.context.lockedBy !== null) return false;
      turn.context = { ...turn.context, lockedBy: tick };
      start(turn, 'lock', s.lockTtlMs, { type: 'lockExpires', op: '' });
      return true;
    case 'Replace':
      replace(turn);
      return true;
  }
}

function replace(turn: BrokerTurn): void {
  const { ready, inFlight, waiting } = turn.context;
  for (const { job, worker } of inFlight) {
    const { id, receipt, op, tick } = job;
    tell(turn, send(worker, { type: 'CANCEL', job: id, receipt }, { op }));
    tell(turn, fact({ type: 'replaced', job: id, tick }, op));
    stop(turn, `visibility:${id}`);
  }
  for (const { id, op, tick } of [...ready, ...waiting.map(({ job }) => job)]) {
    tell(turn, fact({ type: 'replaced', job: id, tick }, op));
    stop(turn, `retry:${id}`);
  }
  turn.context = { ...turn.context, ready: [], inFlight: [], waiting: [] };
}

/** `order-1`, or `order-1~2` while the first is not done. */
function freeId(context: BrokerContext, op: string): string {
  const taken = new Set(unfinished(context).map(({ id }) => id));
  let id = op;
  for (let n = 2; taken.has(id); n++) id = `${op}~${n}`;
  return id;
}
