/** The table of files: a row for each upload, PENDING or READY. */
import { enqueueActions, setup } from 'xstate';
import { change, reply, start, stop, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, send } from '../../../kernel/system.ts';
import {
  type Expire,
  type Finalize,
  type Find,
  type Insert,
  nameOf,
  type Refused,
  type Row,
  type Swept,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface KeptRow extends Row {
  readonly op: string;
}
export interface DatabaseContext {
  readonly rows: readonly KeptRow[];
}

type DatabaseEvent =
  | Insert
  | Finalize
  | Find
  | Expire
  | Swept
  | Refused
  | { readonly type: 'aged' | 'agedAgain'; readonly id: string };

export const databaseDeadlines = ['aged', 'agedAgain'];
/** So long after it was not heard it is said again. */
const AGAIN_MS = 10_000;

export const databaseMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: DatabaseContext;
      events: DatabaseEvent;
      emitted: Command;
      input: DatabaseContext;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
      wake: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          for (const row of context.rows) age(s, turn, row);
        });
      }),
    },
  }).createMachine({
    id: 'database',
    context: ({ input: { rows } }) => ({ rows }),
    initial: 'serving',
    states: { serving: { entry: 'wake', on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: Turn<DatabaseContext>, event: DatabaseEvent): void {
  const { rows } = turn.context;
  const byId = (id: string): KeptRow | undefined => rows.find((each) => each.id === id);
  switch (event.type) {
    case 'INSERT': {
      // The key of a row is the upload's: a second insert of the same upload changes nothing.
      const known = byId(event.row.id);
      if (known === undefined) write(s, turn, { ...event.row, op: event.op });
      return answer(turn, event, known ?? event.row);
    }
    case 'FINALIZE': {
      const known = rows.find(
        ({ id, key }) =>
          id === event.id || (event.id === '' && [event.key, event.to].includes(key)),
      );
      if (known === undefined) {
        // Nobody announced it: only an event knows of it.
        if (event.row !== null) write(s, turn, { ...event.row, op: event.op });
        return answer(turn, event, event.row);
      }
      const ready = { ...known, status: 'READY', key: event.to } as const;
      // What is READY stays what it is, but for a copy that takes the place of its object.
      const isMoved = event.to !== event.key && known.key !== event.to;
      if (known.status === 'READY' && !isMoved) return answer(turn, event, known);
      write(s, turn, ready);
      return answer(turn, event, ready);
    }
    case 'FIND': {
      const { id, key } = event;
      const found = rows.find((each) => (id === '' ? each.key === key : each.id === id));
      return answer(turn, event, found ?? null);
    }
    case 'EXPIRE': {
      const known = byId(event.id);
      const isAsSeen = event.as === undefined || event.as === nameOf(known ?? null);
      if (known !== undefined && isAsSeen) {
        change(turn, { rows: rows.filter((each) => each !== known) });
        stop(turn, `aged:${event.id}`);
        tell(turn, fact({ type: 'removed', id: known.id }, known.op));
      }
      return answer(turn, event, null);
    }
    case 'aged':
    case 'agedAgain': {
      const row = byId(event.id);
      if (row === undefined) return;
      const { id, key, op } = row;
      tell(turn, send('sweeper', { type: 'OLD', key, id }, { op }));
      return start(turn, `aged:${id}`, AGAIN_MS, { type: 'agedAgain', id, op });
    }
    case 'SWEPT':
      return stop(turn, `aged:${event.id}`);
    case 'refused':
      return;
  }
}

function write(s: Settings, turn: Turn<DatabaseContext>, row: KeptRow): void {
  const { rows } = turn.context;
  const isNew = !rows.some(({ id }) => id === row.id);
  change(turn, {
    rows: isNew ? [...rows, row] : rows.map((each) => (each.id === row.id ? row : each)),
  });
  const { op, ...said } = row;
  tell(turn, fact({ type: 'recorded', ...said }, op));
  if (isNew) age(s, turn, row);
}

/** Of a row that stands before its object: an object is aged by storage. */
function age(s: Settings, turn: Turn<DatabaseContext>, { id, op }: KeptRow): void {
  if (s.sweeper === 'off' || s.order === 'uploadFirst') return;
  start(turn, `aged:${id}`, s.sweepAgeS * 1_000, { type: 'aged', id, op });
}

function answer(
  turn: Turn<DatabaseContext>,
  to: Insert | Finalize | Find | Expire,
  row: Row | KeptRow | null,
): void {
  if (row === null) return reply(turn, to, { type: 'ROW', row: null });
  const { id, key, status, sizeBytes, contentType, sha256 } = row;
  reply(turn, to, { type: 'ROW', row: { id, key, status, sizeBytes, contentType, sha256 } });
}
