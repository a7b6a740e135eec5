import { expect, test } from '@playwright/test';
import { button, cache, clock, now, openWorkbench, problemsOf } from './workbench.ts';

test('the page plays, breaks and repairs without a word on the console or a call to another host', async ({
  page,
  baseURL,
}) => {
  const problems = problemsOf(page, baseURL);
  await openWorkbench(page);
  await expect(button(page, 'Pause')).toBeVisible();
  for (const tab of ['Sequence', 'States', 'Metrics', 'Entries', 'Timeline']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
  }
  await cache(page).click();
  await page.getByRole('menuitem', { name: /^Pause/ }).click();
  await expect(cache(page)).toHaveAttribute('aria-label', /paused/);
  await page.getByRole('radio', { name: /Cache-aside/ }).check({ force: true });
  await expect(page.getByText('Cache-aside').first()).toBeVisible();
  await button(page, 'Undo').click();
  await expect(page.getByRole('radio', { name: /Write-back/ })).toBeChecked();
  expect(problems).toEqual([]);
});

test('charts and the layout of statecharts are loaded with their tabs, not before', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
  const loaded = (name: RegExp): boolean => scripts.some((path) => name.test(path));
  await openWorkbench(page);
  await page.getByRole('tab', { name: 'Sequence' }).click();
  await expect(page.getByRole('region', { name: /^Sequence/ })).toBeVisible();
  expect([loaded(/Metrics.*\.js/), loaded(/States.*\.js/), loaded(/elk-worker/)]).toEqual([
    false,
    false,
    false,
  ]);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await expect(page.getByRole('figure').first()).toBeVisible();
  await page.getByRole('tab', { name: 'States' }).click();
  await expect(page.locator('[data-active]').first()).toBeVisible();
  expect([loaded(/Metrics.*\.js/), loaded(/States.*\.js/)]).toEqual([true, true]);
});

test('a broken link says so, and the page opens on a flow that works', async ({ page }) => {
  await openWorkbench(page, '#v1:thisIsNoRun');
  await expect(page.getByRole('alert')).toContainText('This link cannot be opened.');
  await expect(page.getByRole('alert')).toContainText('Ask for the link again.');
  await button(page, 'To the end').click();
  await expect(now(page)).toContainText('at rest');
  await button(page, 'Dismiss the message').click();
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('a reload keeps the run, its branches and the playhead', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await cache(page).click();
  await page.getByRole('menuitem', { name: /^Stop for good/ }).click();
  await page.keyboard.press('End');
  const at = await clock(page).textContent();
  const branches = page.getByRole('region', { name: 'Branches' }).getByRole('listitem');
  await expect(branches).toHaveCount(2);

  await page.reload();
  await expect(clock(page)).toHaveText(at ?? '');
  await expect(branches).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Faults of this run' })).toContainText(
    'Stop Cache',
  );
});

test('a fault is moved and removed by the keys of its flag on the timeline', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await cache(page).click();
  await page.getByRole('menuitem', { name: /^Crash/ }).click();
  const flag = page.getByRole('button', { name: /^Fault: Crash Cache at/ });
  const before = await flag.getAttribute('aria-label');
  await flag.focus();
  await page.keyboard.press('ArrowRight');
  await expect(flag).not.toHaveAttribute('aria-label', before ?? '');
  await page.keyboard.press('Delete');
  await expect(flag).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Faults of this run' })).toContainText('None.');
});

test('entries are searched, walked with the keyboard, and move the playhead', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('k');
  await page.getByRole('tab', { name: 'Entries' }).click();
  const list = page.getByRole('listbox', { name: 'Entries of the trace' });
  await page.getByLabel('Search the entries').fill('acknowledges');
  await expect(list.getByRole('option').first()).toContainText('acknowledges');
  await list.focus();
  await page.keyboard.press('End');
  const chosen = list.getByRole('option', { selected: true });
  await expect(chosen).toContainText('acknowledges');
  const last = await clock(page).textContent();
  await page.keyboard.press('ArrowUp');
  await expect(clock(page)).not.toHaveText(last ?? '');
  await expect(chosen).toContainText('acknowledges');
});
