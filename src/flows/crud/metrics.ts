/** What the family counts live. */
import { counting, rate, ratio, which } from '../../flow/metrics.ts';
import type { Metric } from '../../flow/property.ts';

interface Ratio {
  readonly a: number;
  readonly b: number;
}

const queriesPerSecond = rate(
  'queries-per-second',
  'Queries a second',
  '/s',
  'From the beginning on.',
  'queried',
);

interface Pages {
  readonly pages: number;
  readonly queries: number;
}

const queriesPerPage: Metric = {
  id: 'queries-per-page',
  title: 'Queries for a page',
  unit: '',
  explain: 'How many queries it takes to make a page, on average.',
  start: { pages: 0, queries: 0 },
  on: ({ pages, queries }: Pages, seen): Pages => {
    if (seen.kind !== 'fact' || seen.fact['of'] !== 'page') return { pages, queries };
    return { pages: pages + (seen.fact['n'] === 1 ? 1 : 0), queries: queries + 1 };
  },
  value: ({ pages, queries }: Pages) => (pages === 0 ? null : queries / pages),
};

/** Queries that were asked before, while nothing was written. */
interface Repeats {
  readonly known: readonly string[];
  readonly count: number;
}
const KNOWN_MAX = 200;

const repeatedQueries: Metric = {
  id: 'repeated-queries',
  title: 'Repeated queries',
  unit: '',
  explain: 'How often the database was asked again what it was asked since the last write.',
  start: { known: [], count: 0 },
  on: (state: Repeats, seen): Repeats => {
    if (seen.kind !== 'fact' || seen.fact.type !== 'queried') return state;
    const { of, sql } = seen.fact as { of?: unknown; sql?: unknown };
    if (of === 'write') return { ...state, known: [] };
    // Of keys nothing is read that a cache could know.
    if (of === 'key') return state;
    const text = String(sql);
    if (state.known.includes(text)) return { ...state, count: state.count + 1 };
    return { ...state, known: [...state.known, text].slice(-KNOWN_MAX) };
  },
  value: ({ count }: Repeats) => count,
};

const hitRatio: Metric = {
  ...ratio(
    'hit-ratio',
    'Hit ratio',
    '%',
    'Of all lookups in the cache so far, how many found something.',
    'hit',
    ({ type }) => type === 'hit' || type === 'missed',
  ),
  when: { cache: ['ttl', 'deleteBefore', 'deleteAfter', 'writeThrough', 'versioned'] },
};

/** It was refused before anything was sent. */
const isOfTheForm = ({ outcome, status }: Readonly<Record<string, unknown>>): boolean =>
  outcome === 'refused' && status === 0;

const answerMean: Metric = {
  id: 'answer-mean',
  title: 'Answer, mean',
  unit: 'ms',
  explain: 'How long a user waits for an answer; a form that sends nothing does not count.',
  start: { a: 0, b: 0 },
  on: ({ a, b }: Ratio, seen): Ratio =>
    seen.kind === 'fact' && seen.fact.type === 'answered' && !isOfTheForm(seen.fact)
      ? { a: a + Number(seen.fact['tookUs']), b: b + 1 }
      : { a, b },
  value: ({ a, b }: Ratio) => (b === 0 ? null : a / b / 1_000),
};

export const metrics: readonly Metric[] = [
  answerMean,
  counting('queries', 'Queries', '', 'How many the database was asked so far.', 'queried'),
  queriesPerSecond,
  queriesPerPage,
  repeatedQueries,
  hitRatio,
  counting('created', 'Rows created', '', 'How many there were so far.', 'created'),
  counting('sold', 'Units sold', '', 'How many there were so far.', 'sold'),
  counting(
    'conflicts',
    'Conflicts shown',
    '',
    'Answers of 409 and 412.',
    which('answered', ({ outcome }) => outcome === 'conflict'),
  ),
  counting(
    'failed',
    'Called failed',
    '',
    'How often a user was told so.',
    which('answered', ({ outcome }) => outcome === 'failed'),
  ),
];
