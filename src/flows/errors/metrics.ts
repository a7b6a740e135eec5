/** What the family counts live. */
import { counting, ratio, which } from '../../flow/metrics.ts';
import type { Metric } from '../../flow/property.ts';
import type { Fact } from '../../kernel/system.ts';

const wentWell = (fact: Fact): boolean =>
  fact.type === 'shown' && (fact['tone'] === 'success' || fact['tone'] === 'waiting');

export const metrics: readonly Metric[] = [
  ratio(
    'requests',
    'Requests for a wish',
    '',
    'How often a page sends what a person asked for once.',
    (fact) => fact.type === 'sent' && fact['what'] !== 'getOrder',
    'asked',
  ),
  ratio(
    'calls',
    'Calls of the provider for a wish',
    '',
    'What retries make of one wish.',
    'called',
    'asked',
  ),
  ratio(
    'success',
    'Went well',
    '%',
    'Of what pages have said, so much was good news.',
    wentWell,
    'shown',
  ),
  counting(
    'client-errors',
    'Answers 4xx',
    '',
    'The request was wrong, or not allowed.',
    which('answered', ({ status }) => Number(status) >= 400 && Number(status) < 500),
  ),
  counting(
    'server-errors',
    'Answers 5xx',
    '',
    'The backend failed.',
    which('answered', ({ status }) => Number(status) >= 500),
  ),
  counting('records', 'Records in the log', '', 'What was logged.', 'logged'),
  counting('charges', 'Charges', '', 'Cards that were charged.', 'charged'),
  counting('refunds', 'Refunds', '', 'Charges that were given back.', 'refunded'),
];
