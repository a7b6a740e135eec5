import '../../../app/style/base.css';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { openingRun } from '../../../flow/compile.ts';
import { allFlows } from '../../../flows/catalogue.ts';
import { createPlayback } from '../../../playback/store.ts';
import { PlaybackContext } from '../../../playback/usePlayback.ts';
import { States } from './States.tsx';

const catalogue = await allFlows();

async function shown(flowId: string) {
  const flow = catalogue.find(({ id }) => id === flowId);
  if (flow === undefined) throw new Error(`There is no flow ${flowId}.`);
  const store = createPlayback({ catalogue, run: openingRun(flow) });
  const screen = await render(
    <PlaybackContext value={store}>
      <div style={{ width: 1000, height: 500 }}>
        <States />
      </div>
    </PlaybackContext>,
  );
  return { store, screen, scene: store.getState().scene };
}

/** A machine that is busy lays out a large chart in seconds. */
const LAID_OUT_MS = 8_000;

const drawn = () => [...document.querySelectorAll('[data-state]')];
const active = () =>
  [...document.querySelectorAll('[data-active]')].map((each) => each.getAttribute('data-state'));

test('the states are laid out by the worker, nested, and those the actor is in are lit', async () => {
  const { store } = await shown('caching');
  await expect.poll(() => drawn().length, { timeout: LAID_OUT_MS }).toBeGreaterThan(3);
  for (const state of drawn()) {
    const { width, height } = state.getBoundingClientRect();
    expect(width * height).toBeGreaterThan(100);
  }
  const { trace } = store.getState().scene;
  const dirty = trace.entries.find(
    (each) => each.kind === 'step' && each.actor === 'cache' && each.after.value === 'dirty',
  );
  if (dirty === undefined) throw new Error('The cache is never dirty.');
  store.getState().seekEntry(dirty.id - 1);
  await expect.poll(active).not.toContain('dirty');
  store.getState().seekEntry(dirty.id);
  await expect.poll(active).toContain('dirty');
  await expect.poll(() => document.querySelectorAll('[data-last]').length).toBeGreaterThan(0);
});

test('a running delay is a ring that shrinks with the playhead, and leaves with its timer', async () => {
  const { store, scene } = await shown('caching');
  await expect.poll(() => drawn().length, { timeout: LAID_OUT_MS }).toBeGreaterThan(3);
  const timer = scene.trace.entries.find((each) => each.kind === 'timer' && each.actor === 'cache');
  if (timer?.kind !== 'timer') throw new Error('The cache has no timer.');
  const offset = () =>
    Number(
      document.querySelector<SVGElement>('[data-delay] circle + circle')?.style.strokeDashoffset,
    );
  store.getState().seekEntry(timer.id);
  await expect.poll(offset).toBe(0);
  store.getState().seek(timer.atUs + (timer.dueUs - timer.atUs) / 2);
  await expect.poll(offset).toBeGreaterThan(0.4);
});

test('a request is picked among those alive, and says so when it has left', async () => {
  const { store, screen, scene } = await shown('caching');
  const spawn = scene.trace.entries.find(
    (each) => each.kind === 'spawn' && each.actor.startsWith('api/'),
  );
  if (spawn?.kind !== 'spawn') throw new Error('The API has no request.');
  store.getState().seekEntry(spawn.id + 1);
  store.getState().select({ kind: 'node', node: 'api' });
  await screen.getByRole('button', { name: /Machine$/ }).click();
  const name = spawn.actor.slice('api/'.length);
  await screen.getByRole('option', { name: new RegExp(`^${name} ·`) }).click();
  await expect.poll(() => active().length).toBeGreaterThan(1);
  store.getState().toEnd();
  await expect.element(screen.getByText('Not alive at this moment.')).toBeVisible();
  expect(active()).toEqual([]);
});

test('the outline tells states, ways and what is active without the picture', async () => {
  const { store, screen } = await shown('jobs');
  store.getState().toEnd();
  await screen.getByRole('switch', { name: 'In words' }).click({ force: true });
  const outline = screen.getByRole('list', { name: 'States' });
  await expect.element(outline).toBeVisible();
  await expect.element(outline).toHaveTextContent('where it begins');
  await expect.element(outline).toHaveTextContent('→');
});

test('the machine is there as JSON', async () => {
  const { screen } = await shown('realtime');
  await screen.getByRole('button', { name: 'JSON' }).click();
  const field = screen.getByRole('textbox', { name: 'The machine as JSON' });
  await expect.element(field).toBeVisible();
  const { value } = field.element() as HTMLTextAreaElement;
  expect(JSON.parse(value)).toMatchObject({ id: expect.any(String), states: expect.any(Object) });
});

test.each(catalogue.map(({ id }) => id))('%s has a chart for each of its nodes', async (id) => {
  const { store, scene } = await shown(id);
  for (const { id: node } of scene.compiled.plan.nodes) {
    store.getState().select({ kind: 'node', node });
    const nodeStates = () => drawn().map((each) => each.getAttribute('data-state'));
    await expect.poll(nodeStates, { timeout: LAID_OUT_MS }).toContain('');
  }
});
