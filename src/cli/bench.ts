/** How fast it is: `npm run bench [-- --json] [-- --only kernel,seek]`. The aims are those of the design. */
import { availableParallelism, loadavg } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { argumentsOf } from './arguments.ts';
import { branchRow } from './bench/branch.ts';
import { crowdRow } from './bench/crowd.ts';
import { growthRow, kernelRow } from './bench/kernel.ts';
import type { Row } from './bench/row.ts';
import { answerAsWorker, coresRow, searchRow } from './bench/search.ts';
import { seekRow } from './bench/seek.ts';

const ROWS: Readonly<Record<string, () => Row | Promise<Row>>> = {
  kernel: kernelRow,
  growth: growthRow,
  search: searchRow,
  cores: coresRow,
  seek: seekRow,
  branch: branchRow,
  crowd: crowdRow,
  room: async () => (await import('./bench/room.ts')).roomRow(),
  // Loaded when wanted: with Vite and Playwright, which a worker has no use for.
  load: async () => (await import('./bench/page.ts')).loadRow(),
  searchPage: async () => (await import('./bench/search-page.ts')).searchPageRow(),
  frame: async () => (await import('./bench/page.ts')).frameRow(),
  crowdFrame: async () => (await import('./bench/page.ts')).crowdFrameRow(),
};

if (isMainThread) await main();
else answerAsWorker();

async function main(): Promise<void> {
  const options = { json: { type: 'boolean' }, only: { type: 'string' } } as const;
  const usage = `npm run bench [-- --only ROW,…] [-- --json]\n\nRows: ${Object.keys(ROWS).join(', ')}.`;
  const { json, only } = argumentsOf({ options }, usage).values;
  const wanted = only?.split(',') ?? Object.keys(ROWS);
  const unknown = wanted.filter((name) => !Object.hasOwn(ROWS, name));
  if (unknown.length > 0) {
    const names = Object.keys(ROWS).join(', ');
    console.error(`There is no row "${unknown.join(', ')}". There are ${names}.`);
    process.exitCode = 2;
    return;
  }
  const [load = 0] = loadavg();
  if (load > availableParallelism()) {
    console.error(
      `This machine is busy (load ${load.toFixed(1)}): what is measured in ms is too long.`,
    );
  }
  const figures: Record<string, number> = {};
  for (const name of wanted) {
    const row = await ROWS[name]?.();
    if (row === undefined) continue;
    Object.assign(figures, row.figures);
    if (json === true) continue;
    console.log(`${row.what}\n  aim:      ${row.aim}\n  measured: ${row.measured}`);
  }
  if (json === true) console.log(JSON.stringify(figures, null, 1));
}
