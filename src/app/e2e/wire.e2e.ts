/** The wire in the built app, as a person meets it: the badge, the network panel, what goes wrong. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Request, test } from '@playwright/test';
import { openingRun, traceOf } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import { caching } from '../../flows/caching/index.ts';
import type { Entry, SendEntry } from '../../kernel/entry.ts';
import type { Fault } from '../../kernel/schedule.ts';
import {
  badge,
  consoleOf,
  dist,
  isExchange,
  open,
  PLAIN_HOST,
  playToEnd,
  reason,
  serveUnder,
  withPlainHost,
} from './wire-page.ts';

test.use({ launchOptions: withPlainHost });

const MS = 1_000;

const calm = openingRun(caching);
const isCall = (entry: Entry): entry is SendEntry =>
  entry.kind === 'send' && entry.from.startsWith('shopper-') && !entry.address.endsWith('+copy');

/** The requests that a run's clients send; a copy is no request of its own. */
const callsOf = (run: Run): SendEntry[] => traceOf(caching, run).entries.filter(isCall);

/** Crashes, losses, late replies and failures: every way in which an exchange can end. */
function roughened(run: Run): Run {
  const [first, second, third, fourth, fifth, sixth] = callsOf(run);
  const reply = (call: SendEntry | undefined): string =>
    `${call?.event.op}/${call?.event.type === 'getItem' ? 'item' : 'saved'}`;
  const faults: Fault[] = [
    { kind: 'drop', message: reply(first) },
    { kind: 'duplicate', message: second?.address ?? '', afterUs: 5 * MS },
    { kind: 'fail', message: third?.address ?? '' },
    { kind: 'delay', message: reply(fourth), byUs: 500 * MS },
    { kind: 'crash', node: 'api', atUs: (fifth?.atUs ?? 0) + MS, downForUs: 100 * MS },
    { kind: 'drop', message: sixth?.address ?? '' },
  ];
  return { ...run, params: { clientTimeoutMs: 300 }, faults };
}
const rough = roughened(calm);

test('the network panel shows the exchanges of the clients, and the badge counts them', async ({
  page,
}) => {
  const seen: Request[] = [];
  page.on('request', (request) => {
    if (isExchange(request)) seen.push(request);
  });
  const lines = consoleOf(page);
  await open(page, './', calm, 'on the wire');
  await playToEnd(page);

  const sent = callsOf(calm).map(({ event }) => (event.type === 'getItem' ? 'GET' : 'PUT'));
  expect(sent.length).toBeGreaterThan(5);
  expect(seen.map((request) => request.method())).toEqual(sent);
  await expect(badge(page)).toHaveAccessibleName(
    `Transport: on the wire · ${sent.length} requests`,
  );
  const [first] = seen;
  expect(new URL(first?.url() ?? '').pathname).toBe('/api/items/cart:1');
  const response = await first?.response();
  expect(response?.status()).toBe(200);
  expect(await response?.json()).toEqual({ key: 'cart:1', value: 'v0', version: 0 });
  expect(lines).toEqual([]);
});

test('whatever goes wrong in the simulation goes wrong on the network', async ({ page }) => {
  const failed: string[] = [];
  const statuses: number[] = [];
  page.on('requestfailed', (request) => failed.push(request.failure()?.errorText ?? ''));
  page.on('response', (response) => {
    if (isExchange(response.request())) statuses.push(response.status());
  });
  const lines = consoleOf(page);
  await open(page, './', rough, 'on the wire');
  await playToEnd(page);

  await expect(badge(page)).toHaveAccessibleName(
    `Transport: on the wire · ${callsOf(rough).length} requests`,
  );
  // Given up by the client; refused by a node that is down.
  expect(failed).toContain('net::ERR_ABORTED');
  expect(failed).toContain('net::ERR_FAILED');
  expect(statuses).toContain(500);
  // The browser's own lines for these, and no other.
  for (const line of lines) expect(line).toMatch(/^Failed to load resource: /);
});

test('over plain http the page answers itself, and says so', async ({ page }) => {
  const { port, server } = await serveUnder('/');
  const seen: string[] = [];
  page.on('request', (request) => {
    if (isExchange(request)) seen.push(request.url());
  });
  await open(page, `http://${PLAIN_HOST}:${port}/`, rough, 'in the page');
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await playToEnd(page);
  await expect(badge(page)).toHaveAccessibleName(
    `Transport: in the page · ${callsOf(rough).length} requests`,
  );
  expect(await reason(page)).toContain('plain http');
  expect(seen).toEqual([]);
  server.close();
});

test('it works from any folder of a host', async ({ page }) => {
  const { port, server } = await serveUnder('/some/folder/');
  const paths: string[] = [];
  page.on('request', (request) => {
    if (isExchange(request)) paths.push(new URL(request.url()).pathname);
  });
  await open(page, `http://localhost:${port}/some/folder/`, calm, 'on the wire');
  await playToEnd(page);
  expect(new Set(paths)).toEqual(new Set(['/some/folder/api/items/cart:1']));
  expect(paths).toHaveLength(callsOf(calm).length);
  server.close();
});

test('a worker that is killed is named in the badge, play goes on, and the next play has it back', async ({
  page,
  context,
}) => {
  await open(page, './', calm, 'on the wire');
  const tools = await context.newCDPSession(page);
  await tools.send('ServiceWorker.enable');
  const asked = page.waitForRequest(isExchange);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await asked;
  await tools.send('ServiceWorker.stopAllWorkers');
  await expect(badge(page)).toHaveAccessibleName('Transport: in-process', { timeout: 15_000 });
  expect(await reason(page)).toMatch(/read-1\/getItem.*(ended with|within)/s);
  const clock = page.getByTestId('clock');
  const before = await clock.textContent();
  await expect(clock).not.toHaveText(before ?? '');

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'To the start' }).click();
  const again = page.waitForRequest(isExchange);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await again;
  await expect(badge(page)).toHaveAccessibleName(/on the wire/);
});

test('without a worker it plays in-process, and says why', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new Error('no workers today'));
  });
  await page.goto('./play');
  await expect(badge(page)).toHaveAccessibleName('Transport: in-process');
  await expect.poll(() => reason(page)).toContain('no workers today');
  const clock = page.getByTestId('clock');
  const before = await clock.textContent();
  await expect(clock).not.toHaveText(before ?? '');
});

test('a hard reload does not lose the wire, and needs no other reload', async ({
  page,
  context,
}) => {
  await open(page, './', calm, 'on the wire');
  const tools = await context.newCDPSession(page);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await tools.send('Page.reload', { ignoreCache: true });
  await expect.poll(() => loads).toBe(1);
  await expect(badge(page)).toHaveAccessibleName(/on the wire/);
  await page.getByRole('button', { name: 'To the start' }).click();
  const asked = page.waitForRequest(isExchange);
  const play = page.getByRole('button', { name: 'Play', exact: true });
  if (await play.isVisible()) await play.click();
  await asked;
  await expect(badge(page)).toHaveAccessibleName(/on the wire · [1-9]/);
  expect(loads).toBe(1);
});

test('a request from the console becomes an act of the run', async ({ page }) => {
  await open(page, './', calm, 'on the wire');
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/items/cart:1');
    const note = response.headers.get('X-Sim-Note');
    return { status: response.status, note, body: (await response.json()) as object };
  });
  expect(answer).toMatchObject({ status: 200, body: { key: 'cart:1', value: 'v0' } });
  expect(answer.note).toContain('paused: answered at once');
  await expect(page.getByText('You', { exact: true }).first()).toBeVisible();
  const lost = await page.evaluate(async () => (await fetch('/api/carts')).json());
  expect(lost).toMatchObject({
    status: 404,
    detail: expect.stringContaining('PUT /api/items/:key'),
  });
});

test('the page opens again without a network, and its wire too', async ({ page, context }) => {
  await open(page, './', calm, 'on the wire');
  await page.reload();
  await expect(badge(page)).toHaveAccessibleName(/on the wire/);
  await context.setOffline(true);
  await page.reload();
  await expect(badge(page)).toHaveAccessibleName(/on the wire/);
  await playToEnd(page);
  await expect(badge(page)).toHaveAccessibleName(/[1-9]\d* requests/);
});

test('the first load brings nothing of it', () => {
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    const text = readFileSync(join(dist, 'assets', name), 'utf8');
    for (const [, each = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      load(each);
    }
  };
  const lazily = () =>
    [...loaded].flatMap((name) => {
      const text = readFileSync(join(dist, 'assets', name), 'utf8');
      return Array.from(
        text.matchAll(/import\(\s*[`"']\.\/([\w.-]+\.js)/g),
        ([, each = '']) => each,
      );
    });
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  for (const [, name = ''] of page.matchAll(/assets\/([\w.-]+\.js)/g)) load(name);
  const [workbench = ''] = lazily().filter((name) => name.startsWith('PlayPage-'));
  load(workbench);
  const withMsw = (name: string): boolean => {
    return readFileSync(join(dist, 'assets', name), 'utf8').includes('MOCK_ACTIVATE');
  };
  expect([...loaded].filter(withMsw)).toEqual([]);
  expect(new Set(lazily().filter(withMsw)).size).toBe(1);
});
