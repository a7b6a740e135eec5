/** Everybody gets in: both themes, small screens, no motion, no sight. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openingRun } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import { caching } from '../../flows/caching/index.ts';
import { encodeLink } from '../../playback/link.ts';
import { button, cache, now, openWorkbench, pills } from './workbench.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

async function rest(page: Page): Promise<void> {
  await page.keyboard.press('k');
  await page.keyboard.press('Home');
  await expect(pills(page)).toHaveCount(0);
}

async function breakTheCache(page: Page): Promise<void> {
  await rest(page);
  await cache(page).click();
  await page.getByRole('menuitem', { name: /^Crash/ }).click();
  await expect(cache(page)).toHaveAttribute('aria-label', /down/);
}

/** Watches until several messages came by; which of them were seen at more than one place? */
async function placesWhilePlaying(messages: number): Promise<{ moved: string[]; seen: number }> {
  const places = new Map<string, Set<string>>();
  while (places.size < messages) {
    for (const pill of document.querySelectorAll<HTMLElement>('[data-message]')) {
      const name = pill.dataset['message'] ?? '';
      places.set(name, (places.get(name) ?? new Set()).add(pill.style.transform));
    }
    await new Promise(requestAnimationFrame);
  }
  const moved = [...places].filter(([, seenAt]) => seenAt.size > 1).map(([name]) => name);
  return { moved, seen: places.size };
}

test('axe finds nothing to complain about while messages move, nor where they are paused', async ({
  page,
}) => {
  test.slow();
  await openWorkbench(page);
  for (let i = 0; i < 4; i++) {
    await expect(pills(page)).not.toHaveCount(0);
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('k');
    if ((await pills(page).count()) > 0) expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('k');
  }
});

for (const tab of ['States', 'Metrics']) {
  test(`axe finds nothing to complain about in ${tab}, as a picture and in words`, async ({
    page,
  }) => {
    await openWorkbench(page);
    await page.keyboard.press('k');
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.locator('[data-active], figure').first()).toBeVisible();
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('switch', { name: /^(In words|As a table)$/ }).click({ force: true });
    expect(await complaints(page)).toEqual([]);
  });
}

/** The cache has the last saved cart alone when it crashes. */
const LOSS: Run = {
  ...openingRun(caching),
  variant: 'write-back',
  workload: 'two-shoppers',
  faults: [{ kind: 'crash', node: 'cache', atUs: 5_400_000, downForUs: 1_000_000 }],
};

test('axe finds nothing to complain about where it is told why a guarantee broke', async ({
  page,
}) => {
  await openWorkbench(page, await encodeLink(LOSS));
  await page.keyboard.press('End');
  const guarantees = page.getByRole('region', { name: 'Guarantees' });
  await guarantees.getByRole('button', { name: /^Why\? The database has/ }).click();
  const why = page.getByRole('region', { name: 'Why did this happen?' });
  for (const strand of ['It began with a user', 'A fault came in between', 'Then it is judged']) {
    await expect(why.getByRole('list', { name: strand }).first()).toBeVisible();
  }
  expect(await complaints(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('dialog').getByRole('region', { name: /^Why did/ })).toBeVisible();
  expect(await complaints(page)).toEqual([]);
});

test('the handle of a link steps aside for a message that stands on it', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await page.keyboard.press('Home');
  await page.getByRole('slider', { name: 'Playhead' }).focus();
  let covered = 0;
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press('ArrowRight');
    covered += await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const rects = (selector: string) =>
        Array.from(document.querySelectorAll(selector), (each) => each.getBoundingClientRect());
      const pillRects = rects('[data-message]');
      return rects('[data-link]').filter((grip) =>
        pillRects.some(
          (pill) =>
            grip.left < pill.right - 1 &&
            pill.left < grip.right - 1 &&
            grip.top < pill.bottom - 1 &&
            pill.top < grip.bottom - 1,
        ),
      ).length;
    });
  }
  expect(covered).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about in the ${colorScheme} theme`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await openWorkbench(page);
    await rest(page);
    expect(await complaints(page)).toEqual([]);

    await cache(page).click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await breakTheCache(page);
    await page.getByRole('tab', { name: 'Entries' }).click();
    await expect(page.getByRole('listbox', { name: 'Entries of the trace' })).toBeVisible();
    expect(await complaints(page)).toEqual([]);

    await button(page, 'Share').click();
    await expect(page.getByLabel('Link to this moment')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    expect(await complaints(page)).toEqual([]);
  });
}

test('shortcuts of a single character can be turned off', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await expect(button(page, 'Play')).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: 'Shortcuts of a single character' }).press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await page.keyboard.press('?');
  await expect(button(page, 'Play')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('each step is told to somebody who does not see it', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await page.keyboard.press('Home');
  const heard = new Set<string>();
  for (let i = 0; i < 6; i++) {
    const before = await page.getByTestId('live').textContent();
    await page.keyboard.press('.');
    await expect(page.getByTestId('live')).not.toHaveText(before ?? '');
    heard.add((await page.getByTestId('live').textContent()) ?? '');
  }
  expect(heard.size).toBeGreaterThan(3);
});

test('without motion nothing starts by itself, and a message stands still on its lit link', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  await expect(button(page, 'Play')).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    expect(await pills(page).count()).toBeGreaterThan(0);
  }).toPass();
  await expect(page.getByRole('button', { name: /^Link .* under way/ }).first()).toBeVisible();
  await button(page, 'Play').click();
  const { moved, seen } = await page.evaluate(placesWhilePlaying, 4);
  expect(seen).toBeGreaterThanOrEqual(4);
  expect(moved).toEqual([]);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('on a phone the whole diagram is in sight, and the panels are sheets', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page);
  await page.keyboard.press('k');
  for (const box of await page.locator('[data-node]').all()) {
    const { x, width } = (await box.boundingBox()) ?? { x: -1, width: 0 };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
  }
  await button(page, 'Setup').click();
  await expect(page.getByRole('dialog', { name: 'Setup' })).toContainText('Write-ahead log');
  await page.keyboard.press('Escape');
  await button(page, 'What happens').click();
  await expect(page.getByRole('dialog', { name: 'What happens' })).toContainText('Guarantees');
  await page.keyboard.press('Escape');
  await breakTheCache(page);
  expect(await complaints(page)).toEqual([]);
});

test('at 320 px the entries stand for the diagram, nothing scrolls sideways, and faults can be made', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openWorkbench(page);
  await page.keyboard.press('k');
  await expect(page.getByRole('listbox', { name: 'Entries of the trace' })).toBeVisible();
  await expect(cache(page)).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await button(page, 'Setup').click();
  await button(page, 'Break something').click();
  await page.getByRole('menuitem', { name: 'Cache', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Crash/ }).click();
  await expect(page.getByRole('region', { name: 'Faults of this run' })).toContainText(
    'Crash Cache',
  );
});

test('the theme is chosen, kept over a reload, and made large for a projector', async ({
  page,
}) => {
  await openWorkbench(page);
  const size = () =>
    now(page).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  const usual = await size();
  await button(page, 'Theme').click();
  await page.getByRole('menuitemradio', { name: /^Projector/ }).click();
  await expect.poll(size).toBeCloseTo(usual * 1.4, 0);
  await page.reload();
  await expect.poll(size).toBeCloseTo(usual * 1.4, 0);
});
