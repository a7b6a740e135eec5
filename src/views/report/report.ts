/**
 * A run on one page, as Markdown, to be pasted into an issue or a post-mortem: what was run, what
 * befell it, what was kept and what was not, why, and how to see the same again.
 */
import { actTitle } from '../acts.ts';
import { breakCommand, runCommand, SIM } from '../commandText.ts';
import { faultSentence } from '../faults.ts';
import type { GuaranteeView } from '../guarantees.ts';
import { guaranteesAt } from '../guarantees.ts';
import { lifelinesOf } from '../lifelines.ts';
import { mermaid } from '../mermaid.ts';
import { runJson, runTitle } from '../runWords.ts';
import type { Scene } from '../scene.ts';
import { metricsOf, metricText, Tally } from '../tally.ts';
import { ROOT_WORDS, type WhyLink, type WhyStrand, whyOf } from '../why.ts';
import { capitalised, formatClock, formatTime, words } from '../words.ts';
import { code, fenced, plain, table } from './markdown.ts';

/** `link`: the whole address, or the fragment; `null` where the run is too long for one. */
export function report(scene: Scene, link: string | null): string {
  const { trace } = scene;
  const guarantees = guaranteesAt(scene, trace.entries.length - 1);
  const broken = guarantees.filter(({ verdict }) => verdict === 'broken');
  return [
    `# ${plain(titleOf(scene, broken))}`,
    ...section('', [plain(summaryOf(scene, guarantees))]),
    ...section('The run', aboutRun(scene)),
    ...section('Faults and acts by hand', whatBefell(scene)),
    ...section('Guarantees', verdictsOf(scene, guarantees)),
    ...broken.flatMap((guarantee) => whyBroken(scene, guarantee)),
    ...section('Metrics', metricRows(scene)),
    ...section('See it again', replay(scene, link, broken)),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', ...(title === '' ? [] : [`## ${title}`, '']), ...lines];

const titleOf = (scene: Scene, [first]: readonly GuaranteeView[]): string =>
  first === undefined ? runTitle(scene) : `Broken: ${first.title}`;

function summaryOf(scene: Scene, guarantees: readonly GuaranteeView[]): string {
  const broken = guarantees.filter(({ verdict }) => verdict === 'broken');
  const [first] = broken;
  const what = runTitle(scene);
  if (first?.first == null) return `${what}. No guarantee was broken in this run.`;
  const others = broken.length - 1;
  const more = others === 0 ? '' : ` ${others} more ${others === 1 ? 'was' : 'were'} broken.`;
  return `${what}. At ${formatClock(first.first.atUs)}: ${first.first.sentence}${more}`;
}

function aboutRun({ flow, run, compiled, trace }: Scene): string[] {
  const named = (title: string | undefined, id: string): string =>
    `${plain(title ?? words(id))} (${code(id)})`;
  const fixes = Object.entries(run.fixes).map(([name, value]) =>
    value === 'on'
      ? named(flow.fixes[name]?.title, name)
      : `${named(flow.fixes[name]?.title, name)}: ${code(value)}`,
  );
  const params = Object.entries(run.params).map(([name, value]) => {
    const { title, unit = '' } = flow.params[name] ?? {};
    return `${named(title, name)}: ${value} ${unit}`.trim();
  });
  const over = trace.entries.at(-1);
  return table(
    ['What', 'Which'],
    [
      ['Flow', named(flow.title, flow.id)],
      ['Variant', named(flow.variants[run.variant]?.title, run.variant)],
      ['Workload', named(compiled.choice.workload.title, run.workload)],
      ['Fixes', fixes.join(', ') || 'none beside the usual'],
      ['Parameters', params.join(', ') || 'as usual'],
      ['Seed', String(run.seed)],
      [
        'Length',
        `${formatTime(trace.endUs)} of virtual time, ${trace.entries.length.toLocaleString('en')} entries; ${ENDED[over?.kind === 'over' ? over.why : 'cap']}`,
      ],
    ],
  );
}

const ENDED = {
  rest: 'it ended at rest: nothing can happen any more without a fault',
  horizon: 'it ended at the instant at which it is judged',
  until: 'it was told to end there',
  cap: 'it was ended because it never comes to rest',
} as const;

function whatBefell(scene: Scene): string[] {
  const { faults } = lifelinesOf(scene);
  const lines = [
    ...scene.run.faults.map((fault, i) => {
      const atUs = faults[i]?.atUs ?? null;
      const when = atUs === null ? 'It never came to it' : `At ${formatClock(atUs)}`;
      return `${when}: ${plain(faultSentence(scene, fault))}`;
    }),
    ...scene.run.holds.map(
      ({ hold, until }) => `Order: ${code(hold)} does not come before ${code(until)}.`,
    ),
    ...scene.run.inputs.map(
      (act) => `By hand, at ${formatClock(act.atUs)}: ${plain(actTitle(scene, act))}.`,
    ),
  ];
  return lines.length === 0 ? ['None.'] : lines.map((each) => `- ${each}`);
}

function verdictsOf(scene: Scene, guarantees: readonly GuaranteeView[]): string[] {
  return [
    ...table(
      ['Verdict', 'Guarantee', 'Judged over', 'First'],
      guarantees.map(({ verdict, ref, title, over, first, count }) => [
        verdict === 'broken' ? '**broken**' : verdict,
        `${plain(ref)} ${plain(title)}`,
        OVER[over],
        first === null
          ? ''
          : `${formatClock(first.atUs)}${count > 1 ? ` (${count} times)` : ''}: ${plain(first.sentence)}`,
      ]),
    ),
    '',
    `These are verdicts of this one run, with seed ${scene.run.seed}. What holds here may break in another: to search for that, see below.`,
  ];
}

const OVER = {
  orders: 'this order of delivery',
  timed: 'virtual time, this seed',
} as const;

function whyBroken(scene: Scene, { ref, title, first }: GuaranteeView): string[] {
  const why = first === null ? undefined : whyOf(scene, first.entry);
  if (first === null || why === undefined) return [];
  const [begin] = why.strands
    .flatMap(({ links }) => links.map(({ entry }) => entry))
    .sort(byNumber);
  return section(`Why ${plain(ref)} broke: ${plain(title)}`, [
    ...why.strands.flatMap((strand) => [...strandLines(strand), '']),
    '<details><summary>The messages in between, as a sequence diagram</summary>',
    '',
    ...fenced('mermaid', mermaid(scene, { from: begin ?? 0, to: first.entry })),
    '',
    '</details>',
  ]);
}

const byNumber = (a: number, b: number): number => a - b;

/** The first and the last of a long chain. */
const FIRST = 4;
const LAST = 16;

function strandLines({ root, links }: WhyStrand): string[] {
  const line = ({ atUs, sentence, note, isAsked }: WhyLink, i: number): string => {
    const told = `${formatClock(atUs)} ${plain(sentence)}${note === '' ? '' : ` (${plain(note)})`}`;
    return `${i + 1}. ${isAsked ? `**${told}**` : told}`;
  };
  const lines = links.map(line);
  const left = links.length - FIRST - LAST;
  const shown =
    left <= 1 ? lines : [...lines.slice(0, FIRST), `   - … ${left} more …`, ...lines.slice(-LAST)];
  return [`**${ROOT_WORDS[root]}**`, '', ...shown];
}

function metricRows(scene: Scene): string[] {
  const tally = new Tally(metricsOf(scene));
  for (const entry of scene.trace.entries) tally.take(entry);
  const values = tally.valuesAt(scene.trace.endUs);
  const rows = tally.metrics.flatMap(({ title, unit }, i) => {
    const value = values[i] ?? null;
    return value === null ? [] : [[plain(capitalised(title)), plain(metricText(value, unit))]];
  });
  return rows.length === 0 ? [] : table(['Metric', 'At the end'], rows);
}

function replay(scene: Scene, link: string | null, [broken]: readonly GuaranteeView[]): string[] {
  const { flow, run } = scene;
  return [
    ...(link === null
      ? [
          'The run is too long for a link: save the JSON below to a file, and open it from the menu File.',
        ]
      : link.startsWith('#')
        ? ['Open the app with this behind its address:', '', ...fenced('', link)]
        : [`Open it: <${link}>`]),
    '',
    run.inputs.length > 0
      ? 'Without a browser, from the JSON below (acts by hand have no option):'
      : 'Without a browser:',
    '',
    ...fenced('sh', run.inputs.length > 0 ? `${SIM} run --run run.json` : runCommand(flow, run)),
    '',
    ...(broken === undefined
      ? []
      : [
          'To search for the fewest faults that break the same:',
          '',
          ...fenced('sh', breakCommand(flow, run, broken.ref)),
          '',
        ]),
    '<details><summary>The run as JSON</summary>',
    '',
    ...fenced('json', runJson(flow, run)),
    '',
    '</details>',
  ];
}
