/**
 * The database: items with a unique name, the orders that refer to them, and notes for the worker.
 * It enforces what was declared, and says what went wrong by SQLSTATE alone.
 */
import { enqueueActions, setup } from 'xstate';
import { change, reply, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { type Command, fact, type Received, send } from '../../../kernel/system.ts';
import type { Fetch, NoteRow, OrderStatus, Place, Query, Settle } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface ItemRow extends JsonObject {
  readonly name: string;
  readonly qty: number;
}
export interface OrderRow extends JsonObject {
  readonly id: string;
  readonly key: string;
  readonly item: string;
  readonly status: OrderStatus;
  /** How often it was charged and given back. */
  readonly refunds: number;
}

/** What is on disk. */
export interface DatabaseInput {
  readonly items: readonly ItemRow[];
  readonly orders: readonly OrderRow[];
  readonly notes: readonly NoteRow[];
  /** Its disk is full: nothing can be written. */
  readonly full: boolean;
}
export interface DatabaseContext extends DatabaseInput {
  /** The next transactions that end in a deadlock. */
  readonly deadlocks: number;
  /** The worker, while it waits for a note. */
  readonly follower: Received | null;
}

type DatabaseEvent =
  | Query
  | Place
  | Settle
  | Fetch
  | { readonly type: 'diskFull' | 'deadlock' | 'recover' };

/** So many rows are kept: the oldest are archived. */
const KEPT = 600;
/** A name is a varchar(20). */
const NAME_LENGTH = 20;

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
    context: ({ input }) => ({ ...input, deadlocks: 0, follower: null }),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: Turn<DatabaseContext>, event: DatabaseEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'QUERY':
      return query(turn, event);
    case 'PLACE':
      return place(s, turn, event);
    case 'SETTLE':
      return settle(turn, event);
    case 'FETCH': {
      const { from, op } = event;
      change(turn, { follower: { from, op } });
      return feed(turn);
    }
    case 'diskFull':
      return change(turn, { full: true });
    case 'deadlock':
      return change(turn, { deadlocks: Math.min(context.deadlocks + 1, 9) });
    case 'recover':
      return change(turn, { full: false, deadlocks: 0 });
  }
}

type Asked = Received;

/** The database says no. */
function fail(turn: Turn<DatabaseContext>, to: Asked, code: string, cause: string): void {
  tell(turn, fact({ type: 'trouble', cause }));
  reply(turn, to, { type: 'DBERR', code });
}

function answer(turn: Turn<DatabaseContext>, to: Asked, row: JsonObject | null, done = true): void {
  if (done) tell(turn, fact(row === null ? NO_ROW : { type: 'done' }));
  reply(turn, to, { type: 'ROW', row });
}
const NO_ROW = { type: 'trouble', cause: 'absent' };

/** Whether a transaction that writes goes through. */
function writes(turn: Turn<DatabaseContext>, to: Asked): boolean {
  const { full, deadlocks } = turn.context;
  if (deadlocks > 0) {
    change(turn, { deadlocks: deadlocks - 1 });
    fail(turn, to, '40P01', 'transient');
  } else if (full) fail(turn, to, '53100', 'database');
  else return true;
  return false;
}

function query(turn: Turn<DatabaseContext>, event: Query): void {
  const { verb, id, qty } = event;
  const { items, orders } = turn.context;
  const item = items.find(({ name }) => name === id);
  switch (verb) {
    case 'select':
      return answer(turn, event, item ?? null);
    case 'exists':
      return answer(turn, event, item ?? null, false);
    case 'find': {
      const order = orders.find((each) => each.id === id);
      return answer(turn, event, order === undefined ? null : shownOf(order));
    }
    case 'refunds': {
      const order = orders.find(({ key }) => key === id);
      return answer(turn, event, order ?? null, false);
    }
    case 'insert': {
      if (!writes(turn, event)) return;
      if (item !== undefined) return fail(turn, event, '23505', 'unique');
      if (id.length > NAME_LENGTH) return fail(turn, event, '22001', 'database');
      const row = { name: id, qty };
      change(turn, { items: [...items, row].slice(-KEPT) });
      tell(turn, fact({ type: 'done', stored: true }));
      return answer(turn, event, row, false);
    }
    case 'delete': {
      if (!writes(turn, event)) return;
      if (item === undefined) return answer(turn, event, null);
      if (orders.some((each) => each.item === id)) return fail(turn, event, '23503', 'foreignKey');
      change(turn, { items: items.filter((each) => each !== item) });
      return answer(turn, event, item);
    }
  }
}

const shownOf = ({ id, item, status }: OrderRow): JsonObject => ({ id, item, status });

function place(s: Settings, turn: Turn<DatabaseContext>, event: Place): void {
  const { key, item, status, note, refunds, op } = event;
  const { items, orders, notes } = turn.context;
  if (!items.some(({ name }) => name === item)) return answer(turn, event, null);
  if (!writes(turn, event)) return;
  const mine = orders.filter((each) => each.key === key);
  const known = s.orderKey === 'on' ? mine[0] : undefined;
  if (known !== undefined && refunds !== null && known.refunds > refunds) {
    return fail(turn, event, '40001', 'transient');
  }
  // A row that only remembers a refund is an order again.
  const placed = known?.status === 'CANCELLED' ? { ...known, item, status } : known;
  const id = mine.length === 0 ? key : `${key}-${mine.length + 1}`;
  const row = placed ?? { id, key, item, status, refunds: 0 };
  change(turn, {
    orders: [...orders.filter((each) => each !== known), row].slice(-KEPT),
    notes: note && known === undefined ? [...notes, { op, order: id, key: id }] : notes,
  });
  tell(turn, fact({ type: 'orderIs', order: row.id, status: row.status }));
  answer(turn, event, shownOf(row));
  feed(turn);
}

function settle(turn: Turn<DatabaseContext>, event: Settle): void {
  const { id, key, status, refunds } = event;
  const { orders, notes } = turn.context;
  if (!writes(turn, event)) return;
  const known = orders.find((each) => (id === '' ? each.key === key : each.id === id));
  const before = known ?? { id: key, key, item: '', status, refunds: 0 };
  // One that was cancelled so often, and is paid since: an old message that comes late.
  if (refunds !== null && before.refunds >= refunds) return reply(turn, event, { type: 'SETTLED' });
  const row = { ...before, status, refunds: Math.min(refunds ?? before.refunds, 9) };
  change(turn, {
    orders: [...orders.filter((each) => each !== known), row].slice(-KEPT),
    notes: notes.filter(({ order }) => order !== row.id),
  });
  tell(turn, fact({ type: 'orderIs', order: row.id, status }));
  reply(turn, event, { type: 'SETTLED' });
}

/** The worker gets the first note that there is. */
function feed(turn: Turn<DatabaseContext>): void {
  const { follower, notes } = turn.context;
  const [note] = notes;
  if (follower === null || note === undefined) return;
  change(turn, { follower: null });
  tell(turn, send(follower.from, { type: 'NOTE', note }, { op: follower.op }));
}
