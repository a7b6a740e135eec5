/**
 * The application's database: the orders that were committed, the outbox beside them, the marks
 * of what workers have done, and the lease of the leading scheduler.
 */
import { enqueueActions, setup } from 'xstate';
import { start, stop, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, type Received, send } from '../../../kernel/system.ts';
import type { Check, Claim, Commit, Fetch, Insert, Lease, Mark, OutboxRow } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface KeyRow {
  readonly key: string;
  readonly is: 'done' | 'claimed';
}

export interface DatabaseContext {
  /** The last orders, to look at. */
  readonly orders: readonly string[];
  readonly outbox: readonly OutboxRow[];
  readonly keys: readonly KeyRow[];
  /** The relay, while it waits for a row. */
  readonly follower: Received | null;
  readonly leader: string | null;
  /** Up to which tick a leader has come. */
  readonly lastTick: number;
}

/** What is on disk. */
export type DatabaseInput = Pick<DatabaseContext, 'orders' | 'outbox' | 'keys' | 'lastTick'>;

type DatabaseEvent =
  | Commit
  | Check
  | Insert
  | Claim
  | Mark
  | Fetch
  | Lease
  | { readonly type: 'keyExpires' | 'claimExpires'; readonly key: string }
  | { readonly type: 'leaseExpires' };

export const databaseDeadlines = ['keyExpires', 'claimExpires', 'leaseExpires'];

/** So many orders are shown. */
const ORDERS_KEPT = 6;

export const databaseMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: DatabaseContext;
      events: DatabaseEvent;
      emitted: Command;
      input: DatabaseInput;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
    },
  }).createMachine({
    id: 'database',
    context: ({ input }) => ({ ...input, follower: null, leader: null }),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: Turn<DatabaseContext>, event: DatabaseEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'COMMIT':
      return commit(turn, event);
    case 'CHECK':
      return answerKey(turn, keyState(context, event.key));
    case 'INSERT': {
      const is = keyState(context, event.key);
      if (is === 'free') setKey(s, turn, event.key, 'done', event.op);
      return answerKey(turn, is);
    }
    case 'CLAIM': {
      const is = keyState(context, event.key);
      if (is === 'free') setKey(s, turn, event.key, 'claimed', event.op);
      return answerKey(turn, is);
    }
    case 'MARK':
      setKey(s, turn, event.key, 'done', event.op);
      return answerKey(turn, 'done');
    case 'keyExpires':
    case 'claimExpires':
      turn.context = { ...context, keys: context.keys.filter(({ key }) => key !== event.key) };
      return;
    case 'FETCH': {
      const outbox = context.outbox.filter(({ op }) => op !== event.sent);
      const { from, op } = event;
      turn.context = { ...context, outbox, follower: { from, op } };
      return feed(turn);
    }
    case 'LEASE':
      return lend(s, turn, event);
    case 'leaseExpires':
      turn.context = { ...context, leader: null };
      return;
  }

  function answerKey(to: Turn<DatabaseContext>, is: 'free' | KeyRow['is']): void {
    if ('from' in event) tell(to, send(event.from, { type: 'KEY', is }));
  }
}

function commit(turn: Turn<DatabaseContext>, event: Commit): void {
  const { from, op, key, group, priority, delayMs, etaUs, outbox: noted } = event;
  const { orders, outbox } = turn.context;
  const isNew = !orders.includes(op);
  const row: OutboxRow = { op, key, group, priority, delayMs, etaUs };
  turn.context = {
    ...turn.context,
    orders: isNew ? [...orders, op].slice(-ORDERS_KEPT) : orders,
    outbox: noted && isNew ? [...outbox, row] : outbox,
  };
  tell(turn, fact({ type: 'committed', job: op }));
  tell(turn, send(from, { type: 'COMMITTED' }));
  feed(turn);
}

/** The relay gets the first row that there is. */
function feed(turn: Turn<DatabaseContext>): void {
  const { follower, outbox } = turn.context;
  const [row] = outbox;
  if (follower === null || row === undefined) return;
  turn.context = { ...turn.context, follower: null };
  tell(turn, send(follower.from, { type: 'OUTBOX', row: { ...row } }, { op: follower.op }));
}

const keyState = ({ keys }: DatabaseContext, key: string): 'free' | KeyRow['is'] =>
  keys.find((each) => each.key === key)?.is ?? 'free';

function setKey(
  s: Settings,
  turn: Turn<DatabaseContext>,
  key: string,
  is: KeyRow['is'],
  op: string,
): void {
  const others = turn.context.keys.filter((each) => each.key !== key);
  turn.context = { ...turn.context, keys: [...others, { key, is }] };
  if (is === 'claimed') {
    start(turn, `claim:${key}`, s.claimTtlMs, { type: 'claimExpires', key, op });
  } else {
    stop(turn, `claim:${key}`);
    start(turn, `key:${key}`, s.keyRetentionMs, { type: 'keyExpires', key, op });
  }
}

function lend(s: Settings, turn: Turn<DatabaseContext>, event: Lease): void {
  const { from, holder } = event;
  const { leader } = turn.context;
  const mine = leader === null || leader === holder;
  if (mine) {
    const lastTick = Math.max(turn.context.lastTick, event.lastTick);
    turn.context = { ...turn.context, leader: holder, lastTick };
    start(turn, 'lease', s.leaderLeaseMs, { type: 'leaseExpires', op: '' });
    if (leader === null) tell(turn, fact({ type: 'ledBy', holder }));
  }
  tell(turn, send(from, { type: 'LEASED', mine, lastTick: turn.context.lastTick }));
}
