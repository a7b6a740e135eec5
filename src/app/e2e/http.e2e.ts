/** A request by hand, from the form and from the line for the console: both are acts of the run. */
import { expect, test } from '@playwright/test';
import { openingRun } from '../../flow/compile.ts';
import { caching } from '../../flows/caching/index.ts';
import { open } from './wire-page.ts';
import { button } from './workbench.ts';

test('a request by hand enters the run, and its line does the same from the console', async ({
  page,
}) => {
  await open(page, './', openingRun(caching), 'on the wire');
  await page.getByRole('tab', { name: 'HTTP' }).click();
  await button(page, 'Send a request').click();
  await page.getByRole('textbox', { name: 'Path' }).fill('/api/items/cart:1');
  const line = await page.getByLabel('The same from the console of this page').inputValue();
  await button(page, 'Send at the playhead').click();
  const list = page.getByRole('listbox', { name: 'Requests so far' });
  await expect(list.getByRole('option', { name: /You.*GET.*pending/ })).toHaveCount(1);

  const answer = await page.evaluate(`(async () => ${line})()`);
  expect(JSON.parse(String(answer))).toMatchObject({ key: 'cart:1', value: 'v0' });
  await button(page, 'To the end').click();
  await expect(list.getByRole('option', { name: /You.*GET.*200 OK/ })).toHaveCount(2);
});

test('what the network really brought back stands beside what was simulated', async ({ page }) => {
  await open(page, './', openingRun(caching), 'on the wire');
  await page.getByRole('tab', { name: 'HTTP' }).click();
  await button(page, 'Play').click();
  const first = page.getByRole('listbox', { name: 'Requests so far' }).getByRole('option').first();
  // One that is chosen stays, while others are sent.
  await first.click();
  await expect(page.getByRole('region', { name: /^On the wire: 200 OK/ })).toContainText(
    '"value": "v0"',
    { timeout: 15_000 },
  );
});
