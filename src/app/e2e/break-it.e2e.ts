/** The search for a counterexample, from the question to the fix, and two branches side by side. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { button, cache, clock, guarantee, now, openWorkbench, problemsOf } from './workbench.ts';

const SURVIVES = 'Every acknowledged write survives';

async function choose(
  page: Page,
  label: RegExp,
  option: RegExp,
  within: Locator | Page = page,
): Promise<void> {
  await within.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

test('the loss of a write-back cache is found, opened before its fault, and two fixes survive the whole search', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const problems = problemsOf(page, baseURL);
  await openWorkbench(page);
  await page.keyboard.press('k');
  // Without these an order alone breaks it: then no single fix is enough.
  await page
    .getByText(/^\d+ more$/)
    .first()
    .click();
  await choose(page, /How a miss fills the cache$/, /Lease/);
  await page.getByRole('switch', { name: 'Conditional flush' }).click({ force: true });

  await button(page, 'Find a way to break it').click();
  const search = page.getByRole('region', { name: 'Find a way to break it' });
  await choose(page, /Guarantee$/, /^C2/, search);
  await choose(page, /Where: Crash$/, /Cache/, search);
  await choose(page, /Workload$/, /^One write/, search);
  await search.getByRole('checkbox', { name: 'Drop' }).uncheck();
  await button(page, 'Search').click();
  const found = search.getByRole('list', { name: 'What was found' });
  await expect(found).toContainText('Cache crashes: what it held in memory is gone. Then:');
  await expect(found).toContainText(/with 1 fault, and with no fewer/);
  expect(await complaints(page)).toEqual([]);

  await button(page, `Open the witness: ${SURVIVES}`).click();
  await expect(button(page, 'Play')).toBeVisible();
  await expect(cache(page)).not.toHaveAttribute('aria-label', /down/);
  const before = await clock(page).textContent();
  await button(page, 'One entry forward').click();
  await expect(now(page).or(page.getByTestId('live'))).toContainText('Cache crashes');
  expect(before).not.toBeNull();

  await button(page, `Now with a fix: ${SURVIVES}`).click();
  const fixes = search.getByRole('region', { name: 'Now with a fix' });
  await expect(fixes.getByRole('status')).toHaveText(
    /^Enough by itself: .*Write-ahead log: always/,
    {
      timeout: 60_000,
    },
  );
  await expect(fixes.getByRole('status')).toHaveText(/Replica of the cache: sync/, {
    timeout: 60_000,
  });
  await expect(fixes.getByRole('status')).not.toHaveText(/So far/, { timeout: 60_000 });
  await expect(fixes).toContainText('The very same witness still breaks it.');
  expect(await complaints(page)).toEqual([]);

  await button(page, 'Play the witness with: Write-ahead log: always').click();
  await button(page, 'Close the search').click();
  await button(page, 'To the end').click();
  await expect(guarantee(page, SURVIVES)).toContainText('holds');

  await button(page, 'Compare branches').click();
  const compare = page.getByRole('region', { name: 'Compare' });
  const row = compare.getByRole('row', { name: new RegExp(SURVIVES) });
  await expect(row.getByRole('cell')).toHaveText(['broken', 'holds', 'no longer']);
  await expect(page.getByRole('group', { name: 'Diagram' })).toHaveCount(2);
  const differences = compare.getByRole('region', { name: 'Entries that differ' });
  await expect(differences.getByRole('button').first()).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await button(page, 'The same run with Write-through').click();
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText(
    'Write-through',
  );
  expect(problems).toEqual([]);
});

test('a search is stopped, says exactly what it covered, and goes on with more states', async ({
  page,
}) => {
  test.slow();
  await openWorkbench(page);
  await page.keyboard.press('k');
  await button(page, 'Find a way to break it').click();
  const search = page.getByRole('region', { name: 'Find a way to break it' });
  await choose(page, /Guarantee$/, /^C4/, search);
  await choose(page, /Workload$/, /^One write/, search);
  await choose(page, /States, at most$/, /^10,000$/, search);
  await button(page, 'Search').click();
  await expect(search).toContainText(/Not decided: nothing found in 10,\d+ states/);
  await expect(search).not.toContainText('Holds for');
  await button(page, 'Go on to 100,000 states').click();
  await expect(search).toContainText(/Broken by an order of delivery with 1 fault/);
});

test('on a phone the search is a sheet, and it goes on when the sheet is closed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page);
  await page.keyboard.press('k');
  await button(page, 'Find a way to break it').click();
  await button(page, 'Search').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await button(page, 'What happens').click();
  await expect(page.getByRole('list', { name: 'What was found' })).toContainText('Broken by');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('side by side, a message that the other run does not have is ringed, on either side', async ({
  page,
}) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await page.keyboard.press('Home');
  await cache(page).click();
  await page.getByRole('menuitem', { name: /^Crash/ }).click();
  await button(page, 'Compare branches').click();
  await expect(page.getByRole('group', { name: 'Diagram' })).toHaveCount(2);
  const ringed = (side: string) =>
    page.getByRole('region', { name: side, exact: true }).locator('[data-message][class*="lit"]');
  for (const side of ['Was', 'Now']) {
    await expect
      .poll(
        async () => {
          await button(page, 'One entry forward').click();
          return ringed(side).count();
        },
        { intervals: [50], timeout: 20_000 },
      )
      .toBeGreaterThan(0);
  }
});
