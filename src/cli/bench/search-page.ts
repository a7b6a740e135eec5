/** How many states a second the page's own search meets: with one worker, and with one for each core. */
import { availableParallelism } from 'node:os';
import type { Page } from 'playwright';
import { parseRun } from '../../flow/parse.ts';
import { encodeLink } from '../../playback/link.ts';
import { flows } from '../flows.ts';
import { withPage } from './page.ts';
import { type Row, rate } from './row.ts';

/** Several of its guarantees keep a worker busy for longer than it is watched. */
const RUN = {
  version: 1,
  flow: 'caching',
  variant: 'cache-aside',
  fixes: { fill: 'lease', awaitDelete: 'on' },
  workload: 'two-writes-three-reads',
};
const WARM_UP_MS = 4_000;
const WATCHED_MS = 8_000;

export async function searchPageRow(): Promise<Row> {
  const parsed = parseRun(flows, RUN);
  if (!parsed.ok) throw new Error('The run to be searched does not exist any more.');
  const link = await encodeLink(parsed.run);
  const cores = availableParallelism();
  const [alone, together] = await withPage(async (_, address, browser) => {
    const speedWith = async (workers: number): Promise<number> => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      // The page leaves one core to itself.
      await page.addInitScript((hardwareConcurrency) => {
        Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => hardwareConcurrency });
      }, workers + 1);
      await page.goto(`${address}play${link}`);
      const speed = await searched(page);
      await page.close();
      return speed;
    };
    return [await speedWith(1), await speedWith(cores)];
  });
  const searchPageScaling = together / alone;
  return {
    what: `search in the page, ${cores} workers on ${cores} cores`,
    aim: `${cores} times 0.9 of one`,
    measured: `${rate(together)} states a second, ${searchPageScaling.toFixed(2)} times one alone`,
    figures: { searchPageStatesPerSecond: together, searchPageScaling },
  };
}

/** Searches the run on the screen, and tells how many states a second the page counts. */
async function searched(page: Page): Promise<number> {
  const choose = async (label: RegExp, option: RegExp): Promise<void> => {
    await panel.getByRole('button', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  };
  await page.getByRole('button', { name: 'Find a way to break it', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Find a way to break it' });
  await choose(/Workload$/, /on the screen/);
  await choose(/States, at most$/, /^10,000,000$/);
  await panel.getByRole('button', { name: 'Search', exact: true }).click();
  const progress = page.getByRole('region', { name: 'How far the search is' });
  const count = async (): Promise<{ states: number; atMs: number }> => {
    const text = (await progress.textContent()) ?? '';
    const states = Number((/([\d,]+) states?/.exec(text)?.[1] ?? '0').replaceAll(',', ''));
    return { states, atMs: performance.now() };
  };
  await page.waitForTimeout(WARM_UP_MS);
  const before = await count();
  await page.waitForTimeout(WATCHED_MS);
  const after = await count();
  return ((after.states - before.states) / (after.atMs - before.atMs)) * 1_000;
}
