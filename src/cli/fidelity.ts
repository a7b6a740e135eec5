/**
 * How faithful it is: `npm run fidelity [-- FLOW] [-- --short] [-- --json]`. Simulated figures
 * beside those of the literature and, but for the short form, the rows of the truth tables that
 * take too long for the tests. Each flow has a worker of its own, as many at once as there are cores.
 * Exit 0 when all are as expected, 1 when one is not, 2 for wrong usage.
 */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { argumentsOf } from './arguments.ts';
import { families } from './fidelity/families.ts';
import { agrees } from './fidelity/figure.ts';
import { flows } from './flows.ts';
import { decideRow } from './table.ts';

/** What a worker is to look at. */
interface Wanted {
  readonly flow: string;
  readonly short: boolean;
}

/** A figure or a row of a truth table, beside what is expected. */
interface Finding {
  readonly ok: boolean;
  readonly line: string;
  readonly data: object;
}

if (isMainThread) await main();
else parentPort?.postMessage(await findingsOf(workerData as Wanted));

async function main(): Promise<void> {
  const known = flows.map(({ id }) => id);
  const usage = `npm run fidelity [-- FLOW…] [-- --short] [-- --json]\n\nFlows: ${known.join(', ')}.`;
  const config = {
    options: { short: { type: 'boolean' }, json: { type: 'boolean' } },
    allowPositionals: true,
  } as const;
  const { values, positionals } = argumentsOf(config, usage);
  const { short = false, json = false } = values;
  const unknown = positionals.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const names = known.join(', ');
    console.error(`There is no flow "${unknown}". Name one of ${names}, or none for all.`);
    process.exitCode = 2;
    return;
  }
  const queue = known.filter((id) => positionals.length === 0 || positionals.includes(id)).values();
  const all: Finding[] = [];
  const lane = async (): Promise<void> => {
    for (const flow of queue) {
      const found = await inWorker({ flow, short });
      all.push(...found);
      if (!json)
        for (const { ok, line } of found) console.log(`${ok ? 'ok    ' : 'WRONG '} ${line}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  const failed = all.filter(({ ok }) => !ok).length;
  if (json) {
    const report = all.map(({ ok, data }) => ({ ...data, ok }));
    console.log(JSON.stringify(report, null, 1));
  } else console.log(failed === 0 ? 'All as expected.' : `${failed} not as expected.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function inWorker(wanted: Wanted): Promise<Finding[]> {
  // Bundled, this module is the program.
  const worker = new Worker(new URL(import.meta.url), { workerData: wanted });
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

async function findingsOf({ flow: id, short }: Wanted): Promise<Finding[]> {
  const flow = flows.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`There is no flow "${id}".`);
  const found = [...(families[id]?.(short ? 'short' : 'long') ?? [])].map((each): Finding => {
    const { says, simulated, expected, tolerance } = each;
    const line = `${digits(simulated).padStart(9)} simulated, ${digits(expected).padStart(9)} ± ${digits(tolerance)} expected: ${id}, ${says}`;
    return { ok: agrees(each), line, data: { flow: id, ...each } };
  });
  if (short) return found;
  for (const [i, row] of (await flow.truth()).entries()) {
    if (row.long !== true) continue;
    const { agrees: ok, decision, says, command } = decideRow(flow, row, i + 1);
    const { verdict, stateCount } = decision;
    const line = `${id} row ${i + 1}, ${says}: ${verdict}, ${stateCount} states`;
    found.push({ ok, line, data: { flow: id, row: i + 1, says, verdict, stateCount, command } });
  }
  return found;
}

function digits(x: number): string {
  return x >= 10 ? x.toFixed(2) : x.toFixed(4);
}
