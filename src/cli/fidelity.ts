/**
 * How faithful it is: `npm run fidelity [-- --short] [-- --json]`. Simulated figures beside those
 * of the literature, and the rows of the truth tables that take too long for the tests.
 */
import { parseArgs } from 'node:util';
import { type Figure, FULL, figures, SHORT } from './fidelity/figures.ts';
import { flows } from './flows.ts';
import { decideRow } from './table.ts';

const { values } = parseArgs({
  options: { short: { type: 'boolean' }, json: { type: 'boolean' } },
});
const report: object[] = [];
let failed = 0;

function say(ok: boolean, line: string, data: object): void {
  if (!ok) failed++;
  if (values.json === true) report.push({ ...data, ok });
  else console.log(`${ok ? 'ok    ' : 'WRONG '} ${line}`);
}

const isClose = ({ simulated, expected, tolerance }: Figure): boolean =>
  Math.abs(simulated - expected) <= tolerance;
const digits = (x: number): string => (x >= 10 ? x.toFixed(2) : x.toFixed(4));

for (const figure of figures(values.short === true ? SHORT : FULL)) {
  const { what, simulated, expected, tolerance } = figure;
  const line = `${digits(simulated).padStart(8)} simulated, ${digits(expected).padStart(8)} ± ${digits(tolerance)} expected: ${what}`;
  say(isClose(figure), line, figure);
}

if (values.short !== true) {
  for (const flow of flows) {
    for (const [i, row] of flow.truth.entries()) {
      if (row.long !== true) continue;
      const { agrees, decision, says, command } = decideRow(flow, row, i + 1);
      const { verdict, stateCount } = decision;
      const line = `${flow.id} row ${i + 1}, ${says}: ${verdict}, ${stateCount} states`;
      say(agrees, line, { flow: flow.id, row: i + 1, says, verdict, stateCount, command });
    }
  }
}

if (values.json === true) console.log(JSON.stringify(report, null, 1));
else console.log(failed === 0 ? 'All as expected.' : `${failed} not as expected.`);
process.exitCode = failed === 0 ? 0 : 1;
