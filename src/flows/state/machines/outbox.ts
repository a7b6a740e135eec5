/**
 * The outbox: a table of IndexedDB that the tabs of one browser share, with the lock that they
 * share too. What is put there outlives them; a transaction that is not complete does not count.
 */
import { enqueueActions, setup } from 'xstate';
import { change, start, stop, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, type Received, send } from '../../../kernel/system.ts';
import type { Lock, Op, Open, Park, Put, Remove, Unlock } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface OutboxContext {
  /** Complete, in their order. */
  readonly ops: readonly Op[];
  /** Refused by the server: they stay for the person, and are not sent. */
  readonly parked: readonly Op[];
  readonly full: boolean;
  /** Transactions that are not complete, each with who began it. */
  readonly begun: readonly Received[];
  readonly holder: string;
  readonly queue: readonly Received[];
}

type OutboxEvent =
  | Open
  | Put
  | Remove
  | Park
  | Lock
  | Unlock
  | { readonly type: 'commit'; readonly stored: Op; readonly to: string; readonly op: string }
  | { readonly type: 'quotaExceeded' | 'eviction' };

type OutboxTurn = Turn<OutboxContext>;

/** The last that were parked are kept. */
const PARKED_MAX = 20;

export const outboxMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: OutboxContext;
      events: OutboxEvent;
      emitted: Command;
      input: Pick<OutboxContext, 'ops' | 'parked' | 'full'>;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'outbox',
    context: ({ input }) => ({ ...input, begun: [], holder: '', queue: [] }),
    initial: 'storing',
    states: { storing: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: OutboxTurn, event: OutboxEvent): void {
  const { context } = turn;
  const { ops } = context;
  switch (event.type) {
    case 'open': {
      const { from, op } = event;
      // A tab that opens again has lost what it held.
      release(turn, from);
      change(turn, { queue: turn.context.queue.filter((each) => each.from !== from) });
      abort(turn, from);
      tell(turn, send(from, { type: 'opened', ops } as never, { op }));
      return;
    }
    case 'put': {
      const { stored, from, op } = event;
      if (s.commitMs === 0) return commit(s, turn, stored, from, op);
      change(turn, { begun: [...context.begun, { from, op }] });
      return start(turn, `commit:${op}`, s.commitMs, { type: 'commit', stored, to: from, op });
    }
    case 'commit':
      change(turn, { begun: context.begun.filter(({ op }) => op !== event.op) });
      return commit(s, turn, event.stored, event.to, event.op);
    case 'remove': {
      const { stored, version } = event;
      return change(turn, {
        ops: ops
          .filter(({ op }) => op !== stored.op)
          // Nobody was in between: others that were made from the same version are not older for that.
          .map((each) =>
            version === stored.base + 1 && each.id === stored.id && each.base === stored.base
              ? { ...each, base: version }
              : each,
          ),
      });
    }
    case 'park': {
      const { stored } = event;
      return change(turn, {
        ops: ops.filter(({ op }) => op !== stored.op),
        parked: [...context.parked, stored].slice(-PARKED_MAX),
      });
    }
    case 'lock': {
      const { from, op } = event;
      if (context.holder !== '') return change(turn, { queue: [...context.queue, { from, op }] });
      return give(turn, { from, op });
    }
    case 'unlock':
      return release(turn, event.from);
    case 'quotaExceeded':
      return change(turn, { full: true });
    case 'eviction': {
      if (s.persist === 'on' || ops.length + context.parked.length === 0) return;
      tell(turn, fact({ type: 'evicted', ops: ops.map(({ op }) => op) }));
      return change(turn, { ops: [], parked: [] });
    }
  }
}

/** What a page has begun ends with it, and was never there. */
function abort(turn: OutboxTurn, page: string): void {
  const isIts = ({ from }: Received): boolean => from.startsWith(`${page}/`);
  const { begun } = turn.context;
  for (const { op } of begun.filter(isIts)) stop(turn, `commit:${op}`);
  change(turn, { begun: begun.filter((each) => !isIts(each)) });
}

function commit(s: Settings, turn: OutboxTurn, stored: Op, to: string, op: string): void {
  const { ops, full } = turn.context;
  if (full || ops.length >= s.quotaOps) {
    tell(turn, fact({ type: 'storageFull' }, op));
    tell(turn, send(to, { type: 'full' }, { op }));
    return;
  }
  change(turn, { ops: [...ops, stored] });
  tell(turn, fact({ type: 'stored' }, op));
  tell(turn, send(to, { type: 'kept' }, { op }));
}

function give(turn: OutboxTurn, to: Received): void {
  change(turn, { holder: to.from });
  tell(turn, send(to.from, { type: 'locked', ops: turn.context.ops } as never, { op: to.op }));
}

function release(turn: OutboxTurn, from: string): void {
  if (turn.context.holder !== from) return;
  const [next, ...queue] = turn.context.queue;
  change(turn, { holder: '', queue });
  if (next !== undefined) give(turn, next);
}
