/** How fast it is: `npm run bench [-- --json] [-- --only kernel,seek]`. The aims are those of the design. */
import { parseArgs } from 'node:util';
import { growthRow, kernelRow } from './bench/kernel.ts';
import type { Row } from './bench/row.ts';
import { coresRow, searchRow } from './bench/search.ts';
import { seekRow } from './bench/seek.ts';

const ROWS: Readonly<Record<string, () => Row | Promise<Row>>> = {
  kernel: kernelRow,
  growth: growthRow,
  search: searchRow,
  cores: coresRow,
  seek: seekRow,
};

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(ROWS);
const unknown = wanted.filter((name) => !Object.hasOwn(ROWS, name));
if (unknown.length > 0) {
  console.error(
    `There is no row "${unknown.join(', ')}". There are ${Object.keys(ROWS).join(', ')}.`,
  );
  process.exit(2);
}

const figures: Record<string, number> = {};
for (const name of wanted) {
  const row = await ROWS[name]?.();
  if (row === undefined) continue;
  Object.assign(figures, row.figures);
  if (values.json !== true)
    console.log(`${row.what}\n  aim:      ${row.aim}\n  measured: ${row.measured}`);
}
if (values.json === true) console.log(JSON.stringify(figures, null, 1));
