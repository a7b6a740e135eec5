/** Streams on the wire in the built app: what the network panel shows, and what ends them. */
import { expect, type Page, type Request, test } from '@playwright/test';
import { openingRun, traceOf } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import { realtime } from '../../flows/realtime/index.ts';
import {
  badge,
  consoleOf,
  isExchange,
  open,
  PLAIN_HOST,
  playToEnd,
  reason,
  serveUnder,
  withPlainHost,
} from './wire-page.ts';

test.use({ launchOptions: withPlainHost });

const SECOND = 1_000_000;

/** Two clients get some news; the first of them loses its connection once. */
const runOf = (variant: string): Run => ({
  ...openingRun(realtime),
  variant,
  untilUs: 14 * SECOND,
  faults: [{ kind: 'disconnect', link: 'client-a--hub', atUs: 4 * SECOND }],
});

/** How often clients ask for a stream. */
const openingsOf = (run: Run): number =>
  traceOf(realtime, run).entries.filter(
    (entry) => entry.kind === 'send' && /^(subscribe|upgrade)$/.test(entry.event.type),
  ).length;

function streamsOf(page: Page): Request[] {
  const seen: Request[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'eventsource') seen.push(request);
  });
  return seen;
}

test('the network panel shows event streams, and the one that the browser opens again', async ({
  page,
}) => {
  const run = runOf('sse');
  const seen = streamsOf(page);
  const lines = consoleOf(page);
  await open(page, './', run, 'on the wire');
  await playToEnd(page);
  expect(openingsOf(run)).toBe(3);
  expect(seen.map((request) => new URL(request.url()).pathname)).toEqual([
    '/api/stream',
    '/api/stream',
    '/api/stream',
  ]);
  expect(seen[2]?.url()).toBe(seen[0]?.url());
  const response = await seen[0]?.response();
  expect(response?.headers()['content-type']).toBe('text/event-stream');
  await expect(badge(page)).toHaveAccessibleName(/on the wire · 3 requests · [1-9]\d* messages/);
  expect(lines).toEqual([]);
});

test('the messages of WebSockets are listed beside the badge', async ({ page }) => {
  const run = { ...runOf('websocket'), fixes: { heartbeat: 'on' } };
  const lines = consoleOf(page);
  await open(page, './', run, 'on the wire');
  await playToEnd(page);
  await expect(badge(page)).toHaveAccessibleName(/on the wire · 3 requests · [1-9]\d* messages/);
  await badge(page).click();
  const list = page.getByRole('list', { name: /^Messages on streams/ });
  await expect(list.getByText('{"type":"event","seq":1,"n":1,"epoch":1}').first()).toBeVisible();
  expect(lines).toEqual([]);
});

test('a worker that is killed in the middle of a stream is named, and play goes on', async ({
  page,
  context,
}) => {
  await open(page, './', { ...runOf('sse'), faults: [] }, 'on the wire');
  const tools = await context.newCDPSession(page);
  await tools.send('ServiceWorker.enable');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(badge(page)).toHaveAccessibleName(/[1-9]\d* message/, { timeout: 15_000 });
  await tools.send('ServiceWorker.stopAllWorkers');
  await expect(badge(page)).toHaveAccessibleName('Transport: in-process', { timeout: 15_000 });
  expect(await reason(page)).toMatch(/open-[ab]\/subscribe/);
  const clock = page.getByTestId('clock');
  const before = await clock.textContent();
  await expect(clock).not.toHaveText(before ?? '');

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const again = page.waitForRequest(isExchange);
  await page.getByRole('button', { name: 'To the start' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await again;
  await expect(badge(page)).toHaveAccessibleName(/on the wire/);
});

for (const variant of ['sse', 'websocket']) {
  test(`a page that is left and opened again has its ${variant} streams again`, async ({
    page,
  }) => {
    const lines = consoleOf(page);
    await open(page, './', runOf(variant), 'on the wire');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(badge(page)).toHaveAccessibleName(/2 requests/, { timeout: 15_000 });
    await page.reload();
    await expect(badge(page)).toHaveAccessibleName(/on the wire/);
    await page.getByRole('button', { name: 'To the start' }).click();
    await playToEnd(page);
    await expect(badge(page)).toHaveAccessibleName(/on the wire · 3 requests/);
    expect(lines).toEqual([]);
  });
}

for (const variant of ['sse', 'websocket']) {
  test(`over plain http ${variant} is played without streams, and the badge says why`, async ({
    page,
  }) => {
    const { port, server } = await serveUnder('/');
    const seen = streamsOf(page);
    const lines = consoleOf(page);
    await open(page, `http://${PLAIN_HOST}:${port}/`, runOf(variant), 'in-process');
    await expect.poll(() => reason(page)).toContain('nothing else can answer a stream');
    const clock = page.getByTestId('clock');
    const before = await clock.textContent();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(clock).not.toHaveText(before ?? '');
    await expect(badge(page)).toHaveAccessibleName('Transport: in-process');
    expect(seen).toEqual([]);
    expect(lines).toEqual([]);
    server.close();
  });
}
