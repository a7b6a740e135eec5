import { expect, test } from 'vitest';
import { openingRun } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import { allFlows } from '../flows/catalogue.ts';
import { type Scene, sceneOf } from './scene.ts';
import { type DataTable, dataAt, storesOf } from './tables.ts';

const flows = await allFlows();
const flowOf = (id: string): Flow => {
  const flow = flows.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`There is no flow ${id}.`);
  return flow;
};
const caching = flowOf('caching');
const scene = sceneOf(caching, openingRun(caching));

function tableAt(of: Scene, index: number, node: string, title: string): DataTable | undefined {
  return dataAt(of, index, [node])[0]?.tables.find((each) => each.title === title);
}

const column = (table: DataTable | undefined, name: string): (string | undefined)[] =>
  table?.rows.map(({ cells }) => cells[table.columns.indexOf(name)]?.text) ?? [];

test('the stores of a flow are its caches and databases, and each list of theirs is a table', () => {
  expect(storesOf(scene)).toEqual(['cache', 'db']);
  const rows = tableAt(scene, scene.trace.entries.length - 1, 'db', 'rows');
  expect(rows?.columns).toEqual(['key', 'value', 'version']);
  expect(column(rows, 'key')).toEqual(['cart:1']);
});

test('what the last change did is marked: a row that is new, a cell that is another, a row that is gone', () => {
  const marks = new Set<string>();
  for (const { id } of scene.trace.entries) {
    for (const { tables } of dataAt(scene, id, ['cache', 'db'])) {
      for (const { rows } of tables) for (const { mark } of rows) marks.add(mark);
    }
  }
  expect([...marks].sort()).toEqual(['changed', 'gone', 'new', 'same']);
});

test('a cell that changed says what stood there before', () => {
  const changed = scene.trace.entries
    .flatMap(({ id }) => tableAt(scene, id, 'db', 'rows')?.rows ?? [])
    .find(({ mark }) => mark === 'changed');
  expect(changed?.cells.map(({ text, before }) => [before, text])).toEqual([
    [undefined, 'cart:1'],
    ['v0', 'v2'],
    ['0', '2'],
  ]);
});

test('a node that is down holds nothing, and says that it is down', () => {
  const down = sceneOf(caching, {
    ...openingRun(caching),
    faults: [{ kind: 'stop', node: 'cache', atUs: 1_000_000 }],
  });
  const [cache] = dataAt(down, down.trace.entries.length - 1, ['cache']);
  expect(cache).toMatchObject({ isDown: true, tables: [], empty: [], changedBy: -1 });
});

test('a store that is down shows what its disk keeps; what a row has within a field has columns of its own', () => {
  const jobs = flowOf('jobs');
  const down = sceneOf(jobs, {
    ...openingRun(jobs),
    faults: [{ kind: 'crash', node: 'broker', atUs: 400_000, downForUs: 1_000_000 }],
  });
  const index = down.trace.indexAt(500_000);
  const table = tableAt(down, index, 'broker', 'in flight');
  expect(dataAt(down, index, ['broker'])[0]?.isDown).toBe(true);
  expect(column(table, 'id')).toEqual(['order-1']);
  expect(column(table, 'worker')).toEqual(['worker-1']);
});

test('spans have their units', () => {
  const table = tableAt(scene, scene.trace.entries.length - 1, 'cache', 'entries');
  expect(table?.columns).toContain('expires');
  expect(column(table, 'load')).toHaveLength(1);
  for (const text of column(table, 'load')) expect(text).toMatch(/ (m?s|µs|min)\b|^0 s$/);
});

test.each(flows.map(({ id }) => id))('%s: every node has its tables at any entry', (id) => {
  const flow = flowOf(id);
  const shown = sceneOf(flow, openingRun(flow));
  const nodes = shown.compiled.plan.nodes.map((node) => node.id);
  expect(storesOf(shown).length).toBeGreaterThan(0);
  for (const { id: index } of shown.trace.entries) {
    for (const { tables } of dataAt(shown, index, nodes)) {
      for (const { rows, columns } of tables) {
        expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
        expect(new Set(columns).size).toBe(columns.length);
      }
    }
  }
});
