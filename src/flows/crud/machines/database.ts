/**
 * The database. It works on as many queries at once as the pool has connections, the rest waits.
 * SIMPLIFIED: a transaction whose connection is gone ends with its time; real databases see the
 * connection close.
 */
import { enqueueActions, setup } from 'xstate';
import { change, reply, start, stop, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, type Message, type Received, send } from '../../../kernel/system.ts';
import {
  type Fetch,
  itemKey,
  type Key,
  type KeyIs,
  type Row,
  type Select,
  type Tx,
} from '../protocol.ts';
import { hasRelay, type Settings } from '../settings.ts';
import { statementText } from '../sql.ts';
import {
  type Change,
  noteOf,
  selected,
  type Tables,
  transact,
  withKey,
  withoutKey,
} from './table.ts';

type Query = Select | Tx | Key;

export interface DatabaseContext extends Tables {
  /** Numbers of the connections that are busy, from 1. */
  readonly busy: readonly number[];
  readonly queue: readonly Query[];
  /** The relay, while it waits for a note. */
  readonly follower: Received | null;
}

type DatabaseEvent =
  | Query
  | Fetch
  | { readonly type: 'queryDone'; readonly worker: number; readonly query: Query }
  | { readonly type: 'keyTtl' | 'keyLease'; readonly key: string; readonly op: string };

export const databaseDeadlines = ['keyTtl', 'keyLease'];

export const databaseMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: DatabaseContext;
      events: DatabaseEvent;
      emitted: Command;
      input: Tables;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'database',
    context: ({ input }) => ({ ...input, busy: [], queue: [], follower: null }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          SELECT: { actions: 'take' },
          TX: { actions: 'take' },
          KEY: { actions: 'take' },
          FETCH: { actions: 'take' },
          queryDone: { actions: 'take' },
          keyTtl: { actions: 'take' },
          keyLease: { actions: 'take' },
        },
      },
    },
  });

type DbTurn = Turn<DatabaseContext>;

function step(s: Settings, turn: DbTurn, event: DatabaseEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'SELECT':
    case 'TX':
    case 'KEY': {
      if (!Number.isFinite(s.dbPool)) return answer(s, turn, event);
      if (context.busy.length >= s.dbPool) {
        return change(turn, { queue: [...context.queue, event] });
      }
      const worker = firstFree(context.busy);
      change(turn, { busy: [...context.busy, worker] });
      return start(turn, `query:${worker}`, s.queryMs, { type: 'queryDone', worker, query: event });
    }
    case 'queryDone': {
      const { worker, query } = event;
      answer(s, turn, query);
      const [next, ...queue] = context.queue;
      if (next === undefined) {
        return change(turn, { busy: context.busy.filter((each) => each !== worker) });
      }
      change(turn, { queue });
      return start(turn, `query:${worker}`, s.queryMs, { type: 'queryDone', worker, query: next });
    }
    case 'FETCH': {
      const { from, op, done } = event;
      change(turn, {
        outbox: context.outbox.filter(({ at }) => at > done),
        follower: { from, op },
      });
      return feed(turn);
    }
    case 'keyTtl':
      return change(turn, withoutKey(turn.context, event.key));
    case 'keyLease': {
      const known = context.keys.find(({ key }) => key === event.key);
      return known?.is === 'busy' ? change(turn, withoutKey(turn.context, event.key)) : undefined;
    }
  }
}

function answer(s: Settings, turn: DbTurn, query: Query): void {
  const say = (message: Message): void => reply(turn, query, message);
  switch (query.type) {
    case 'SELECT':
      return say({
        type: 'ROWS',
        ...selected(turn.context, query),
        at: turn.context.commits,
      } as never);
    case 'TX': {
      const { statements, op } = query;
      const constraints = { unique: s.uniqueIndex === 'on', check: s.dbCheck === 'on' };
      const outcome = transact(turn.context, statements, constraints);
      if (!outcome.ok) {
        const { why, at, row } = outcome;
        const failed = statements[at];
        const sql = failed === undefined ? '' : statementText(failed);
        return say({ type: 'ABORTED', why, sql, row } as never);
      }
      const { tables, row, changes } = outcome;
      change(turn, tables);
      const at = tables.commits;
      for (const each of changes) tell(turn, fact(factOf(each, at), op));
      for (const each of statements) if (each.do === 'key') remember(s, turn, each.key, op);
      if (hasRelay(s)) change(turn, { outbox: [...turn.context.outbox, noteOf(at, row)] });
      say({ type: 'COMMITTED', row, at } as never);
      return feed(turn);
    }
    case 'KEY':
      return say({ type: 'KEY_IS', ...keyAnswer(s, turn, query) } as never);
  }
}

function factOf({ type, row, ...more }: Change, at: number): never {
  const { id, title, qty, version } = row;
  return { type, key: itemKey(id), title, qty, version, at, ...more } as never;
}

function keyAnswer(s: Settings, turn: DbTurn, query: Key): { is: KeyIs; row: Row | null } {
  const { how, key, hash, holder, row, op } = query;
  const known = turn.context.keys.find((each) => each.key === key);
  if (how === 'free') {
    if (known?.is === 'busy') change(turn, withoutKey(turn.context, key));
    stop(turn, `lease:${key}`);
    return { is: 'free', row: null };
  }
  if (how === 'save') {
    change(turn, withKey(turn.context, { key, hash, is: 'done', holder, row }));
    remember(s, turn, key, op);
    return { is: 'done', row };
  }
  if (known !== undefined) {
    return { is: known.hash === hash ? known.is : 'other', row: known.row };
  }
  if (how === 'reserve') {
    change(turn, withKey(turn.context, { key, hash, is: 'busy', holder, row: null }));
    start(turn, `lease:${key}`, s.keyLeaseMs, { type: 'keyLease', key, op });
  }
  return { is: 'free', row: null };
}

function remember(s: Settings, turn: DbTurn, key: string, op: string): void {
  stop(turn, `lease:${key}`);
  start(turn, `ttl:${key}`, s.keyTtlMs, { type: 'keyTtl', key, op });
}

/** The relay gets the first note that there is. */
function feed(turn: DbTurn): void {
  const { follower, outbox } = turn.context;
  const [note] = outbox;
  if (follower === null || note === undefined) return;
  change(turn, { follower: null });
  tell(turn, send(follower.from, { type: 'NOTE', ...note } as never, { op: follower.op }));
}

function firstFree(busy: readonly number[]): number {
  let worker = 1;
  while (busy.includes(worker)) worker++;
  return worker;
}
