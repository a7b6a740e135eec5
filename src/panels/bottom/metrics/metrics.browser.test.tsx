import '../../../app/style/base.css';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { openingRun } from '../../../flow/compile.ts';
import { allFlows } from '../../../flows/catalogue.ts';
import { createPlayback } from '../../../playback/store.ts';
import { PlaybackContext } from '../../../playback/usePlayback.ts';
import { Metrics } from './Metrics.tsx';

const catalogue = await allFlows();

async function shown(flowId: string, was: number | null = null) {
  const flow = catalogue.find(({ id }) => id === flowId);
  if (flow === undefined) throw new Error(`There is no flow ${flowId}.`);
  const store = createPlayback({ catalogue, run: openingRun(flow) });
  const screen = await render(
    <PlaybackContext value={store}>
      <div style={{ width: 900, height: 400 }}>
        <Metrics was={was} />
      </div>
    </PlaybackContext>,
  );
  return { store, screen };
}

const caption = (title: string) =>
  page.getByRole('figure').filter({ hasText: title }).first().element().querySelector('figcaption');

test('a chart tells the value at the playhead, and its table the same', async () => {
  const { store, screen } = await shown('caching');
  await expect.element(screen.getByRole('figure').first()).toBeVisible();
  store.getState().toStart();
  await expect.poll(() => caption('Hit ratio')?.textContent).toContain('–');
  store.getState().toEnd();
  await expect.poll(() => caption('Hit ratio')?.textContent).toMatch(/\d %/);
  const value = /[\d.]+ %/.exec(caption('Hit ratio')?.textContent ?? '')?.[0] ?? 'none';
  const row = screen.getByRole('row', { name: /^Hit ratio/ });
  await expect.element(row.getByRole('cell').first()).toHaveTextContent(value);
});

test('lines are drawn, and a press on them moves the playhead there', async () => {
  const { store } = await shown('caching');
  await expect.poll(() => document.querySelectorAll('.u-wrap canvas').length).toBeGreaterThan(3);
  const canvas = document.querySelector<HTMLCanvasElement>('.u-wrap canvas');
  const paint = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
  expect(paint?.data.some((byte) => byte > 0)).toBe(true);
  const plot = canvas?.closest('[aria-hidden]');
  if (!(plot instanceof HTMLElement)) throw new Error('There is no plot.');
  plot.setPointerCapture = () => {};
  const { left, width, top } = plot.getBoundingClientRect();
  plot.dispatchEvent(
    new PointerEvent('pointerdown', {
      bubbles: true,
      pointerId: 1,
      clientX: left + width / 2,
      clientY: top + 9,
    }),
  );
  const { playhead, scene } = store.getState();
  expect(playhead.atUs / scene.trace.endUs).toBeGreaterThan(0.3);
  expect(playhead.atUs / scene.trace.endUs).toBeLessThan(0.7);
});

test('another branch is a second line, a second value, and a second column', async () => {
  const { store, screen } = await shown('caching');
  await expect.element(screen.getByText(/to compare both runs here/)).toBeVisible();
  store.getState().toEnd();
  store.getState().addFault({ kind: 'crash', node: 'cache', atUs: 1_000, downForUs: 1_000_000 });
  store.getState().toEnd();
  await screen.getByRole('button', { name: /Compare with/ }).click();
  await screen.getByRole('option').nth(1).click();
  await expect.poll(() => caption('Hit ratio')?.textContent).toContain('in the other run');
  await expect.element(screen.getByRole('columnheader', { name: 'Other run' })).toBeInTheDocument();
});

test('the branch that the page compares with is chosen already', async () => {
  const { store } = await shown('caching', 1);
  store.getState().addFault({ kind: 'crash', node: 'cache', atUs: 1_000, downForUs: 1_000_000 });
  store.getState().toEnd();
  await expect.poll(() => caption('Hit ratio')?.textContent).toContain('in the other run');
});

test('the table can be seen in place of the charts', async () => {
  const { screen } = await shown('jobs');
  await expect.element(screen.getByRole('figure').first()).toBeVisible();
  await screen.getByRole('switch', { name: 'As a table' }).click({ force: true });
  await expect.element(screen.getByRole('table')).toBeVisible();
  expect(screen.getByRole('figure').elements()).toHaveLength(0);
});

test.each(catalogue.map(({ id }) => id))('%s has charts without code of its own', async (id) => {
  const { screen } = await shown(id);
  await expect.element(screen.getByRole('figure').first()).toBeVisible();
});
