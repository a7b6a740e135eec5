/** The first thing that a person does here, from the opening page to the link of a moment. */
import { expect, test } from '@playwright/test';
import {
  backToUnsavedWrite,
  button,
  cache,
  clock,
  guarantee,
  now,
  openWorkbench,
  problemsOf,
  tabTo,
} from './workbench.ts';

const SURVIVES = 'Every acknowledged write survives';

test('a crash loses an acknowledged write, a fix keeps it, and a link shows the very moment', async ({
  page,
  baseURL,
  browser,
}) => {
  const problems = problemsOf(page, baseURL);
  await openWorkbench(page);
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(page.getByRole('note')).toContainText('Click Cache');

  await button(page, 'To the end').click();
  await expect(guarantee(page, SURVIVES)).toContainText('holds');
  await backToUnsavedWrite(page, () => page.keyboard.press('ArrowLeft'));
  await cache(page).click();
  await page.getByRole('menuitem', { name: /^Crash/ }).click();
  await expect(cache(page)).toHaveAttribute('aria-label', /down/);
  await expect(cache(page)).not.toHaveAttribute('aria-label', /dirty/);
  await expect(page.getByRole('note')).toContainText('watch the guarantees');

  await button(page, 'To the end').click();
  await expect(guarantee(page, SURVIVES)).toContainText('broken at');
  await expect(page.getByRole('note')).toContainText('A guarantee broke');
  await guarantee(page, SURVIVES)
    .getByRole('button', { name: /broken at/ })
    .click();
  const brokenAt = await clock(page).textContent();
  const sentence = await now(page).textContent();
  expect(sentence).toContain('Broken');
  await button(page, 'One entry back').click();
  await expect(now(page)).not.toHaveText(sentence ?? '');
  await expect(guarantee(page, SURVIVES)).not.toContainText('broken at');
  await button(page, 'One entry forward').click();
  await expect(now(page)).toHaveText(sentence ?? '');
  await expect(clock(page)).toHaveText(brokenAt ?? '');

  await page.getByRole('button', { name: /Write-ahead log$/ }).click();
  await page.getByRole('option', { name: /Always/ }).click();
  await button(page, 'To the end').click();
  await expect(guarantee(page, SURVIVES)).toContainText('holds');
  await expect(page.getByRole('note')).toContainText('the same breaks nothing');
  await expect(page.getByRole('region', { name: 'Faults of this run' })).toContainText('Crash');

  await button(page, 'One entry back').click();
  await button(page, 'Share').click();
  const link = await page.getByLabel('Link to this moment').inputValue();
  expect(link).toContain('#v1:');
  const shown = await Promise.all([clock(page).textContent(), now(page).textContent()]);

  const elsewhere = await browser.newPage();
  await elsewhere.goto(link);
  await expect(clock(elsewhere)).toHaveText(shown[0] ?? '');
  await expect(now(elsewhere)).toHaveText(shown[1] ?? '');
  await expect(elsewhere.getByRole('region', { name: 'Faults of this run' })).toContainText(
    'Crash',
  );
  await elsewhere.close();
  expect(problems).toEqual([]);
});

test('the same by keyboard alone', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await expect(button(page, 'Play')).toBeVisible();
  await page.keyboard.press('End');
  await expect(guarantee(page, SURVIVES)).toContainText('holds');
  await backToUnsavedWrite(page, () => page.keyboard.press('ArrowLeft'));

  await tabTo(page, button(page, 'To the diagram'));
  await page.keyboard.press('Enter');
  await expect(cache(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^Crash/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cache(page)).toHaveAttribute('aria-label', /down/);
  await expect(cache(page)).toBeFocused();

  const evidence = guarantee(page, SURVIVES).getByRole('button', { name: /broken at/ });
  await page.keyboard.press('End');
  await expect(evidence).toBeVisible();
  await tabTo(page, evidence);
  await page.keyboard.press('Enter');
  const sentence = await now(page).textContent();
  expect(sentence).toContain('Broken');
  await page.keyboard.press(',');
  await expect(now(page)).not.toHaveText(sentence ?? '');

  const replica = page.getByRole('button', { name: /Replica of the cache$/ });
  await tabTo(page, replica);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /None/ })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(replica).toContainText('Sync');
  await tabTo(page, cache(page));
  await page.keyboard.press('End');
  await expect(guarantee(page, SURVIVES)).toContainText('holds');

  await tabTo(page, button(page, 'Share'));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Link to this moment')).toHaveValue(/#v1:/);
});
