/**
 * The database: rows with a version that counts their commits. It works on a limited number of
 * queries at once, the rest waits in a queue. It also keeps the locks of writers, and tells a
 * follower what was committed.
 * SIMPLIFIED: a lock ends with its time; real databases also notice that a connection is gone.
 */
import { enqueueActions, setup } from 'xstate';
import { change, reply, start, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, type Message, type Received, send } from '../../../kernel/system.ts';
import { putKey } from '../keyed.ts';
import type {
  Applied,
  Change,
  Commit,
  Flush,
  FlushItem,
  Load,
  Lock,
  Tail,
  Unlock,
} from '../protocol.ts';
import { type Settings, workMs } from '../settings.ts';
import { type Row, rowOf } from './rows.ts';

type Query = Load | Commit | Flush;

/** A write lock: its holder, and who waits for it. */
interface HeldLock {
  readonly key: string;
  readonly holder: Received;
  readonly waiting: readonly Received[];
}

export interface DatabaseContext {
  readonly rows: readonly Row[];
  /** Numbers of the workers that are busy, from 1. */
  readonly busy: readonly number[];
  readonly queue: readonly Query[];
  readonly locks: readonly HeldLock[];
  /** Commits that the follower has not confirmed yet: the latest of each key. */
  readonly changes: readonly Change[];
  readonly lastChange: number;
  readonly follower: string | null;
}

/** What outlives a crash: what is on disk. */
type DatabaseInput = Pick<DatabaseContext, 'rows' | 'changes' | 'lastChange'>;

type DatabaseEvent =
  | Query
  | Lock
  | Unlock
  | Tail
  | Applied
  | { readonly type: 'queryDone'; readonly worker: number; readonly query: Query }
  | { readonly type: 'lockTimeout'; readonly key: string; readonly op: string }
  | ({ readonly type: 'closed' } & Received);

export const databaseMachine = (s: Settings) => {
  const limited = Number.isFinite(s.dbConcurrency);

  function carryOut(turn: Turn<DatabaseContext>, query: Query): void {
    const { op } = query;
    const answer = (message: Message): void => reply(turn, query, message);
    switch (query.type) {
      case 'LOAD': {
        const { key, value, version } = rowOf(turn.context.rows, query.key);
        return answer({ type: 'ROW', key, value, version });
      }
      case 'COMMIT': {
        const { key, value } = query;
        const version = rowOf(turn.context.rows, key).version + 1;
        commit(turn, { key, value, version }, op);
        return answer({ type: 'COMMITTED', key, value, version });
      }
      case 'FLUSH': {
        for (const item of query.items) {
          const isNewer = item.version > rowOf(turn.context.rows, item.key).version;
          if (isNewer || s.conditionalFlush === 'off') commit(turn, item, op);
          else tell(turn, fact({ type: 'refusedOld', key: item.key, value: item.value }, op));
        }
        return answer({ type: 'FLUSHED', items: query.items });
      }
    }
  }

  function commit(turn: Turn<DatabaseContext>, row: FlushItem, op: string): void {
    const { context } = turn;
    turn.context = { ...context, rows: putKey(context.rows, row) };
    tell(turn, fact({ type: 'committed', key: row.key, value: row.value }, op));
    if (s.cdc === 'off') return;
    const made = { at: context.lastChange + 1, key: row.key, version: row.version };
    const others = context.changes.filter(({ key }) => key !== row.key);
    turn.context = { ...turn.context, changes: [...others, made], lastChange: made.at };
    if (context.follower === null) return;
    tell(turn, send(context.follower, { type: 'CHANGES', changes: [made] }, { op: '' }));
  }

  return setup({
    types: {} as {
      context: DatabaseContext;
      events: DatabaseEvent;
      emitted: Command;
      input: DatabaseInput;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'LOAD' && event.type !== 'COMMIT' && event.type !== 'FLUSH') return;
        if (!limited) {
          takeTurn(context, enqueue, (turn) => carryOut(turn, event));
        } else if (context.busy.length >= s.dbConcurrency) {
          enqueue.assign({ queue: [...context.queue, event] });
        } else {
          const worker = firstFree(context.busy);
          enqueue.assign({ busy: [...context.busy, worker] });
          enqueue.raise(
            { type: 'queryDone', worker, query: event },
            { id: `query:${worker}`, delay: workMs(s) },
          );
        }
      }),
      finish: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'queryDone') return;
        const { worker, query } = event;
        takeTurn(context, enqueue, (turn) => {
          carryOut(turn, query);
          const [next, ...queue] = context.queue;
          if (next === undefined) {
            change(turn, { busy: context.busy.filter((each) => each !== worker) });
          } else {
            change(turn, { queue });
            start(turn, `query:${worker}`, workMs(s), { type: 'queryDone', worker, query: next });
          }
        });
      }),
      lock: enqueueActions(({ context: { locks }, event, enqueue }) => {
        if (event.type !== 'LOCK') return;
        const { key, from, op } = event;
        const known = locks.find((each) => each.key === key);
        if (known === undefined) {
          enqueue.assign({ locks: [...locks, { key, holder: { from, op }, waiting: [] }] });
          enqueue.emit(send(from, { type: 'LOCKED', key }));
          enqueue.raise(
            { type: 'lockTimeout', key, op },
            { id: `lock:${key}`, delay: s.lockTimeoutMs },
          );
        } else {
          const waiting = [...known.waiting, { from, op }];
          enqueue.assign({
            locks: locks.map((each) => (each === known ? { ...known, waiting } : each)),
          });
        }
      }),
      /** By its holder, because the holder had it for too long, or by who waits for it no longer. */
      unlock: enqueueActions(({ context: { locks }, event, enqueue }) => {
        if (event.type !== 'UNLOCK' && event.type !== 'lockTimeout') return;
        const { key, op } = event;
        const known = locks.find((each) => each.key === key);
        if (known === undefined) return;
        if (known.holder.op !== op) {
          const waiting = known.waiting.filter((each) => each.op !== op);
          enqueue.assign({
            locks: locks.map((each) => (each === known ? { ...known, waiting } : each)),
          });
          return;
        }
        const others = locks.filter((each) => each !== known);
        const [holder, ...waiting] = known.waiting;
        enqueue.cancel(`lock:${key}`);
        if (holder === undefined) {
          enqueue.assign({ locks: others });
          return;
        }
        enqueue.assign({ locks: [...others, { key, holder, waiting }] });
        enqueue.emit(send(holder.from, { type: 'LOCKED', key }, { op: holder.op }));
        enqueue.raise(
          { type: 'lockTimeout', key, op: holder.op },
          { id: `lock:${key}`, delay: s.lockTimeoutMs },
        );
      }),
      tell: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'TAIL') return;
        const changes = context.changes.filter(({ at }) => at > event.after);
        enqueue.assign({ follower: event.from });
        enqueue.emit(send(event.from, { type: 'CHANGES', changes }, { op: '' }));
      }),
      forget: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'APPLIED') return;
        enqueue.assign({ changes: context.changes.filter(({ at }) => at > event.upTo) });
      }),
      loseFollower: enqueueActions(({ enqueue }) => enqueue.assign({ follower: null })),
    },
  }).createMachine({
    id: 'database',
    context: ({ input }) => ({ ...input, busy: [], queue: [], locks: [], follower: null }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          LOAD: { actions: 'take' },
          COMMIT: { actions: 'take' },
          FLUSH: { actions: 'take' },
          queryDone: { actions: 'finish' },
          LOCK: { actions: 'lock' },
          UNLOCK: { actions: 'unlock' },
          lockTimeout: { actions: 'unlock' },
          TAIL: { actions: 'tell' },
          APPLIED: { actions: 'forget' },
          closed: { actions: 'loseFollower' },
        },
      },
    },
  });
};

function firstFree(busy: readonly number[]): number {
  let worker = 1;
  while (busy.includes(worker)) worker++;
  return worker;
}
