/**
 * The shape of a scenario's file: which fields there are, of which type, within which bounds. The
 * descriptions are what an editor shows beside them. Names are looked up later (`names.ts`).
 */
import * as z from 'zod/mini';
import { describe, exactOptional as maybe } from 'zod/mini';
import {
  COMPARISONS,
  COST_CHANGES,
  type Comparison,
  LEVELS,
  MESSAGE_FATES,
  type MetricCheck,
} from './scenario.ts';
import {
  actLine,
  address,
  faultLine,
  fields,
  holdLine,
  line,
  link,
  list,
  name,
  number,
  prose,
  scenarioId,
  slug,
  span,
  whole,
} from './words.ts';

const listed = (values: readonly string[]): string => values.join(', ');
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, listed(values));

const TRUTH = 'true or false';
const flag = z._default(z.boolean(TRUTH), false);

const VALUE = 'a value of the fix, as text';
const fixes = z
  .record(name, z.string(VALUE), 'an object of fixes and their values')
  .check(describe('Fixes and their values, like wal: always'));
const PARAM = 'a number, or inf';
const params = z
  .record(
    name,
    z.union([z.number(), z.literal('inf')], PARAM),
    'an object of parameters and numbers',
  )
  .check(describe('Parameters and their numbers, like flushIntervalMs: 500'));
const faults = list('faults', faultLine, 1, 20).check(
  describe('As `sim run --fault` takes them: crash cache @3.2s for 2s'),
);
const holds = list('orders', holdLine, 1, 20).check(
  describe('Orders, as `sim run --hold` takes them: read-1/SET until read-2/GET'),
);
const acts = list('acts', actLine, 1, 50).check(
  describe('Acts of users beside those of the workload: read shopper-a @3.2s'),
);
const seed = whole(0, 2 ** 32 - 1).check(describe('Of all chance: the same seed, the same run'));
const change = {
  variant: maybe(name),
  workload: maybe(name),
  seed: maybe(seed),
  fixes: maybe(fixes),
  params: maybe(params),
  faults: maybe(faults),
  holds: maybe(holds),
  acts: maybe(acts),
};

const comparisons = Object.fromEntries(COMPARISONS.map((each) => [each, maybe(number)])) as Record<
  Comparison,
  z.ZodMiniExactOptional<typeof number>
>;
const ONE_COMPARISON = `one of ${listed(COMPARISONS)}`;
const metricCheck = z.pipe(
  fields('a check of a metric', { metric: name, ...comparisons }),
  z.transform(({ metric, ...given }, ctx): MetricCheck => {
    const [first, ...more] = COMPARISONS.flatMap((compare) => {
      const value = given[compare];
      return value === undefined ? [] : [{ metric, compare, value }];
    });
    if (first !== undefined && more.length === 0) return first;
    ctx.issues.push({ code: 'custom', message: ONE_COMPARISON, input: undefined });
    return z.NEVER;
  }),
);
const guaranteeCheck = fields('a check of a guarantee', {
  guarantee: name,
  is: oneOf(['holds', 'broken']),
});
const SHOWS = 'a text that the row shows, or null where there is no such row';
const rowCheck = fields("a check of a row in a node's box", {
  node: name,
  row: line,
  shows: z.nullable(z.string(SHOWS)),
});
const messageCheck = fields('a check of a message', {
  message: address,
  is: oneOf(MESSAGE_FATES),
});
const GOAL = 'a check of a metric or a guarantee';
const goalCheck = z.union([metricCheck, guaranteeCheck], GOAL);
const CHECK = 'a check of a metric, a guarantee, a row or a message';
const check = z.union([metricCheck, guaranteeCheck, rowCheck, messageCheck], CHECK);
const checks = (what: string) => list(what, check, 1, 12);

const base = {
  id: slug.check(describe('Unique in the file: links carry it')),
  notes: maybe(prose.check(describe('For the teacher'))),
  focus: maybe(list('nodes', name, 1, 12).check(describe('The nodes that matter now'))),
};
const say = prose.check(describe('Markdown, without HTML'));
const after = maybe(
  slug.check(
    describe('The step whose run is changed, or setup; what was played last when left out'),
  ),
);
const playing = {
  ...base,
  ...change,
  say,
  outcome: maybe(prose.check(describe('Said when it has stopped'))),
  after,
  start: maybe(span.check(describe('Where playing begins; worked out when left out'))),
  until: maybe(span.check(describe('Where it stops; at the end of the run when left out'))),
  expect: checks('checks').check(describe('What is true where it stops')),
};
const hints = (most: number) =>
  z._default(list('hints', prose, 1, most).check(describe('A question, a principle, a move')), []);

const option = fields('an option', {
  id: slug,
  text: line,
  right: flag,
  claim: checks('checks').check(
    describe('What would be so if this were right, where the step that shows it stops'),
  ),
  say: prose.check(describe('Said to who chose it, when what happened is known')),
  misconception: maybe(line.check(describe('What one must believe to choose it'))),
});

const instant = { from: span, to: span };
const toUs = <T extends { from: number; to: number }>({ from, to, ...rest }: T) => ({
  ...rest,
  fromUs: from,
  toUs: to,
});
const POINTED = 'a node, a message, or an instant (from, to)';
const pointed = z.union(
  [
    fields('a node', { node: name }),
    fields('a message', { message: address }),
    z.pipe(fields('an instant', instant), z.transform(toUs)),
  ],
  POINTED,
);
const wronglyPointed = z.union(
  [
    fields('a node', { node: name, say }),
    fields('a message', { message: address, say }),
    z.pipe(fields('an instant', { ...instant, say }), z.transform(toUs)),
  ],
  `${POINTED}, and what to say`,
);

const question = fields('a question', {
  ask: prose,
  unit: z._default(z.string('a unit'), ''),
  answer: z.union(
    [
      fields('a metric', { metric: name }),
      fields('a parameter', { param: name }),
      fields('a number', { number }),
    ],
    'metric: ID, param: NAME or number: N',
  ),
  within: z._default(number.check(z.gte(0, 'a number from 0')), 0),
  say: prose,
});

const cost = fields('a cost', {
  metric: name,
  change: oneOf(COST_CHANGES),
  say: maybe(prose),
});

const names = (what: string) => z._default(list(what, name, 1, 20), []);
const allow = fields('what is allowed', {
  variants: names('variants'),
  fixes: names('fixes'),
  params: names('parameters'),
  faults: names('kinds of fault'),
  faultsMax: z._default(whole(0, 5), 1),
});

const step = z.discriminatedUnion(
  'kind',
  [
    fields('a step "context"', { kind: z.literal('context'), ...base, say }),
    fields('a step "run"', { kind: z.literal('run'), ...playing }),
    fields('a step "predict"', {
      kind: z.literal('predict'),
      ...base,
      ask: prose,
      options: list('options', option, 2, 5),
      reason: flag.check(describe('Also ask why, in own words')),
      shownBy: maybe(slug.check(describe('The step that shows who is right; the next that plays'))),
    }),
    fields('a step "fault"', { kind: z.literal('fault'), ...playing }),
    fields('a step "observe"', {
      kind: z.literal('observe'),
      ...base,
      ask: prose,
      answers: list('answers', pointed, 1, 8).check(describe('Any of these is right')),
      say,
      others: z._default(list('wrong answers', wronglyPointed, 1, 8), []),
      hints: hints(3),
    }),
    fields('a step "explain"', {
      kind: z.literal('explain'),
      ...base,
      say,
      question: maybe(question),
    }),
    fields('a step "fix"', {
      kind: z.literal('fix'),
      ...playing,
      cost: z._default(list('costs', cost, 1, 6), []),
    }),
    fields('a step "challenge"', {
      kind: z.literal('challenge'),
      ...base,
      say,
      after,
      allow,
      goal: list('goals', goalCheck, 1, 6).check(describe('All of them, at 21 seeds')),
      hints: hints(3),
      solution: fields('a solution', change),
      nonSolutions: list(
        'non-solutions',
        fields('a non-solution', { change: fields('a change', change), say }),
        1,
        8,
      ).check(describe('What suggests itself and does not reach the goal')),
      outcome: maybe(prose),
    }),
  ],
  { error: 'a step with a kind' },
);

export const scenarioShape = fields('a scenario', {
  schemaVersion: z.literal(1, 'the number 1'),
  id: scenarioId,
  title: line,
  summary: line.check(describe('One sentence: what one will see')),
  level: oneOf(LEVELS),
  minutes: whole(1, 60),
  prerequisites: z._default(list('ids of scenarios', scenarioId, 0, 8), []),
  objectives: list('objectives', line, 1, 5).check(
    describe('What one can do afterwards; each begins with a verb'),
  ),
  notes: maybe(prose.check(describe('For the teacher'))),
  setup: fields('a setup', { ...change, flow: name, variant: name, workload: name, seed }),
  steps: list('steps', step, 2, 40),
  realSystems: fields('what real systems do', {
    say,
    sources: list('sources', fields('a source', { title: line, url: link }), 1, 6),
  }),
  recall: list(
    'recall cards',
    fields('a recall card', { afterDays: whole(1, 60), ask: prose, answer: prose }),
    1,
    4,
  ),
});

/** A scenario as its file has it, and as the schema reads it: spans in µs, faults as data. */
export type Shaped = z.output<typeof scenarioShape>;
export type ShapedStep = Shaped['steps'][number];
