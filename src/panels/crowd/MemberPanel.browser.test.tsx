import '../../app/style/base.css';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { openingRun } from '../../flow/compile.ts';
import { realtime } from '../../flows/realtime/index.ts';
import { SECOND } from '../../kernel/time.ts';
import { memberAt } from '../../views/member.ts';
import { lookOf, sceneOf } from '../../views/scene.ts';
import { MemberPanel } from './MemberPanel.tsx';

/** Forty clients, of which the last ten come after the moment that is shown. */
const scene = sceneOf(realtime, {
  ...openingRun(realtime),
  variant: 'websocket',
  workload: 'restart-storm',
  fixes: {},
  params: { clients: 40, joinsPerSecond: 10, durationMs: 20_000 },
});
const index = scene.trace.indexAt(2.95 * SECOND);
const node = lookOf(scene, 'crowd');
if (node === undefined) throw new Error('There is no crowd.');

const onEntry = vi.fn<(entry: number) => void>();
const onClose = vi.fn<() => void>();
const show = () =>
  render(
    <div style={{ position: 'relative', width: 390, height: 600 }}>
      <MemberPanel {...{ scene, index, node, onEntry, onClose }} />
    </div>,
  );

test('a client is opened by its number, and the arrow buttons go to its neighbours', async () => {
  const screen = await show();
  await expect.element(screen.getByLabelText('Client', { exact: true })).toHaveFocus();
  await userEvent.keyboard('17');
  await expect.element(screen.getByRole('heading', { name: /^Client 17/ })).toBeVisible();
  await screen.getByRole('button', { name: 'Next client', exact: true }).click();
  await expect.element(screen.getByRole('heading', { name: /^Client 18/ })).toBeVisible();
  await screen.getByRole('button', { name: 'Former client' }).click();
  await screen.getByRole('button', { name: 'Former client' }).click();
  await expect.element(screen.getByRole('heading', { name: /^Client 16/ })).toBeVisible();
});

test('a number that nobody has says so', async () => {
  const screen = await show();
  await userEvent.keyboard('41');
  await expect.element(screen.getByText('There is no client 41 in this run.')).toBeVisible();
});

test('a state opens the next client that is in it, and one that nobody is in cannot be pressed', async () => {
  const screen = await show();
  await screen.getByRole('button', { name: /^live/ }).click();
  await expect.element(screen.getByRole('heading', { name: /^Client 2 ?live/ })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /^given up/ })).toBeDisabled();
});

test('what happened to it leads to the entry', async () => {
  onEntry.mockReset();
  const screen = await show();
  await userEvent.keyboard('5');
  const [latest] = memberAt(scene, node, 5, index)?.recent ?? [];
  if (latest === undefined) throw new Error('Nothing happened to it.');
  await screen.getByRole('listitem').first().getByRole('button').click();
  expect(onEntry.mock.calls).toEqual([[latest.id]]);
});

test('one that has not come yet says so, and Escape closes', async () => {
  onClose.mockReset();
  const screen = await show();
  await userEvent.keyboard('40');
  await expect.element(screen.getByText('It has not come yet.')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledTimes(1);
});
