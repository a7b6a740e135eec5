/** A flow is fetched when it is opened: what a person sees when that fails, and without a network. */
import { expect, type Page, test } from '@playwright/test';
import { openingRun } from '../../flow/compile.ts';
import { jobs } from '../../flows/jobs/index.ts';
import { encodeLink } from '../../playback/link.ts';
import { button, openWorkbench, problemsOf } from './workbench.ts';

const ITS_FILE = /assets\/jobs-/;

async function chooseJobs(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Flow:/ }).click();
  await page.getByRole('menuitemradio', { name: /^Background jobs/ }).click();
}

const jobsAreOpen = (page: Page) =>
  expect(button(page, 'Flow: Background jobs')).toBeVisible({ timeout: 15_000 });

test.describe('where the file of a flow does not arrive', () => {
  test.use({ serviceWorkers: 'block' });

  test('the menu says so, the flow on the screen stays, and trying again opens it', async ({
    page,
  }) => {
    await openWorkbench(page);
    await page.route(ITS_FILE, (route) => route.abort());
    await chooseJobs(page);
    await expect(page.getByRole('alert')).toContainText('“Background jobs” could not be loaded.');
    await expect(button(page, 'Flow: Caching')).toBeVisible();
    await page.unroute(ITS_FILE);
    await button(page, 'Try again').click();
    await jobsAreOpen(page);
    await expect(page.getByRole('alert')).toBeEmpty();
  });

  test('a link says so, and trying again opens the link', async ({ page }) => {
    await page.route(ITS_FILE, (route) => route.abort());
    await page.goto(`./play${await encodeLink(openingRun(jobs), 200_000)}`);
    await expect(page.getByRole('alert')).toContainText('“Background jobs” could not be loaded.');
    await page.unroute(ITS_FILE);
    await button(page, 'Try again').click();
    await jobsAreOpen(page);
    await expect(page.getByTestId('clock')).toHaveText('0.200 s');
  });

  test('one that takes long is named while it does', async ({ page }) => {
    let arrive = (): void => {};
    const arrives = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route(ITS_FILE, async (route) => {
      await arrives;
      await route.continue();
    });
    await openWorkbench(page);
    await chooseJobs(page);
    await expect(page.getByText('Loading “Background jobs” …')).toBeVisible();
    arrive();
    await jobsAreOpen(page);
    await expect(page.getByText('Loading “Background jobs” …')).toHaveCount(0);
  });
});

test('without a network a flow opens that was never opened before', async ({ page, context }) => {
  await openWorkbench(page);
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const files = (await (await fetch('files.json')).json()) as string[];
          const kept = await Promise.all(files.map((name) => caches.match(name)));
          return kept.length > 0 && kept.every((each) => each !== undefined);
        }),
      { timeout: 20_000 },
    )
    .toBe(true);
  await context.setOffline(true);
  await page.reload();
  await chooseJobs(page);
  await jobsAreOpen(page);
});

test('a file of one’s own goes into the run by its name, size and type, whatever it is called', async ({
  page,
  baseURL,
}) => {
  const problems = problemsOf(page, baseURL);
  await page.goto('./play?flow=upload');
  await expect(button(page, 'Share')).toBeVisible({ timeout: 15_000 });
  if (await button(page, 'Pause').isVisible()) await button(page, 'Pause').click();
  await page.getByRole('button', { name: /^Ada/ }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: /Upload a file of your own/ }).click(),
  ]);
  const name = '<img src=x onerror=alert(1)>.png';
  await chooser.setFiles({ name, mimeType: 'image/png', buffer: Buffer.alloc(3_000) });
  await button(page, 'To the end').click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('_img_src_x_onerror_alert(1)_.png');
  await expect(page.getByRole('tabpanel')).toContainText('image/png');
  expect(problems).toEqual([]);
});
