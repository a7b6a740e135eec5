/** What a visitor finds who reads nothing: the home page, the palette and the field guide. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, cache, clock, problemsOf, tabTo } from './workbench.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

async function openHome(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 2, name: /flows$/ })).toBeVisible();
  await expect(page.locator('[data-node]').first()).toBeVisible();
}

const palette = (page: Page) => page.getByRole('dialog', { name: 'Find anything' });

test('a crash on the home page loses something, says so, and opens in the workbench at that moment', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const problems = problemsOf(page, baseURL);
  await openHome(page);
  // A write waits in the cache for its flush: then a crash loses it.
  await expect(cache(page)).toHaveAttribute('aria-label', /dirty, cart:1 v1 dirty/, {
    timeout: 30_000,
  });
  await cache(page).click();
  const stage = page.getByRole('region', { name: 'A flow to break' });
  await expect(stage).toContainText('Cache is down.');
  await expect(stage.getByRole('status')).toContainText(/Broken at .* though v1 had been/, {
    timeout: 30_000,
  });
  await stage.getByRole('link', { name: 'Open in the workbench →' }).click();
  await expect(page).toHaveURL(/\/play$/);
  await expect(clock(page)).toContainText(/^2\.|^3\.|^4\./);
  await expect(page.getByRole('region', { name: 'Faults of this run' })).toContainText(
    'Crash Cache',
  );
  expect(problems).toEqual([]);
});

test('the home page can be used by the keyboard alone, and its motion be stopped', async ({
  page,
}) => {
  await openHome(page);
  await tabTo(page, button(page, 'Pause'));
  await page.keyboard.press('Enter');
  await expect(button(page, 'Play')).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: /^Caching/ }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/play$/);
});

test('without motion the home page stands still until somebody plays it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openHome(page);
  await expect(button(page, 'Play')).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about on the home page, in the palette and in the guide, ${colorScheme}`, async ({
    page,
  }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await openHome(page);
    await button(page, 'Pause').click();
    await expect(button(page, 'Theme')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Control+k');
    await expect(palette(page)).toBeVisible();
    expect(await complaints(page)).toEqual([]);
    await page.goto('./guide?section=jobs');
    await expect(page.getByText('order 4 is urgent', { exact: false })).toBeAttached();
    await expect(page.locator('[data-node]').first()).toBeVisible();
    await expect(button(page, 'Theme')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
  });
}

test('the palette finds a guarantee by its words, and the workbench shows it', async ({ page }) => {
  await openHome(page);
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await page.keyboard.type('acknowledged survives');
  await expect(page.getByRole('menuitem')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-guarantee="durable-writes"]')).toBeFocused();
});

test('the palette opens from the workbench, and a fault of another flow opens its menu', async ({
  page,
}) => {
  await page.goto('./play');
  await expect(button(page, 'Share')).toBeVisible();
  await button(page, 'Find anything').click();
  await palette(page).getByRole('searchbox').fill('crash worker 2');
  await page.getByRole('menuitem', { name: /Worker 2/ }).click();
  await expect(page.getByRole('menu', { name: 'What can be done to Worker 2' })).toBeVisible();
});

test('a row of the guide plays small on the page, one at a time, and opens in the workbench', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const problems = problemsOf(page, baseURL);
  await page.goto('./guide?section=crud#crud.no-validation');
  const row = page.getByRole('article', { name: 'No validation', exact: true });
  await expect(row).toBeInViewport();
  await expect(row).toContainText('Row 58 is not valid');
  await expect(row.getByRole('row', { name: /^Rows created/ })).toContainText(/2\s*0\s*1/);
  const next = page.getByRole('article', { name: 'No caching', exact: true });
  await row.getByRole('button', { name: 'Play' }).click();
  await expect(row.getByRole('button', { name: 'Pause' })).toBeVisible();
  await next.getByRole('button', { name: 'Play' }).click();
  await expect(next.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(row.getByRole('button', { name: 'Play' })).toBeVisible();
  await next.getByRole('link', { name: 'Open in the workbench →' }).click();
  await expect(page).toHaveURL(/\/play$/);
  await expect(clock(page)).toBeVisible();
  expect(problems).toEqual([]);
});

test('an address names a row of the guide, and the workbench opens its run at its moment', async ({
  page,
}) => {
  await page.goto('./play?show=caching.always-fresh');
  await expect(page.locator('[data-guarantee="fresh-reads"]')).toHaveAttribute(
    'data-verdict',
    'broken',
  );
  await page.goto('./play?show=caching.nothing');
  await expect(page.getByRole('alert')).toContainText('caching.nothing');
});

test('nothing scrolls sideways at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of ['./', './guide?section=realtime']) {
    await page.goto(address);
    await expect(page.locator('[data-node]').first()).toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      320,
    );
  }
});
