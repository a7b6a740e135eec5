/**
 * What a node holds, as tables: every list of its machine's context is one, with the columns that
 * its rows have, and single values make another. It needs nothing of the flow but plain data with
 * names that say what they are, and units last.
 */
import type { EntryId, Standing } from '../kernel/entry.ts';
import type { NodeId } from '../kernel/system.ts';
import { equal } from './equal.ts';
import { isStore, keptOf } from './kept.ts';
import { type Scene, worldAt } from './scene.ts';
import { waysOf } from './ways.ts';
import { formatTime, words } from './words.ts';

/** What the last change of its node did to a row. */
export const ROW_MARKS = ['same', 'new', 'changed', 'gone'] as const;
export type RowMark = (typeof ROW_MARKS)[number];

export interface Cell {
  readonly text: string;
  /** What stood here before, if that was something else. */
  readonly before?: string;
}

export interface TableRow {
  readonly id: string;
  readonly mark: RowMark;
  readonly cells: readonly Cell[];
}

export interface DataTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** How many rows there are beyond those. */
  readonly more: number;
}

export interface NodeData {
  readonly node: NodeId;
  readonly title: string;
  readonly role: string;
  /** It is down: what it held in memory is gone, and these are what its disk keeps. */
  readonly isDown: boolean;
  /** The entry that changed it last; -1 while it is down. */
  readonly changedBy: EntryId;
  readonly tables: readonly DataTable[];
  /** Lists that hold nothing now. */
  readonly empty: readonly string[];
}

const ROWS_SHOWN = 100;

/** The nodes that keep things for others; where there is none, every node that shows what it holds. */
export function storesOf({ compiled: { plan } }: Scene): NodeId[] {
  const stores = plan.nodes.filter(isStore);
  const found = stores.length > 0 ? stores : plan.nodes.filter(({ holds }) => holds !== undefined);
  return found.map(({ id }) => id);
}

/** What these nodes hold after an entry, and what the last change of each was. */
export function dataAt(scene: Scene, index: EntryId, nodes: readonly NodeId[]): NodeData[] {
  const world = worldAt(scene, index);
  return scene.compiled.plan.nodes
    .filter(({ id }) => nodes.includes(id))
    .map((node) => {
      const { id, title, role } = node;
      const own = world.actors.get(id);
      const changedBy = own?.since ?? -1;
      const now = (keptOf(scene.trace, world, node) as Fields) ?? contextOf(own?.standing);
      const before = beforeOf(scene, changedBy) ?? now;
      const isDown = world.nodes.get(id) === 'down';
      return { node: id, title, role, isDown, changedBy, ...tablesOf(before, now) };
    });
}

type Fields = Readonly<Record<string, unknown>>;

const contextOf = (standing: Standing | undefined): Fields => (standing?.context ?? {}) as Fields;

/** How its machine stood before that entry; `undefined` when it began there. */
function beforeOf({ trace }: Scene, id: EntryId): Fields | undefined {
  const former = trace.entries[waysOf(trace).before[id] ?? -1];
  return former?.kind === 'step' || former?.kind === 'spawn' ? contextOf(former.after) : undefined;
}

function tablesOf(before: Fields, now: Fields): Pick<NodeData, 'tables' | 'empty'> {
  const tables: DataTable[] = [];
  const empty: string[] = [];
  const values: [Fields[], Fields[]] = [[], []];
  for (const name of Object.keys({ ...before, ...now })) {
    const lists = [before[name], now[name]].map(listOf);
    const [former, present] = lists;
    if (former === undefined && present === undefined) {
      if (name in before) values[0].push({ name: headOf(name), value: shown(name, before[name]) });
      if (name in now) values[1].push({ name: headOf(name), value: shown(name, now[name]) });
    } else if ((former?.length ?? 0) + (present?.length ?? 0) === 0) empty.push(words(name));
    else tables.push(tableOf(words(name), former ?? [], present ?? []));
  }
  if (values[1].length > 0) tables.push(tableOf('single values', ...values));
  return { tables, empty };
}

/** Rows, if it is a list or a record of such; `undefined` for a single value. */
function listOf(value: unknown): Fields[] | undefined {
  if (Array.isArray(value))
    return value.map((item) => (isFields(item) ? flat(item) : { value: item }));
  if (!isFields(value)) return undefined;
  return Object.entries(value).map(([name, item]) =>
    isFields(item) ? { name, ...flat(item) } : { name, value: item },
  );
}

/** What a row has within a field stands beside it: `{ job: { id }, worker }` has the columns id and worker. */
function flat(row: Fields): Fields {
  const fields = Object.entries(row).flatMap(([name, value]) =>
    isFields(value)
      ? Object.entries(value).map(
          ([inner, each]) => [inner in row ? `${name} ${inner}` : inner, each] as const,
        )
      : [[name, value] as const],
  );
  return Object.fromEntries(fields);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tableOf(title: string, before: readonly Fields[], now: readonly Fields[]): DataTable {
  const columns = [...new Set([...now, ...before].flatMap((row) => Object.keys(row)))];
  const idOf = identity(columns, [before, now]);
  const former = new Map(before.map((row, i) => [idOf(row, i), row]));
  const rows = now.map((row, i): TableRow => {
    const id = idOf(row, i);
    const was = former.get(id);
    former.delete(id);
    const cells = columns.map((name): Cell => {
      const text = shown(name, row[name]);
      const isSame = was === undefined || equal(was[name], row[name]);
      return isSame ? { text } : { text, before: shown(name, was[name]) };
    });
    const isChanged = cells.some((cell) => cell.before !== undefined);
    return { id, cells, mark: was === undefined ? 'new' : isChanged ? 'changed' : 'same' };
  });
  const gone = Array.from(
    former,
    ([id, row]): TableRow => ({
      id: `gone ${id}`,
      mark: 'gone',
      cells: columns.map((name) => ({ text: shown(name, row[name]) })),
    }),
  );
  const kept = [...rows.slice(0, ROWS_SHOWN), ...gone.slice(0, ROWS_SHOWN)];
  const more = Math.max(0, rows.length - ROWS_SHOWN);
  return { title, columns: columns.map(headOf), rows: kept, more };
}

/** By the first column that tells all rows apart; by their place, if none does. */
function identity(
  columns: readonly string[],
  lists: readonly (readonly Fields[])[],
): (row: Fields, place: number) => string {
  const name = columns.find((each) =>
    lists.every((rows) => {
      const found = rows.map((row) => row[each]);
      const isPlain = found.every(
        (value) => typeof value === 'string' || typeof value === 'number',
      );
      return isPlain && new Set(found).size === rows.length;
    }),
  );
  return name === undefined ? (_, place) => String(place) : (row) => String(row[name]);
}

/** `expiresUs` is headed `expires`: its values have their units. */
const headOf = (name: string): string => words(name.replace(/(?<=[a-z])(Us|Ms|Bytes)$/, ''));

function shown(name: string, value: unknown): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') {
    if (name.endsWith('Us')) return formatTime(value);
    if (name.endsWith('Ms')) return formatTime(value * 1_000);
    return name.endsWith('Bytes') ? `${value} B` : String(value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
