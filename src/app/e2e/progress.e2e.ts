/** What is kept of a person: recalled on its day, taken along as a file, brought back, erased. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { button, problemsOf } from './workbench.ts';

const ASK = 'When is a saved cart safe?';
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Progress of another device: one scenario finished, its card due today. */
const brought = () => ({
  version: 1,
  lessons: {
    'caching.fast-and-gone': {
      step: '~end',
      done: [],
      answers: {},
      leftAtMs: Date.now() - DAY_MS,
      finishedAtMs: Date.now() - DAY_MS,
    },
  },
  cards: [
    {
      scenario: 'caching.fast-and-gone',
      title: 'Fast and gone',
      ask: ASK,
      answer: 'Once it is on a disk.',
      afterDays: 1,
      dueAtMs: Date.now() - DAY_MS,
      known: 0,
    },
  ],
});

const part = (page: Page) => page.getByRole('region', { name: 'What you have learned' });
const finished = (page: Page) => page.getByRole('link', { name: /Fast and gone ?, finished/ });

async function bring(page: Page, text: string): Promise<void> {
  await part(page)
    .locator('input[type=file]')
    .setInputFiles({
      name: 'progress.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
}

test('a card is recalled on its day, and progress is taken along, kept over a reload, and erased', async ({
  page,
  baseURL,
}) => {
  const problems = problemsOf(page, baseURL);
  await page.goto('./');
  await part(page).getByText('Your progress', { exact: true }).click();
  await expect(button(page, 'Save it as a file')).toBeDisabled();

  await bring(page, '{ "lessons": 3');
  await expect(part(page).getByText(/holds no progress, and yours is as it was/)).toBeVisible();
  await bring(page, JSON.stringify(brought()));
  await expect(part(page).getByText(/What the file holds is here/)).toBeVisible();
  await expect(finished(page)).toBeVisible();

  await expect(part(page).getByRole('heading', { name: 'To recall today: 1 card' })).toBeVisible();
  await button(page, 'Show the answer').click();
  await expect(part(page).getByText('Once it is on a disk.')).toBeVisible();
  await button(page, 'I knew it').click();
  await expect(part(page).getByText(ASK)).toHaveCount(0);

  await page.reload();
  await expect(finished(page)).toBeVisible();
  await expect(part(page).getByText(ASK)).toHaveCount(0);
  await part(page).getByText('Your progress', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save it as a file').click(),
  ]);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as ReturnType<
    typeof brought
  >;
  expect(saved.cards[0]).toMatchObject({ ask: ASK, known: 1 });
  expect(saved.cards[0]?.dueAtMs).toBeGreaterThan(Date.now() + DAY_MS / 2);

  await button(page, 'Erase it').click();
  await button(page, 'Erase it for good').click();
  await expect(part(page).getByText('Your progress is erased.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: /Fast and gone/ }).first()).toBeVisible();
  await expect(finished(page)).toHaveCount(0);
  expect(problems).toEqual([]);
});
