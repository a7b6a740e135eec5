/** Somebody writes a scenario in the page: sees what is wrong, tests it, plays it, sends it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, problemsOf } from './workbench.ts';

const text = (page: Page) => page.getByRole('textbox', { name: 'The scenario, as YAML' });
const mistakes = (page: Page) => page.getByRole('region', { name: 'Mistakes' });

async function openAuthor(page: Page): Promise<string> {
  await page.goto('./author');
  await button(page, 'Begin with the example').click();
  await expect(mistakes(page)).toContainText('It can be read', { timeout: 15_000 });
  return text(page).inputValue();
}

test('a mistake is told at its line as one types, with the nearest word, and leads there', async ({
  page,
}) => {
  const fine = await openAuthor(page);
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['kind: predict', 'kind: predikt', /^\d+:11 .*Did you mean "predict"/],
    ['flow: caching', 'flow: cashing', /^\d+:9 .*Did you mean "caching"/],
    ['focus: [cache, db]', 'focus: [cache, bd]', /^\d+:\d+ .*Did you mean "db"/],
    ['minutes: ', 'minuets: ', /There is no field "minuets"/],
    ['until: 2.6s', 'until: soon', /a span of time/],
  ];
  for (const [from, to, say] of broken) {
    expect(fine).toContain(from);
    await text(page).fill(fine.replace(from, to));
    const first = mistakes(page).getByRole('button').filter({ hasText: say }).first();
    await expect(first).toBeVisible();
    await expect(button(page, 'Play it')).toBeDisabled();
    await first.click();
    await expect(text(page)).toBeFocused();
    const line = await text(page).evaluate((area: HTMLTextAreaElement) => {
      const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
      return area.value.slice(start, area.selectionEnd);
    });
    expect(line).toContain(to);
  }
});

test('a draft is tested as the command line does it, played, and kept over a reload', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const problems = problemsOf(page, baseURL);
  const fine = await openAuthor(page);
  await text(page).fill(
    fine.replace('{ metric: lost-writes, eq: 2 }', '{ metric: lost-writes, eq: 7 }'),
  );
  await expect(button(page, 'Test it')).toBeEnabled();
  await button(page, 'Test it').click();
  const proof = page.getByRole('region', { name: 'Test' });
  await expect(proof).toContainText('1 claim is not so', { timeout: 90_000 });
  await expect(proof.getByRole('button', { name: /lost-writes = 7/ })).toBeVisible();

  await text(page).fill(fine.replace(/^title: .*$/m, 'title: "<img src=x onerror=alert(1)> Mine"'));
  await expect(mistakes(page)).toContainText('It can be read');
  await page.getByRole('textbox', { name: 'Name' }).fill('mine');
  await button(page, 'Play it').click();
  const panel = page.getByRole('region', { name: 'Scenario' });
  await expect(panel).toContainText('<img src=x onerror=alert(1)> Mine', { timeout: 15_000 });
  await expect(page).toHaveURL(/draft=mine&step=shop$/);
  await page.reload();
  await expect(panel).toContainText('Mine', { timeout: 15_000 });
  expect(problems).toEqual([]);
});

test('a link carries the text, and what a damaged or hostile one brings is only text', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const fine = await openAuthor(page);
  await button(page, 'Copy a link').click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  await expect(text(other)).toHaveValue(fine);
  await expect(other).toHaveURL(/author$/);
  await other.close();

  const damaged = await context.newPage();
  await damaged.goto(link.slice(0, -40));
  await expect(text(damaged)).toHaveValue('');
});

test('axe finds nothing to complain about where one writes, wide and on a phone', async ({
  page,
}) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const fine = await openAuthor(page);
    await text(page).fill(fine.replace('kind: predict', 'kind: predikt'));
    await expect(mistakes(page).getByRole('button').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  }
});
