/**
 * A worker process. Each of its slots asks the broker for a job; each job becomes a run of its
 * own. It also keeps what its runs share: the retry budget and the circuit breaker.
 */
import { enqueueActions, setup } from 'xstate';
import { start, stop, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, send, spawn } from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';
import type { AskCall, Called, Cancel, Deliver, Finished, Hello } from '../protocol.ts';
import type { Settings } from '../settings.ts';

interface Busy {
  readonly slot: number;
  readonly job: string;
  readonly receipt: number;
}

export interface WorkerContext {
  readonly worker: string;
  readonly busy: readonly Busy[];
  /** Retries that may be made; each first call adds a share of one. */
  readonly budget: number;
  readonly failuresInARow: number;
  readonly breaker: 'closed' | 'open' | 'half-open';
}

type WorkerEvent =
  | (Deliver & { readonly nowUs?: number })
  | Finished
  | Hello
  | Cancel
  | AskCall
  | Called
  | { readonly type: 'pollTimeout'; readonly slot: number }
  | { readonly type: 'tryAgain' };

/** Unused retries are saved up to so many. */
const BUDGET_MOST = 10;

export const workerMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: WorkerContext;
      events: WorkerEvent;
      emitted: Command;
      input: { worker: string };
    },
    actions: {
      askForJobs: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          for (const slot of slots(s)) receive(s, turn, slot);
        });
      }),
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
    },
  }).createMachine({
    id: 'worker',
    context: ({ input }) => ({
      worker: input.worker,
      busy: [],
      budget: 0,
      failuresInARow: 0,
      breaker: 'closed',
    }),
    entry: 'askForJobs',
    initial: 'running',
    states: { running: { on: { '*': { actions: 'take' } } } },
  });

const slots = ({ concurrency }: Settings): number[] =>
  Array.from({ length: concurrency }, (_, i) => i + 1);

/** The name of the actor that runs a job, on its worker. */
const runName = (s: Settings, job: string, slot: number): string =>
  s.concurrency === 1 ? job : `${job}.${slot}`;

function step(s: Settings, turn: Turn<WorkerContext>, event: WorkerEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'JOB':
      return begin(s, turn, event);
    case 'finished': {
      const busy = context.busy.filter(({ slot }) => slot !== event.slot);
      turn.context = { ...context, busy };
      // Who gives a job back asks for the next with the same message: none overtakes the other.
      const hasAsked = s.ackMode === 'late' && event.outcome === 'failed';
      if (!hasAsked) return receive(s, turn, event.slot);
      return startPolling(s, turn, event.slot);
    }
    case 'HELLO':
      for (const slot of slots(s)) {
        if (context.busy.every((each) => each.slot !== slot)) receive(s, turn, slot);
      }
      return;
    case 'pollTimeout':
      return receive(s, turn, event.slot);
    case 'CANCEL': {
      const { job, receipt } = event;
      const run = context.busy.find((each) => each.job === job && each.receipt === receipt);
      if (run === undefined) return;
      tell(turn, send(`${context.worker}/${runName(s, job, run.slot)}`, { type: 'cancelRun' }));
      return;
    }
    case 'askCall':
      return permit(s, turn, event);
    case 'called':
      return count(s, turn, event);
    case 'tryAgain':
      turn.context = { ...context, breaker: 'half-open' };
      return;
  }
}

function begin(
  s: Settings,
  turn: Turn<WorkerContext>,
  { slot, job, nowUs = 0 }: Deliver & { readonly nowUs?: number },
): void {
  const { busy, worker } = turn.context;
  const { id, op, receipt } = job;
  if (busy.some((each) => each.slot === slot)) {
    tell(turn, send('broker', { type: 'NACK', job: id, receipt, slot: null, delayMs: 0 }));
    return;
  }
  stop(turn, `poll:${slot}`);
  turn.context = { ...turn.context, busy: [...busy, { slot, job: id, receipt }] };
  const holdMs = job.etaUs === 0 ? 0 : Math.max(0, job.etaUs - nowUs) / MS;
  tell(turn, spawn(runName(s, id, slot), 'run', { worker, slot, job: { ...job }, holdMs }, op));
}

function receive(s: Settings, turn: Turn<WorkerContext>, slot: number): void {
  tell(turn, send('broker', { type: 'RECEIVE', slot }, { op: '' }));
  startPolling(s, turn, slot);
}

/** Whatever was asked may be lost: after a while it is asked again. */
function startPolling(s: Settings, turn: Turn<WorkerContext>, slot: number): void {
  start(turn, `poll:${slot}`, s.longPollMs, { type: 'pollTimeout', slot, op: '' });
}

/** Whether a run may call the effect service now. */
function permit(s: Settings, turn: Turn<WorkerContext>, { from, again }: AskCall): void {
  const { breaker, budget } = turn.context;
  const refuse = (why: 'breaker' | 'budget'): void => {
    tell(turn, fact({ type: 'callRefused', why }));
    tell(turn, send(from, { type: 'mayNotCall', why }));
  };
  if (s.circuitBreaker === 'on' && breaker === 'open') return refuse('breaker');
  if (s.retryBudget === 'on') {
    if (again && budget < 1) return refuse('budget');
    const next = again ? budget - 1 : Math.min(BUDGET_MOST, budget + s.retryBudgetPercent / 100);
    turn.context = { ...turn.context, budget: next };
  }
  // One call goes through as a trial; until it is back, or the time is over again, the breaker counts as open.
  if (breaker === 'half-open') open(s, turn);
  tell(turn, send(from, { type: 'mayCall' }));
}

function count(s: Settings, turn: Turn<WorkerContext>, { ok }: Called): void {
  if (s.circuitBreaker === 'off') return;
  const { breaker } = turn.context;
  const failuresInARow = ok ? 0 : Math.min(turn.context.failuresInARow + 1, s.breakerFailures);
  turn.context = { ...turn.context, failuresInARow };
  if (ok) {
    if (breaker === 'closed') return;
    turn.context = { ...turn.context, breaker: 'closed' };
    stop(turn, 'breaker');
    tell(turn, fact({ type: 'breakerClosed' }));
  } else if (failuresInARow >= s.breakerFailures) {
    open(s, turn);
    if (breaker === 'closed') tell(turn, fact({ type: 'breakerOpened' }));
  }
}

function open(s: Settings, turn: Turn<WorkerContext>): void {
  turn.context = { ...turn.context, breaker: 'open' };
  start(turn, 'breaker', s.breakerOpenMs, { type: 'tryAgain', op: '' });
}
