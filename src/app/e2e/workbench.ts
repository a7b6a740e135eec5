/** What the end-to-end tests do and read, as a person would: by what stands on the screen. */
import { expect, type Locator, type Page } from '@playwright/test';

export const cache = (page: Page): Locator => page.locator('[data-node="cache"]');
export const pills = (page: Page): Locator => page.locator('[data-message]');
export const clock = (page: Page): Locator => page.getByTestId('clock');
export const now = (page: Page): Locator => page.getByTestId('now');
export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

export function guarantee(page: Page, title: string): Locator {
  return page.getByRole('region', { name: 'Guarantees' }).getByRole('listitem').filter({
    hasText: title,
  });
}

/** What goes wrong on the page while a test runs: errors, warnings, and requests to other hosts. */
export function problemsOf(page: Page, baseURL: string | undefined): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const isLocal = /^(data|blob):/.test(request.url());
    if (!isLocal && !request.url().startsWith(baseURL ?? '')) {
      problems.push(`asked for ${request.url()}`);
    }
  });
  return problems;
}

/** Opens the page and waits until everything that loads later is there. */
export async function openWorkbench(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./play${fragment}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Data Flows');
  await expect(button(page, 'Share')).toBeVisible({ timeout: 15_000 });
  await expect(clock(page)).toBeVisible();
}

/** Back from the end to a moment at which the cache alone has the last write, and waits with it. */
export async function backToUnsavedWrite(page: Page, back: () => Promise<void>): Promise<void> {
  await expect
    .poll(
      async () => {
        const held = (await cache(page).getAttribute('aria-label')) ?? '';
        const stored = await page
          .getByRole('button', { name: /^Database/ })
          .getAttribute('aria-label');
        const unsaved = /, dirty, cart:1 (v\d+) dirty, timer flush$/.exec(held)?.[1];
        if (unsaved !== undefined && !stored?.includes(unsaved)) return 'there';
        await back();
        return held;
      },
      { intervals: [0], timeout: 20_000 },
    )
    .toBe('there');
}

/** Presses Tab until something has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await target.evaluate((element) => element === document.activeElement)) return true;
        await page.keyboard.press('Tab');
        return false;
      },
      { intervals: [0], timeout: 20_000 },
    )
    .toBe(true);
}
