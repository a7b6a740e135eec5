/** A scenario from its first step to its end, as a person plays it: by keyboard, on a phone, and again. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { button, cache, clock, guarantee, problemsOf, tabTo } from './workbench.ts';

const ID = 'caching.fast-and-gone';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const panel = (page: Page) => page.getByRole('region', { name: 'Scenario' });
const heading = (page: Page) => panel(page).getByRole('heading', { level: 2 });

async function openScenario(page: Page, step = ''): Promise<void> {
  await page.goto(`./play?s=${ID}${step === '' ? '' : `&step=${step}`}`);
  await expect(panel(page)).toBeVisible({ timeout: 20_000 });
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, button(page, name));
  await page.keyboard.press('Enter');
}

/** Plays what the step plays, and does not wait for it. */
async function playThrough(page: Page, name = 'Play it'): Promise<void> {
  if (await button(page, name).isVisible()) await press(page, name);
  await press(page, 'To where it stops');
  await expect(button(page, 'Play again')).toBeVisible();
}

const complaints = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );

test('a scenario is played by keyboard alone, from its first step to its end', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const problems = problemsOf(page, baseURL);
  await openScenario(page);
  await expect(page).toHaveURL(/step=shop$/);
  await press(page, 'Next');
  await expect(heading(page)).toHaveText('Watch');
  await expect(heading(page)).toBeFocused();
  await playThrough(page);
  await press(page, 'Next');

  // Nothing that comes later can be seen, whatever is tried.
  await expect(heading(page)).toHaveText('What will happen?');
  await expect(page.getByText('what follows stays hidden until you predict')).toBeVisible();
  const stood = await clock(page).textContent();
  for (const key of ['End', 'ArrowRight', '.']) await page.keyboard.press(key);
  await expect(clock(page)).toHaveText(stood ?? '');
  await expect(page.getByText(/broken/)).toHaveCount(0);
  await expect(button(page, 'Compare branches')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Branches' })).toHaveCount(0);
  await expect(button(page, 'Next')).toHaveCount(0);
  await press(page, 'Commit and run');
  await expect(page).toHaveURL(/step=guess$/);

  await tabTo(page, page.getByRole('radio', { name: /^v2, because/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('radio', { name: 'Sure', exact: true }));
  await page.keyboard.press('Space');
  await press(page, 'Commit and run');
  await expect(page).toHaveURL(/step=crash$/);
  await playThrough(page);
  await expect(panel(page).getByText('You said (sure)')).toContainText('v2');
  await expect(panel(page)).toContainText('What happened: v0');
  await expect(guarantee(page, 'Reads see what was saved before')).toContainText('broken');

  await press(page, 'Next');
  await expect(heading(page)).toHaveText('Find it');
  await tabTo(page, page.locator('[data-node="db"]'));
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('It had v0 all the time');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await press(page, 'Hint');
  await expect(panel(page).getByRole('list', { name: 'Hints' })).toContainText('Step back');
  await tabTo(page, cache(page));
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Until a flush');

  await press(page, 'Next');
  await tabTo(page, page.getByRole('textbox', { name: /^For how long/ }));
  await page.keyboard.type('100');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('It is more than that.');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('3 s');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('3,000 ms');

  await press(page, 'Next');
  await playThrough(page, 'Turn it on and replay');
  const figures = panel(page).getByRole('row', { name: /^Acknowledged writes lost/ });
  await expect(figures.getByRole('cell')).toHaveText(['2', '0']);
  await press(page, 'Next');
  await playThrough(page);
  await press(page, 'Next');

  await expect(heading(page)).toHaveText('Your turn');
  await expect(page.getByRole('button', { name: /Replica of the cache$/ })).toBeEnabled();
  await expect(page.getByRole('button', { name: /Too many dirty entries$/ })).toBeDisabled();
  await press(page, 'Judge it at 21 seeds');
  await expect(button(page, 'See seed 1')).toBeVisible({ timeout: 60_000 });
  const log = page.getByRole('button', { name: /Write-ahead log$/ });
  await tabTo(page, log);
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Always/ }).press('Enter');
  await expect(log).toContainText('Always');
  await press(page, 'Judge it at 21 seeds');
  await expect(panel(page)).toContainText('The answer now waits', { timeout: 60_000 });

  await press(page, 'Next');
  await expect(heading(page)).toHaveText('What real systems do');
  await expect(heading(page)).toBeFocused();
  await expect(panel(page).getByRole('link', { name: /append-only file/ })).toBeVisible();
  expect(problems).toEqual([]);

  await page.goto('./');
  await expect(page.getByRole('link', { name: /Fast and gone ?, finished/ })).toBeVisible();
  await openScenario(page);
  await expect(page).toHaveURL(/step=shop$/);
});

test('each step has a link, back and forward work, and who comes back goes on where they were', async ({
  page,
}) => {
  await openScenario(page);
  await button(page, 'Next').click();
  await expect(page).toHaveURL(/step=one-save$/);
  await page.goBack();
  await expect(heading(page)).toHaveText('Where this happens');
  await page.goForward();
  await expect(heading(page)).toHaveText('Watch');
  await button(page, 'Play it').click();
  await button(page, 'To where it stops').click();
  await button(page, 'Next').click();
  await expect(page).toHaveURL(/step=guess$/);

  await openScenario(page);
  await expect(page).toHaveURL(/step=guess$/);
  // What would give the prediction away leads to the prediction.
  await openScenario(page, 'only-copy');
  await expect(page).toHaveURL(/step=guess$/);
  await openScenario(page, 'keep-all');
  await expect(page).toHaveURL(/step=keep-all$/);
  await expect(heading(page)).toHaveText('Your turn');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about in a scenario, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    for (const step of ['shop', 'guess', 'log', 'keep-all', '~end']) {
      await openScenario(page, step);
      await expect(button(page, 'Share')).toBeVisible();
      expect(await complaints(page), step).toEqual([]);
    }
  });
}

for (const width of [390, 320]) {
  test(`at ${width} px the step is a sheet that makes room for what it plays`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openScenario(page, 'one-save');
    await expect(page.getByRole('dialog', { name: 'Scenario' })).toBeVisible();
    await button(page, 'Play it').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await button(page, 'To the end').click();
    await expect(page.getByRole('dialog')).toContainText('Play again');
    await button(page, 'Next').click();
    await expect(heading(page)).toHaveText('What will happen?');
    expect(await complaints(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    await button(page, 'Close').click();
    await button(page, 'Open the step').click();
    await expect(heading(page)).toBeVisible();
  });
}
