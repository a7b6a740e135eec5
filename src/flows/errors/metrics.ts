/** What the family counts live. */
import type { Metric } from '../../flow/property.ts';
import type { Fact } from '../../kernel/system.ts';

/** Counts facts of a type, those that fit. */
const counting = (
  id: string,
  title: string,
  unit: string,
  explain: string,
  type: string,
  fits: (fact: Fact) => boolean = () => true,
): Metric => ({
  id,
  title,
  unit,
  explain,
  start: 0,
  on: (state: number, seen) =>
    seen.kind === 'fact' && seen.fact.type === type && fits(seen.fact) ? state + 1 : state,
  value: (state: number) => state,
});

interface Pair {
  readonly a: number;
  readonly b: number;
}

/** How many facts of one type there are for each of another. */
const ratio = (
  id: string,
  title: string,
  unit: string,
  explain: string,
  over: (fact: Fact) => boolean,
  under: (fact: Fact) => boolean,
): Metric => ({
  id,
  title,
  unit,
  explain,
  start: { a: 0, b: 0 },
  on: ({ a, b }: Pair, seen) => {
    if (seen.kind !== 'fact') return { a, b };
    return { a: a + (over(seen.fact) ? 1 : 0), b: b + (under(seen.fact) ? 1 : 0) };
  },
  value: ({ a, b }: Pair) => (b === 0 ? null : (a / b) * (unit === '%' ? 100 : 1)),
});

const is =
  (type: string) =>
  (fact: Fact): boolean =>
    fact.type === type;
const wentWell = (fact: Fact): boolean =>
  fact.type === 'shown' && (fact['tone'] === 'success' || fact['tone'] === 'waiting');

export const metrics: readonly Metric[] = [
  ratio(
    'requests',
    'Requests for a wish',
    '',
    'How often a page sends what a person asked for once.',
    is('sent'),
    is('asked'),
  ),
  ratio(
    'calls',
    'Calls of the provider for a wish',
    '',
    'What retries make of one wish.',
    is('called'),
    is('asked'),
  ),
  ratio(
    'success',
    'Went well',
    '%',
    'Of what pages have said, so much was good news.',
    wentWell,
    is('shown'),
  ),
  counting(
    'client-errors',
    'Answers 4xx',
    '',
    'The request was wrong, or not allowed.',
    'answered',
    ({ status }) => Number(status) >= 400 && Number(status) < 500,
  ),
  counting(
    'server-errors',
    'Answers 5xx',
    '',
    'The backend failed.',
    'answered',
    ({ status }) => Number(status) >= 500,
  ),
  counting('records', 'Records in the log', '', 'What was logged.', 'logged'),
  counting('charges', 'Charges', '', 'Cards that were charged.', 'charged'),
  counting('refunds', 'Refunds', '', 'Charges that were given back.', 'refunded'),
];
