/**
 * A cache in memory: how often addresses of the network and of people were tried, which sessions
 * are live or ended, users for a while. All of it is gone with a crash.
 */
import { enqueueActions, setup } from 'xstate';
import { change, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, send } from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';
import type {
  Attempts,
  Check,
  Count,
  Failed,
  GetUser,
  Put,
  PutUser,
  ResetAttempts,
  UserRow,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

interface Counter {
  readonly ip: string;
  /** The instants of what was let through, since the window began. */
  readonly atUs: readonly number[];
}

interface Tries {
  readonly who: string;
  readonly failures: number;
  readonly untilUs: number;
}

export interface CacheContext {
  readonly counters: readonly Counter[];
  readonly tries: readonly Tries[];
  readonly sessions: readonly { readonly sid: string; readonly is: 'live' | 'ended' }[];
  readonly users: readonly { readonly user: UserRow; readonly untilUs: number }[];
}

export const EMPTY_CACHE: CacheContext = { counters: [], tries: [], sessions: [], users: [] };

type CacheEvent = { readonly nowUs?: number } & (
  | Count
  | Attempts
  | Failed
  | ResetAttempts
  | Check
  | Put
  | GetUser
  | PutUser
  | { readonly type: 'cacheLoss' }
);

export const cacheClock = ['COUNT', 'ATTEMPTS', 'FAILED', 'GETUSER', 'PUTUSER'];

const WINDOW_US = 60_000 * MS;
/** So many rows are kept of each sort. */
const ROWS_KEPT = 200;

export const cacheMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: CacheContext;
      events: CacheEvent;
      emitted: Command;
      input: Partial<CacheContext>;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'cache',
    context: ({ input }) => ({ ...EMPTY_CACHE, ...input }),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: Turn<CacheContext>, event: CacheEvent): void {
  const { context } = turn;
  const nowUs = event.nowUs ?? 0;
  switch (event.type) {
    case 'COUNT':
      tell(turn, send(event.from, { type: 'ALLOWANCE', waitMs: count(s, turn, event.ip, nowUs) }));
      return;
    case 'ATTEMPTS': {
      const row = context.tries.find(({ who }) => who === event.who);
      const isLocked = row !== undefined && row.failures >= s.maxFailures;
      const waitMs = isLocked ? remainingMs(s, row.untilUs, nowUs) : 0;
      tell(turn, send(event.from, { type: 'ALLOWANCE', waitMs }));
      return;
    }
    case 'FAILED':
      return failed(s, turn, event, nowUs);
    case 'RESET':
      change(turn, { tries: context.tries.filter(({ who }) => who !== event.who) });
      tell(turn, send(event.from, { type: 'OK' }));
      return;
    case 'CHECK': {
      const is = context.sessions.find(({ sid }) => sid === event.sid)?.is ?? 'unknown';
      tell(turn, send(event.from, { type: 'CHECKED', is }));
      return;
    }
    case 'PUT': {
      const { sid, is, from } = event;
      const others = context.sessions.filter((each) => each.sid !== sid);
      change(turn, { sessions: [...others, { sid, is }].slice(-ROWS_KEPT) });
      tell(turn, send(from, { type: 'OK' }));
      return;
    }
    case 'GETUSER': {
      const row = context.users.find(({ user }) => user.email === event.email);
      const user = row === undefined || row.untilUs <= nowUs ? null : { ...row.user };
      tell(turn, send(event.from, { type: 'USER', user }));
      return;
    }
    case 'PUTUSER': {
      const { user } = event;
      const others = context.users.filter((each) => each.user.email !== user.email);
      const untilUs = nowUs + s.userCacheTtlMs * MS;
      change(turn, { users: [...others, { user, untilUs }].slice(-ROWS_KEPT) });
      return;
    }
    case 'cacheLoss':
      turn.context = EMPTY_CACHE;
      tell(turn, fact({ type: 'cacheLost' }));
      return;
  }
}

/** A lock without end of its own (the clock stands still in a search) still has a time to tell. */
const remainingMs = ({ lockMs }: Settings, untilUs: number, nowUs: number): number =>
  Math.max(0, Math.min(lockMs, (untilUs - nowUs) / MS));

/** How long to wait; 0: come in, and be counted. */
function count(s: Settings, turn: Turn<CacheContext>, ip: string, nowUs: number): number {
  const { counters } = turn.context;
  const sliding = s.rateLimit === 'sliding';
  const sinceUs = sliding ? nowUs - WINDOW_US : Math.floor(nowUs / WINDOW_US) * WINDOW_US - 1;
  const atUs = (counters.find((each) => each.ip === ip)?.atUs ?? []).filter((at) => at > sinceUs);
  const isFull = atUs.length >= s.limitPerMinute;
  if (!isFull) {
    const others = counters.filter((each) => each.ip !== ip);
    change(turn, { counters: [...others, { ip, atUs: [...atUs, nowUs] }].slice(-ROWS_KEPT * 5) });
    return 0;
  }
  const freeUs = sliding ? (atUs[0] ?? 0) + WINDOW_US : sinceUs + 1 + WINDOW_US;
  return Math.max(1, (freeUs - nowUs) / MS);
}

function failed(s: Settings, turn: Turn<CacheContext>, { from, who }: Failed, nowUs: number): void {
  const { tries } = turn.context;
  const known = tries.find((each) => each.who === who);
  const isOver = known !== undefined && known.failures >= s.maxFailures && known.untilUs <= nowUs;
  const failures = Math.min(s.maxFailures, (isOver ? 0 : (known?.failures ?? 0)) + 1);
  const untilUs = failures >= s.maxFailures ? nowUs + s.lockMs * MS : 0;
  const others = tries.filter((each) => each !== known);
  change(turn, { tries: [...others, { who, failures, untilUs }].slice(-ROWS_KEPT) });
  if (failures >= s.maxFailures) tell(turn, fact({ type: 'locked', who }));
  tell(turn, send(from, { type: 'OK' }));
}
