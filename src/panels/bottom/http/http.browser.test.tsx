import '../../../app/style/base.css';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { openingRun } from '../../../flow/compile.ts';
import { allFlows } from '../../../flows/catalogue.ts';
import { createPlayback } from '../../../playback/store.ts';
import { PlaybackContext } from '../../../playback/usePlayback.ts';
import { WhyPanel } from '../../right/WhyPanel.tsx';
import { Data } from '../data/Data.tsx';
import { Http } from './Http.tsx';

const catalogue = await allFlows();
const caching = catalogue.find(({ id }) => id === 'caching');
if (caching === undefined) throw new Error('There is no caching.');
const flow = caching;

async function open(children: React.ReactNode) {
  const store = createPlayback({ catalogue, run: openingRun(flow) });
  const screen = await render(
    <PlaybackContext value={store}>
      <div style={{ height: 500, width: 900 }}>{children}</div>
    </PlaybackContext>,
  );
  return { store, screen };
}

test('exchanges come with the playhead, and one that is chosen shows both sides and ways to where they happened', async () => {
  const { store, screen } = await open(<Http />);
  await expect.element(screen.getByText('No request has been sent yet.')).toBeVisible();
  store.getState().toEnd();
  const put = screen.getByRole('option', { name: /PUT \/api\/items\/cart:1.*200 OK/ }).first();
  await put.click();
  await expect.element(put).toHaveAttribute('aria-selected', 'true');
  const details = screen.getByRole('region', { name: 'PUT /api/items/cart:1' });
  await expect.element(details).toHaveTextContent('Response, simulated: 200 OK');
  await expect.element(details.getByText('{ "value": "v1" }')).toBeVisible();
  await details.getByRole('button', { name: /API has it/ }).click();
  const { scene, playhead } = store.getState();
  expect(scene.trace.entries[playhead.index]).toMatchObject({ kind: 'deliver', actor: 'api' });
  await expect.element(details).toHaveTextContent('No response so far.');
});

test('the list is walked by the keyboard', async () => {
  const { store, screen } = await open(<Http />);
  store.getState().toEnd();
  const list = screen.getByRole('listbox', { name: 'Requests so far' });
  list.element().dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
  await expect.element(list).toHaveAttribute('aria-activedescendant', 'exchange-0');
  list.element().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
  await expect.element(list).toHaveAttribute('aria-activedescendant', 'exchange-1');
});

test('a request by hand is refused in words, and enters the run when it is right', async () => {
  const { store, screen } = await open(<Http />);
  await screen.getByRole('button', { name: 'Send a request' }).click();
  const path = screen.getByRole('textbox', { name: 'Path' });
  await path.fill('/api/carts');
  await screen.getByRole('button', { name: 'Send at the playhead' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('404 No such route.');
  expect(store.getState().run.inputs).toEqual([]);
  await path.fill('/api/items/cart:1');
  await screen.getByRole('button', { name: 'Send at the playhead' }).click();
  expect(store.getState().run.inputs).toMatchObject([{ op: 'you-1', node: 'stranger' }]);
  await expect.element(screen.getByRole('option', { name: /You.*GET.*pending/ })).toBeVisible();
});

test('what the stores hold stands in tables, with the last change', async () => {
  const { store, screen } = await open(<Data />);
  store.getState().toEnd();
  const database = screen.getByRole('region', { name: 'Database' });
  await expect.element(database.getByRole('table', { name: 'rows' })).toHaveTextContent('cart:1');
  await database.getByRole('button').first().click();
  const { scene, playhead } = store.getState();
  expect(scene.trace.entries[playhead.index]).toMatchObject({ kind: 'step', actor: 'db' });
});

test('each link of an explanation is a way there, and the explanation can be closed', async () => {
  const { scene } = createPlayback({ catalogue, run: openingRun(flow) }).getState();
  const entry = scene.trace.entries.find(
    (each) => each.kind === 'send' && each.address === 'write-1/saved',
  );
  const { store, screen } = await open(
    <WhyPanel scene={scene} index={-1} entry={entry?.id ?? -1} />,
  );
  store.getState().askWhy(entry?.id ?? null);
  const act = scene.trace.entries.find((each) => each.kind === 'act' && each.op === 'write-1');
  await screen.getByRole('button', { name: /Shopper A begins write-1/ }).click();
  expect(store.getState().playhead.index).toBe(act?.id);
  await screen.getByRole('button', { name: 'Close the explanation' }).click();
  expect(store.getState().asked).toBeNull();
});
