/** A class: the instructor's page, a participant's phone, the projector and a clicker, over every transport. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type RoomServer, startRoomServer } from '../../room/server/serve.ts';
import { dist, PLAIN_HOST, withPlainHost } from './wire-page.ts';
import { button, problemsOf } from './workbench.ts';

test.use({ launchOptions: withPlainHost });

const SCENARIO = 'caching.fast-and-gone';
const PHONE = { width: 390, height: 844 };

const complaints = async (page: Page) =>
  (
    await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  ).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

const stepOf = (host: Page, title: string) =>
  host.getByRole('heading', { name: new RegExp(`^${title} of`) });

/** From the first step to the first that asks for a prediction. */
async function toPrediction(host: Page): Promise<void> {
  const ask = button(host, 'Ask this prediction');
  await expect(async () => {
    if (!(await ask.isVisible())) await host.keyboard.press('PageDown');
    await expect(ask).toBeVisible({ timeout: 500 });
  }).toPass();
  await ask.click();
}

const option = (page: Page) =>
  page.getByRole('radiogroup', { name: 'Your answer' }).getByRole('radio').first();

async function vote(page: Page): Promise<void> {
  await page.bringToFront();
  await option(page).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Your answer is in.')).toBeVisible();
}

test('a class in the tabs of one browser: follow, answer twice, try it alone, come back', async ({
  page: host,
  context,
  baseURL,
}) => {
  test.slow();
  const problems = problemsOf(host, baseURL);
  await host.goto(`./present?s=${SCENARIO}`);
  const code = (await host.getByRole('heading', { name: /^Room / }).innerText()).slice(-6);
  await expect(stepOf(host, '1. Where this happens')).toBeVisible();

  const phone = await context.newPage();
  problems.push(...problemsOf(phone, baseURL));
  await phone.setViewportSize(PHONE);
  await phone.goto(`./join?code=${code}`);
  await expect(phone.getByText('Following the instructor')).toBeVisible();
  expect(await complaints(phone)).toEqual([]);
  await phone.getByRole('radio', { name: 'Stuck' }).click();

  await host.bringToFront();
  await expect(host.getByText('1 person')).toBeVisible();
  await expect(host.getByText('Participant 1')).toBeVisible();
  await toPrediction(host);
  await vote(phone);
  await host.bringToFront();
  await expect(host.getByText('1 answered')).toBeVisible();
  await button(host, 'Ask once more').click();
  await phone.bringToFront();
  await expect(option(phone)).not.toBeChecked();
  await vote(phone);
  await host.bringToFront();
  await host.keyboard.press('r');
  expect(await complaints(host)).toEqual([]);
  await phone.bringToFront();
  await expect(phone.getByText('this is what happened')).toBeVisible();
  await expect(phone.getByText('round 2')).not.toHaveCount(0);

  await button(phone, 'Try it yourself').click();
  await expect(phone.getByRole('heading', { name: 'What will happen?' })).toBeVisible();
  await phone.keyboard.press('Escape');
  await button(phone, 'Back to the instructor').click();
  await expect(phone.getByText('Following the instructor')).toBeVisible();

  await host.bringToFront();
  await host.keyboard.press('b');
  await phone.bringToFront();
  await expect(phone.getByText('The instructor has darkened the screens.')).toBeVisible();
  expect(problems).toEqual([]);
});

test('the wheel is handed over and taken back, controls are locked and hidden, a person is removed', async ({
  page: host,
  context,
}) => {
  test.slow();
  await host.goto('./present');
  const code = (await host.getByRole('heading', { name: /^Room / }).innerText()).slice(-6);
  const ada = await context.newPage();
  await ada.goto(`./join?code=${code}`);
  await ada.getByPlaceholder('anonymous').fill('Ada');
  await ada.keyboard.press('Tab');

  await host.bringToFront();
  await host.getByText('What the class can change').click();
  await host.getByLabel('Variant', { exact: true }).selectOption('locked');
  await host.getByLabel('Write-ahead log').selectOption('hidden');
  await ada.bringToFront();
  await button(ada, 'Try it yourself').click();
  await expect(ada.getByRole('radio', { name: /^Cache-aside/ })).toBeDisabled();
  await expect(ada.getByText('Conditional flush')).toBeVisible();
  await expect(ada.getByText('Write-ahead log')).toHaveCount(0);

  await host.bringToFront();
  await button(host, 'Let Ada drive').click();
  await ada.bringToFront();
  await expect(ada.getByText('You drive')).toBeVisible();
  await button(ada, 'To the end').click();
  await host.bringToFront();
  await expect(host.getByTestId('now')).toHaveText(/^The run is at rest/);
  await button(host, 'Take the wheel back from Ada').click();
  await ada.bringToFront();
  await expect(ada.getByText('Following the instructor')).toBeVisible();
  await expect(ada.getByTestId('now')).not.toHaveText(/^The run is at rest/);

  await host.bringToFront();
  await button(host, 'Remove Ada').click();
  await ada.bringToFront();
  await expect(ada.getByText('The instructor removed you from the room.')).toBeVisible();
});

test('a link locks what it names, also after a reload', async ({ page }) => {
  await page.goto('./play?flow=caching&lock=variant&hide=fix:wal');
  const aside = page.getByRole('radio', { name: /^Cache-aside/ });
  await expect(aside).toBeDisabled();
  await expect(page.getByText('Conditional flush')).toBeVisible();
  await expect(page.getByText('Write-ahead log')).toHaveCount(0);
  await page.reload();
  await expect(aside).toBeDisabled();
});

test.describe('over a server', () => {
  let server: RoomServer;
  const folder = mkdtempSync(join(tmpdir(), 'data-flows-e2e-'));
  const start = (port: number) =>
    startRoomServer({
      port,
      host: '127.0.0.1',
      dist,
      redisUrl: null,
      folder,
      fresh: false,
      trustProxy: false,
    });
  test.beforeEach(async () => {
    server = await start(0);
  });
  test.afterEach(() => server.close());
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('over plain http: a vote survives the death of the server, a clicker steers, the projector follows', async ({
    browser,
  }) => {
    test.slow();
    const { port, rooms } = server;
    const [{ code, secret } = { code: '', secret: '' }] = rooms;
    const at = `http://${PLAIN_HOST}:${port}`;
    const contexts: BrowserContext[] = [];
    const open = async (address: string, viewport = { width: 1280, height: 800 }) => {
      const context = await browser.newContext({ viewport });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`${at}/${address}`);
      return page;
    };
    const host = await open(`present?s=${SCENARIO}#code=${code}&secret=${secret}`);
    await expect(host.getByRole('heading', { name: `Room ${code}` })).toBeVisible();
    expect(host.url()).not.toContain(secret);
    expect(await host.evaluate(() => isSecureContext)).toBe(false);

    const phone = await open(`join/${code}`, PHONE);
    await expect(phone.getByText('Following the instructor')).toBeVisible();
    const screen = await open(`project?code=${code}`);
    await expect(screen.getByText('A shop keeps its carts')).toBeVisible();
    await toPrediction(host);
    await vote(phone);
    await expect(host.getByText('1 answered')).toBeVisible();

    await server.close();
    await expect(phone.getByText('You were disconnected.')).toBeVisible();
    server = await start(port);
    await expect(phone.getByText('You were disconnected.')).toHaveCount(0, { timeout: 30_000 });
    await expect(option(phone)).toBeChecked();
    await expect(host.getByText('1 answered')).toBeVisible({ timeout: 30_000 });

    const clicker = await open(`clicker#code=${code}&secret=${secret}`, PHONE);
    await button(clicker, 'Reveal').click();
    await expect(screen.getByText('this is what happened')).toBeVisible();
    await button(clicker, 'Next').click();
    await expect(stepOf(host, '4. Something breaks')).toBeVisible();
    expect(await complaints(clicker)).toEqual([]);

    await host.reload();
    await expect(stepOf(host, '4. Something breaks')).toBeVisible({ timeout: 30_000 });
    for (const context of contexts) await context.close();
  });

  test('whoever has not the secret is not the instructor, and a wrong code says so', async ({
    page,
  }) => {
    const { port, rooms } = server;
    const at = `http://127.0.0.1:${port}`;
    await page.goto(`${at}/present#code=${rooms[0]?.code}&secret=guessed`);
    await expect(page.getByRole('alert').filter({ hasText: 'not of this room' })).toBeVisible();
    await page.goto(`${at}/join?code=234567`);
    await expect(page.getByRole('alert').filter({ hasText: 'no such room' })).toBeVisible();
    await page.goto(`${at}/join?code=nonsense`);
    await expect(page.getByRole('heading', { name: 'Join a room' })).toBeVisible();
    await page.getByRole('textbox').fill('O0O');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'That is no code' })).toBeVisible();
  });
});
