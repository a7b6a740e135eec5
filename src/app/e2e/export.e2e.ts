/** A run is taken to other people: as a report, pictures, an animation, and what opens it again. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, cache, openWorkbench, problemsOf } from './workbench.ts';

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

async function saved(page: Page, name: RegExp): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name }).click();
  return readFile(await (await download).path());
}

test('the loss of a write is exported as a report, pictures, an animation and a link', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const problems = problemsOf(page, baseURL);
  await openWorkbench(page);
  await page.keyboard.press('k');
  await cache(page).click();
  await page.getByRole('menuitem', { name: /^Crash/ }).click();

  // With the keyboard alone.
  await button(page, 'File').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /^Export/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const report = dialog.getByRole('textbox', { name: 'Report' });
  await expect(report).toHaveValue(/Cache crashes: what it held in memory is gone\./);
  await expect(report).toHaveValue(/npm run -s sim -- run caching .*--fault 'crash cache/);
  await expect(report).toHaveValue(/Open it: <http.*#v1:/);
  expect(await complaints(page)).toEqual([]);
  expect((await saved(page, /^Save: Report/)).toString()).toBe(await report.inputValue());

  const tab = (name: string) => dialog.getByRole('tab', { name });
  await tab('Report').press('ArrowRight');
  await expect(dialog.getByRole('img', { name: /^Caching, Write-back/ })).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  expect((await saved(page, /svg$/)).toString()).toContain('>Cache</text>');
  expect((await saved(page, /png$/)).subarray(1, 4).toString()).toBe('PNG');

  await tab('Sequence').click();
  await expect(dialog.getByRole('textbox', { name: 'Mermaid' })).toHaveValue(/Crash Cache/);
  expect(await complaints(page)).toEqual([]);
  expect((await saved(page, /svg$/)).toString()).toContain('Crash Cache at');

  await tab('Animation').click();
  await dialog.getByRole('textbox', { name: 'From' }).fill('0.2');
  await dialog.getByRole('textbox', { name: 'To', exact: true }).fill('0.5 s');
  await dialog.getByRole('textbox', { name: 'To', exact: true }).press('Enter');
  await dialog.getByRole('button', { name: 'Make the animation' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Make the animation' }).click();
  await expect(dialog.getByLabel('The animation')).toBeVisible({ timeout: 60_000 });
  expect(await complaints(page)).toEqual([]);
  // How every WebM begins.
  expect((await saved(page, /webm/)).subarray(0, 4)).toEqual(Buffer.from('1a45dfa3', 'hex'));

  await tab('Run and link').click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(problems).toEqual([]);

  await page.goto('about:blank');
  await page.goto(link);
  await expect(cache(page)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('Crash Cache').first()).toBeVisible();
});
