/** `sim run`: simulates one run, and tells each guarantee's verdict and each metric. */
import { compile } from '../flow/compile.ts';
import type { Entry } from '../kernel/entry.ts';
import { execute } from '../kernel/simulate.ts';
import { counted } from '../verify/counted.ts';
import { entryRow } from '../views/entries.ts';
import { type GuaranteeView, guaranteesAt } from '../views/guarantees.ts';
import { type Scene, sceneOf } from '../views/scene.ts';
import { metricsOf, metricText, Tally } from '../views/tally.ts';
import { formatClock } from '../views/words.ts';
import { type Answer, columns } from './answer.ts';
import { flowNamed, typed } from './options.ts';
import { traceHash } from './trace-hash.ts';
import { linkOf, RUN_OPTIONS, wantedRun } from './wanted-run.ts';

const FORMS = {
  trace: { type: 'boolean' },
  hash: { type: 'boolean' },
  link: { type: 'boolean' },
} as const;

export async function run(args: readonly string[]): Promise<Answer> {
  const given = typed(args, { ...RUN_OPTIONS, ...FORMS }, 1);
  const wanted = wantedRun(given, given.positionals[0]);
  const flow = flowNamed(wanted.flow);
  if (given.has('hash')) {
    const hash = traceHash(execute(compile(flow, wanted).system, wanted));
    return { exitCode: 0, lines: [hash], json: { hash } };
  }
  if (given.has('link')) {
    const link = await linkOf(wanted);
    return { exitCode: 0, lines: [link], json: { link } };
  }
  return tell(sceneOf(flow, wanted), given.has('trace'));
}

function tell(scene: Scene, withEntries: boolean): Answer {
  const { flow, run: wanted, trace } = scene;
  const { entries } = trace;
  const guarantees = guaranteesAt(scene, entries.length - 1);
  const tally = new Tally(metricsOf(scene));
  for (const entry of entries) tally.take(entry);
  const values = tally.valuesAt(trace.endUs);
  const metrics = tally.metrics.map(({ id, title, unit }, i) => ({
    id,
    title,
    unit,
    value: values[i] ?? null,
  }));
  const over = entries.at(-1);
  const why = over?.kind === 'over' ? over.why : 'cap';
  const failed = why === 'cap' || guarantees.some(({ verdict }) => verdict === 'broken');
  const lines = {
    *[Symbol.iterator](): Generator<string> {
      if (withEntries) for (const entry of entries) yield entryLine(scene, entry);
      if (withEntries) yield '';
      yield `${flow.title}, ${wanted.variant}, ${wanted.workload}, seed ${wanted.seed}: ${counted(entries.length, 'entry', 'entries')}, ${OVER[why]} at ${formatClock(trace.endUs)}`;
      yield '';
      yield* columns(guarantees.map(guaranteeCells));
      yield '';
      yield* columns(metrics.map(({ title, value, unit }) => [title, metricText(value, unit)]));
    },
  };
  return {
    exitCode: failed ? 1 : 0,
    lines,
    json: {
      run: wanted,
      over: { why, atUs: trace.endUs },
      entryCount: entries.length,
      guarantees,
      metrics,
      ...(withEntries ? { entries } : {}),
    },
  };
}

const OVER = {
  rest: 'at rest',
  horizon: 'judged at its horizon',
  until: 'stopped',
  cap: 'ended because it never comes to rest',
} as const;

const entryLine = (scene: Scene, entry: Entry): string =>
  `${String(entry.id).padStart(5)}  ${formatClock(entry.atUs)}  ${entryRow(scene, entry).sentence}`;

function guaranteeCells({ ref, title, verdict, count, first }: GuaranteeView): string[] {
  const times = count > 1 ? ` (${count} times)` : '';
  const evidence = first === null ? '' : `at ${formatClock(first.atUs)}${times}: ${first.sentence}`;
  return [verdict === 'broken' ? 'BROKEN' : verdict, ref, title, evidence];
}
