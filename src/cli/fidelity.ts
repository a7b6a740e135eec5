/**
 * How faithful it is: `npm run fidelity [-- FLOW] [-- --short] [-- --json]`. Simulated figures
 * beside those of the literature and, but for the short form, the rows of the truth tables that
 * take too long for the tests. Exit 0 when all are as expected, 1 when one is not, 2 for wrong usage.
 */
import { parseArgs } from 'node:util';
import { families } from './fidelity/families.ts';
import { agrees } from './fidelity/figure.ts';
import { flows } from './flows.ts';
import { decideRow } from './table.ts';

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean' }, json: { type: 'boolean' } },
  allowPositionals: true,
});
const known = flows.map(({ id }) => id);
const unknown = positionals.filter((id) => !known.includes(id));
if (unknown.length > 0) {
  console.error(
    `There is no flow "${unknown[0]}". Name one of ${known.join(', ')}, or none for all.`,
  );
  process.exit(2);
}
const report: object[] = [];
let failed = 0;

function say(ok: boolean, line: string, data: object): void {
  if (!ok) failed++;
  if (values.json === true) report.push({ ...data, ok });
  else console.log(`${ok ? 'ok    ' : 'WRONG '} ${line}`);
}

const digits = (x: number): string => (x >= 10 ? x.toFixed(2) : x.toFixed(4));

for (const flow of flows.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
  for (const each of families[flow.id]?.(values.short === true ? 'short' : 'long') ?? []) {
    const { says, simulated, expected, tolerance } = each;
    const line = `${digits(simulated).padStart(9)} simulated, ${digits(expected).padStart(9)} ± ${digits(tolerance)} expected: ${flow.id}, ${says}`;
    say(agrees(each), line, { flow: flow.id, ...each });
  }
  if (values.short === true) continue;
  for (const [i, row] of (await flow.truth()).entries()) {
    if (row.long !== true) continue;
    const { agrees: ok, decision, says, command } = decideRow(flow, row, i + 1);
    const { verdict, stateCount } = decision;
    const line = `${flow.id} row ${i + 1}, ${says}: ${verdict}, ${stateCount} states`;
    say(ok, line, { flow: flow.id, row: i + 1, says, verdict, stateCount, command });
  }
}

if (values.json === true) console.log(JSON.stringify(report, null, 1));
else console.log(failed === 0 ? 'All as expected.' : `${failed} not as expected.`);
process.exitCode = failed === 0 ? 0 : 1;
