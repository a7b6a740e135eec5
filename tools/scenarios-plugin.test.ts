import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type HotPayload, type ViteDevServer } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScenarioEntry } from '../src/scenario/scenario.ts';
import { scenariosPlugin } from './scenarios-plugin.ts';

const FILE = 'scenarios/caching/04-fast-and-gone.yaml';
let root = '';
let server: ViteDevServer;
let sent: HotPayload[] = [];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'data-flows-'));
  cpSync(FILE, join(root, FILE), { recursive: true });
  server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [scenariosPlugin()],
    server: { middlewareMode: true, ws: false, watch: null },
  });
  sent = [];
  server.environments.client.hot.send = (...args: unknown[]) => {
    const [first, data] = args;
    sent.push(
      typeof first === 'string' ? { type: 'custom', event: first, data } : (first as HotPayload),
    );
  };
});

afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

const listed = async (): Promise<ScenarioEntry[]> =>
  ((await server.ssrLoadModule('virtual:scenarios')) as { scenarios: ScenarioEntry[] }).scenarios;

/** As the watcher tells it. */
async function edit(from: string, to: string): Promise<void> {
  const path = join(root, FILE);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
  const { hotUpdate } = scenariosPluginOf(server);
  await hotUpdate.call({ environment: server.environments.client }, { type: 'update', file: path });
}

function scenariosPluginOf({ config }: ViteDevServer) {
  const found = config.plugins.find(({ name }) => name === 'scenarios');
  return found as unknown as { hotUpdate: (this: unknown, options: unknown) => Promise<unknown> };
}

test('lists what there is, small, and loads the rest when it is asked for', async () => {
  const [first] = await listed();
  expect(first).toMatchObject({ id: 'caching.fast-and-gone', flow: 'caching', level: 'core' });
  expect(first).not.toHaveProperty('steps');
  expect((await first?.load())?.steps.map(({ kind }) => kind)).toContain('challenge');
});

test('an edited file is told to the page, which is not loaded anew', async () => {
  await edit('title: Fast and gone', 'title: Gone');
  expect(sent).toEqual([
    {
      type: 'custom',
      event: 'scenario',
      data: expect.objectContaining({ title: 'Gone' }) as unknown,
    },
  ]);
});

test('a file that has become wrong is shown with the place of what is wrong', async () => {
  await edit('level: core', 'level: hard');
  expect(sent).toMatchObject([{ type: 'error', err: { loc: { file: FILE, line: 6, column: 8 } } }]);
});

test('a wrong file does not build', async () => {
  writeFileSync(join(root, FILE), 'schemaVersion: 1');
  await expect(listed()).rejects.toThrow(`${FILE}:1:1 id: found nothing`);
});
