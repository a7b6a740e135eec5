/** A diagram inside of a page of somebody else: it speaks with that page, and with nobody else. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, problemsOf } from './workbench.ts';

/** A page of another origin that shows the embed, and keeps what it hears. */
async function pageAround(src: (own: string) => string): Promise<{ at: string; server: Server }> {
  const server = createServer((_, response) => {
    const own = `http://localhost:${(server.address() as AddressInfo).port}`;
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(
      `<!doctype html><title>Slides</title><iframe title="Flow" width="900" height="520" src="${src(own)}"></iframe>
       <script>var heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { at: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
}

const heard = (page: Page, type: string) =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { heard: { type: string; atMs?: number; playing?: boolean }[] }).heard
        .filter((each) => each.type === wanted)
        .at(-1) ?? null,
    type,
  );

const say = (page: Page, message: object) =>
  page.evaluate((data) => frames[0]?.postMessage(data, '*'), {
    app: 'data-flows',
    v: 1,
    ...message,
  });

test('the page around an embed steers it and hears how it stands', async ({ page, baseURL }) => {
  const { at, server } = await pageAround(
    (own) => `${baseURL}play?embed=1&flow=jobs&origin=${own}`,
  );
  await page.goto(at);
  await expect.poll(() => heard(page, 'ready')).toMatchObject({ flow: 'jobs' });
  await say(page, { type: 'goto', atMs: 120 });
  await expect.poll(() => heard(page, 'playhead')).toMatchObject({ atMs: 120, playing: false });
  await say(page, { type: 'play' });
  await expect.poll(() => heard(page, 'playhead')).toMatchObject({ playing: true });
  await say(page, { type: 'pause' });
  await expect.poll(() => heard(page, 'playhead')).toMatchObject({ playing: false });
  server.close();
});

test('a page that the address does not name is neither heard nor told anything', async ({
  page,
  baseURL,
}) => {
  const { at, server } = await pageAround(
    () => `${baseURL}play?embed=1&flow=jobs&origin=https://docs.example`,
  );
  await page.goto(at);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await say(page, { type: 'play' });
  await page.waitForTimeout(500);
  await expect(frame.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await heard(page, 'ready')).toBeNull();
  server.close();
});

test('a stretch plays again and again until it is paused', async ({ page, baseURL }) => {
  const problems = problemsOf(page, baseURL);
  await page.goto('./play?embed=1&flow=caching&controls=none&autoplay=1&from=100ms&to=300ms');
  await expect(button(page, 'Pause')).toBeVisible();
  const complaints = await new AxeBuilder({ page }).analyze();
  expect(complaints.violations.map(({ id }) => id)).toEqual([]);
  await page.waitForTimeout(4_000);
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  expect(problems).toEqual([]);
});

test('what the address says wrongly is told, and the rest stands', async ({ page }) => {
  await page.goto('./play?embed=1&flow=caching&controls=ful');
  await expect(page.getByText('use play, full, none')).toBeVisible();
  await expect(button(page, 'Play')).toBeVisible();
});
