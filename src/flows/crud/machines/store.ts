/**
 * One call of the repository: it asks the cache and the database, and tells the cache of writes.
 *
 *     readingCache → querying (→ loadingOwners) → fillingCache → answering     read
 *     (clearingFirst →) writing → (tellingCache →) answering                   write
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, type Message, send } from '../../../kernel/system.ts';
import type {
  Aborted,
  Ask,
  Committed,
  DbError,
  Deleted,
  Found,
  Hit,
  KeyKnown,
  ListedRow,
  Miss,
  Refused,
  Row,
  Rows,
  Stored,
} from '../protocol.ts';
import { hasCache, invalidates, loadsOwners, type Settings } from '../settings.ts';
import { keyText, selectText, txText } from '../sql.ts';
import { ABORTS, asked, askText, cacheKeyOf, forget, trouble } from './asks.ts';
import { selectFor, selectOwners, tell } from './queries.ts';

interface StoreInput {
  readonly asker: string;
  readonly ask: Ask;
}

export interface StoreContext extends StoreInput {
  readonly found: Found;
  /** As of which commit it was read or written. */
  readonly at: number;
  readonly row: Row | null;
  /** How many owners are loaded already. */
  readonly owners: number;
  /** How many queries it has made. */
  readonly queries: number;
  readonly answer: Message;
}

type KeyState = Omit<KeyKnown, 'type'> & { readonly type: 'KEY_IS' };
type StoreEvent =
  | Rows
  | Committed
  | Aborted
  | DbError
  | KeyState
  | Hit
  | Miss
  | Stored
  | Deleted
  | Refused;

export const storeDeadlines = ['dbTimeout', 'cacheTimeout'];

export const storeMachine = (s: Settings) => {
  const caches = hasCache(s);

  const clearsFirst = s.cache === 'deleteBefore';
  const owners = loadsOwners(s);
  const dbLate = Number.isFinite(s.dbTimeoutMs)
    ? {
        dbTimeout: {
          target: 'answering' as const,
          actions: ['giveUp' as const, 'sayLate' as const],
        },
      }
    : {};
  const cacheLate = <Target extends string>(target: Target) =>
    Number.isFinite(s.cacheTimeoutMs)
      ? { cacheTimeout: { target, actions: 'giveUp' as const } }
      : {};
  const dbTrouble = {
    DB_ERROR: { target: 'answering' as const, actions: 'sayError' as const },
    refused: { target: 'answering' as const, actions: 'sayRefused' as const },
  };

  return setup({
    types: {} as {
      context: StoreContext;
      events: StoreEvent;
      emitted: Command;
      input: StoreInput;
    },
    delays: { dbTimeout: s.dbTimeoutMs, cacheTimeout: s.cacheTimeoutMs },
    guards: {
      looksInCache: ({ context: { ask } }) =>
        caches && ask.kind !== 'write' && cacheKeyOf(ask) !== null,
      reads: ({ context: { ask } }) => ask.kind === 'page' || ask.kind === 'item',
      writes: ({ context: { ask } }) => ask.kind === 'write',
      clearsFirst: ({ context: { ask } }) => clearsFirst && ask.kind === 'write',
      wantsOwners: ({ context: { ask }, event }) =>
        ask.kind === 'page' && owners !== 'join' && event.type === 'ROWS' && event.rows.length > 0,
      wantsMore: ({ context }) =>
        owners === 'off' && context.owners + 1 < context.found.rows.length,
      fills: ({ context: { ask } }) => caches && cacheKeyOf(ask) !== null,
      tellsCache: () => invalidates(s) && !clearsFirst,
    },
    actions: {
      askCache: emit(({ context: { ask } }) =>
        send('cache', { type: 'GET', key: cacheKeyOf(ask) }),
      ),
      select: enqueueActions(({ context, enqueue }) => {
        const { ask } = context;
        if (ask.kind !== 'page' && ask.kind !== 'item') return;
        const select = selectFor(s, ask);
        enqueue.assign({ queries: context.queries + 1 });
        enqueue.emit(asked(context, selectText(select)));
        enqueue.emit(send('db', select as never));
      }),
      selectOwners: enqueueActions(({ context, enqueue }) => {
        const select = selectOwners(s, context.found.rows, context.owners);
        enqueue.assign({ queries: context.queries + 1 });
        enqueue.emit(asked(context, selectText(select)));
        enqueue.emit(send('db', select as never));
      }),
      keepFound: assign(({ event }) =>
        event.type === 'HIT'
          ? { found: event.found }
          : event.type === 'ROWS'
            ? { found: { rows: event.rows, total: event.total }, at: event.at }
            : {},
      ),
      keepOwners: assign(({ context: { found, owners: n }, event }) => {
        if (event.type !== 'ROWS') return {};
        const names = new Map(event.names.map((each) => each.split('=') as [string, string]));
        const rows = found.rows.map(
          (row, i): ListedRow =>
            owners === 'off' && i !== n ? row : { ...row, owner: names.get(row.ownerId) ?? null },
        );
        return { found: { ...found, rows }, owners: n + 1 };
      }),
      fill: emit(({ context: { ask, found, at } }) =>
        send('cache', { type: 'SET', key: cacheKeyOf(ask), found, at, drop: false } as never),
      ),
      clear: emit(({ context: { ask, row, at } }) => forget(ask, row, at)),
      tellCache: emit(({ context: { ask, row, at } }) => tell(s, ask, row, at)),
      write: enqueueActions(({ context, enqueue }) => {
        const { ask } = context;
        if (ask.kind !== 'write') return;
        enqueue.assign({ queries: context.queries + 1 });
        enqueue.emit(asked(context, txText(ask.statements)));
        enqueue.emit(send('db', { type: 'TX', statements: ask.statements } as never));
      }),
      keepWritten: assign(({ event }) =>
        event.type === 'COMMITTED' ? { row: event.row, at: event.at } : {},
      ),
      askKey: enqueueActions(({ context, enqueue }) => {
        const { ask } = context;
        if (ask.kind !== 'key') return;
        const { kind: _, ...key } = ask;
        enqueue.assign({ queries: context.queries + 1 });
        enqueue.emit(asked(context, keyText(key)));
        enqueue.emit(send('db', { type: 'KEY', ...key } as never));
      }),
      sayFound: assign(({ context: { found } }) => ({ answer: { type: 'FOUND', found } as never })),
      sayWritten: assign(({ context: { row } }) => ({ answer: { type: 'WRITTEN', row } as never })),
      sayKey: assign(({ event }) =>
        event.type === 'KEY_IS'
          ? { answer: { type: 'KEY_KNOWN', is: event.is, row: event.row } as never }
          : {},
      ),
      sayAborted: assign(({ event }) =>
        event.type === 'ABORTED'
          ? { answer: trouble(ABORTS[event.why], event.sql, event.row) }
          : {},
      ),
      sayError: assign(({ event }) =>
        event.type === 'DB_ERROR' ? { answer: trouble('database', event.sql, null) } : {},
      ),
      sayRefused: assign(({ context: { ask } }) => ({
        answer: trouble('unavailable', askText(ask), null),
      })),
      sayLate: assign(({ context: { ask } }) => ({
        answer: trouble('timeout', askText(ask), null),
      })),
      giveUp: emit(abandon()),
      answer: emit(({ context: { asker, answer } }) => send(asker, answer)),
    },
  }).createMachine({
    id: 'store',
    context: ({ input }) => ({
      ...input,
      found: { rows: [], total: 0 },
      at: 0,
      row: null,
      owners: 0,
      queries: 0,
      answer: { type: '' },
    }),
    initial: 'starting',
    states: {
      starting: {
        always: [
          { guard: 'looksInCache', target: 'readingCache' },
          { guard: 'reads', target: 'querying' },
          { guard: 'clearsFirst', target: 'clearingFirst' },
          { guard: 'writes', target: 'writing' },
          { target: 'askingForKey' },
        ],
      },
      readingCache: {
        entry: 'askCache',
        after: cacheLate('querying'),
        on: {
          HIT: { target: 'answering', actions: ['keepFound', 'sayFound'] },
          MISS: 'querying',
          refused: 'querying',
        },
      },
      querying: {
        entry: 'select',
        after: dbLate,
        on: {
          ROWS: [
            { guard: 'wantsOwners', target: 'loadingOwners', actions: 'keepFound' },
            { guard: 'fills', target: 'fillingCache', actions: 'keepFound' },
            { target: 'answering', actions: ['keepFound', 'sayFound'] },
          ],
          ...dbTrouble,
        },
      },
      loadingOwners: {
        entry: 'selectOwners',
        after: dbLate,
        on: {
          ROWS: [
            { guard: 'wantsMore', target: 'loadingOwners', reenter: true, actions: 'keepOwners' },
            { guard: 'fills', target: 'fillingCache', actions: 'keepOwners' },
            { target: 'answering', actions: ['keepOwners', 'sayFound'] },
          ],
          ...dbTrouble,
        },
      },
      fillingCache: {
        entry: ['sayFound', 'fill'],
        after: cacheLate('answering'),
        on: { STORED: 'answering', NOT_STORED: 'answering', refused: 'answering' },
      },
      clearingFirst: {
        entry: 'clear',
        after: cacheLate('writing'),
        on: { DELETED: 'writing', refused: 'writing' },
      },
      writing: {
        entry: 'write',
        after: dbLate,
        on: {
          COMMITTED: [
            { guard: 'tellsCache', target: 'tellingCache', actions: 'keepWritten' },
            { target: 'answering', actions: ['keepWritten', 'sayWritten'] },
          ],
          ABORTED: { target: 'answering', actions: 'sayAborted' },
          ...dbTrouble,
        },
      },
      tellingCache: {
        entry: ['sayWritten', 'tellCache'],
        after: cacheLate('answering'),
        on: {
          DELETED: 'answering',
          STORED: 'answering',
          NOT_STORED: 'answering',
          refused: 'answering',
        },
      },
      askingForKey: {
        entry: 'askKey',
        after: dbLate,
        on: { KEY_IS: { target: 'answering', actions: 'sayKey' }, ...dbTrouble },
      },
      answering: { type: 'final', entry: 'answer' },
    },
  });
};
