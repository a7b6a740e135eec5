/** The table of items and what statements make of it. Pure. */
import type {
  AbortWhy,
  Draft,
  ListedRow,
  OutboxNote,
  Row,
  Select,
  Statement,
} from '../protocol.ts';
import { itemKey, PAGES, TENANT } from '../protocol.ts';
import { schemaFaults } from '../rules.ts';

export interface KeyRow {
  readonly key: string;
  readonly hash: string;
  /** Reserved by a transaction that is not over; or done, with what came of it. */
  readonly is: 'busy' | 'done';
  readonly holder: string;
  readonly row: Row | null;
}

export interface Tables {
  readonly rows: readonly Row[];
  readonly sales: number;
  readonly keys: readonly KeyRow[];
  readonly nextId: number;
  /** How many commits there were. */
  readonly commits: number;
  /** What the relay has not told the cache yet. */
  readonly outbox: readonly OutboxNote[];
}

/** What a statement changed, for whoever looks on. */
export type Change =
  | { readonly type: 'created' | 'changed' | 'deleted' | 'sold'; readonly row: Row }
  /** Of what there was, or to what somebody worked out. */
  | { readonly type: 'taken'; readonly row: Row; readonly relative: boolean };

/** The outcome of a transaction: all of its statements, or none. */
export type Outcome =
  | {
      readonly ok: true;
      readonly tables: Tables;
      readonly row: Row | null;
      readonly changes: readonly Change[];
    }
  | { readonly ok: false; readonly why: AbortWhy; readonly at: number; readonly row: Row | null };

export interface Constraints {
  readonly unique: boolean;
  readonly check: boolean;
}

const live = ({ rows }: Tables, id: string): Row | null =>
  rows.find((row) => row.id === id && !row.deleted && row.tenant === TENANT) ?? null;

const put = (tables: Tables, row: Row): Tables => ({
  ...tables,
  rows: tables.rows.map((each) => (each.id === row.id ? row : each)),
});

export function transact(
  tables: Tables,
  statements: readonly Statement[],
  constraints: Constraints,
): Outcome {
  // The key was reserved first: whoever has lost it is told so, and not what its other attempt did.
  const lost = statements.findIndex((each) => each.do === 'key' && !holds(tables, each));
  if (lost !== -1) return { ok: false, why: 'key', at: lost, row: null };
  const commits = tables.commits + 1;
  let now: Tables = { ...tables, commits };
  let row: Row | null = null;
  const changes: Change[] = [];
  for (const [at, statement] of statements.entries()) {
    const step = carryOut(now, statement, row, constraints);
    if ('why' in step) return { ok: false, why: step.why, at, row: step.row };
    now = step.tables;
    row = step.row ?? row;
    if (step.change !== null) changes.push(step.change);
  }
  return { ok: true, tables: now, row, changes };
}

/** Unless the reservation was rolled back, or another attempt is through. */
const holds = ({ keys }: Tables, { key, holder }: Extract<Statement, { do: 'key' }>): boolean =>
  keys.some((each) => each.key === key && each.is === 'busy' && each.holder === holder);

type Step =
  | { readonly tables: Tables; readonly row: Row | null; readonly change: Change | null }
  | { readonly why: AbortWhy; readonly row: Row | null };

function carryOut(
  tables: Tables,
  statement: Statement,
  made: Row | null,
  constraints: Constraints,
): Step {
  switch (statement.do) {
    case 'insert': {
      const { draft } = statement;
      const against = whyNot(tables, draft, null, constraints);
      if (against !== null) return { why: against, row: null };
      const id = String(tables.nextId);
      const row: Row = { id, ...draft, version: 1, tenant: TENANT, deleted: false };
      const grown = { ...tables, nextId: tables.nextId + 1, rows: [...tables.rows, row] };
      return { tables: grown, row, change: { type: 'created', row } };
    }
    case 'update':
    case 'remove':
    case 'take':
      return changeRow(tables, statement, constraints);
    case 'sale': {
      const row = live(tables, statement.id);
      if (row === null) return { why: 'gone', row: null };
      return { tables: { ...tables, sales: tables.sales + 1 }, row, change: { type: 'sold', row } };
    }
    case 'key': {
      const { key, hash, holder } = statement;
      return {
        tables: withKey(tables, { key, hash, is: 'done', holder, row: made }),
        row: null,
        change: null,
      };
    }
  }
}

function changeRow(
  tables: Tables,
  statement: Extract<Statement, { do: 'update' | 'remove' | 'take' }>,
  constraints: Constraints,
): Step {
  const before = live(tables, statement.id);
  if (before === null) return { why: 'gone', row: null };
  const version = before.version + 1;
  if (statement.do === 'take') {
    if (statement.qty === null && Number(before.qty) <= 0) return { why: 'empty', row: before };
    const row: Row = { ...before, version, qty: statement.qty ?? Number(before.qty) - 1 };
    const relative = statement.qty === null;
    return { tables: put(tables, row), row, change: { type: 'taken', row, relative } };
  }
  if (statement.ifVersion !== null && statement.ifVersion !== before.version) {
    return { why: 'version', row: before };
  }
  if (statement.do === 'remove') {
    const row: Row = { ...before, version, deleted: true };
    return { tables: put(tables, row), row, change: { type: 'deleted', row } };
  }
  const against = whyNot(tables, statement.draft, before.id, constraints);
  if (against !== null) return { why: against, row: before };
  const row: Row = { ...before, ...statement.draft, version };
  return { tables: put(tables, row), row, change: { type: 'changed', row } };
}

function whyNot(
  { rows }: Tables,
  draft: Draft,
  id: string | null,
  { unique, check }: Constraints,
): AbortWhy | null {
  if (check && (schemaFaults(draft).length > 0 || Number(draft.qty) < 0)) return 'check';
  const same = rows.some(
    (each) =>
      each.title === draft.title && each.id !== id && !each.deleted && each.tenant === TENANT,
  );
  return unique && same ? 'unique' : null;
}

export const withKey = (tables: Tables, key: KeyRow): Tables => ({
  ...tables,
  keys: [...tables.keys.filter((each) => each.key !== key.key), key],
});

export const withoutKey = (tables: Tables, key: string): Tables => ({
  ...tables,
  keys: tables.keys.filter((each) => each.key !== key),
});

/** The note that goes with a commit: what the cache may hold of it. */
export const noteOf = (at: number, row: Row | null): OutboxNote => ({
  at,
  keys: [...(row === null ? [] : [itemKey(row.id)]), PAGES],
});

const NAMES = [
  'Ann',
  'Bob',
  'Cleo',
  'Dan',
  'Eve',
  'Finn',
  'Gus',
  'Hana',
  'Ida',
  'Jon',
  'Kim',
  'Leo',
  'Mia',
  'Ned',
  'Ola',
  'Pia',
  'Quin',
  'Ray',
  'Sue',
  'Tom',
] as const;
export const ownerName = (id: string): string => NAMES[(Number(id) - 1) % NAMES.length] ?? 'Ann';

/** The rows that a query finds, and how many there are on all pages. */
export function selected(
  { rows }: Tables,
  {
    what,
    ids,
    page,
    size,
    scoped,
    join,
  }: Pick<Select, 'what' | 'ids' | 'page' | 'size' | 'scoped' | 'join'>,
): { rows: ListedRow[]; names: string[]; total: number } {
  const withOwner = (row: Row): ListedRow => ({
    ...row,
    owner: join ? ownerName(row.ownerId) : null,
  });
  const visible = scoped ? rows.filter((row) => !row.deleted && row.tenant === TENANT) : rows;
  switch (what) {
    case 'page': {
      const from = (page - 1) * size;
      return {
        rows: visible.slice(from, from + size).map(withOwner),
        names: [],
        total: visible.length,
      };
    }
    case 'item': {
      const found = visible.filter(({ id }) => id === ids[0]);
      return { rows: found.map(withOwner), names: [], total: found.length };
    }
    case 'owner':
    case 'owners':
      return { rows: [], names: ids.map((id) => `${id}=${ownerName(id)}`), total: ids.length };
  }
}
