/** What strangers, operators and users are told: E2, E4, E9. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { at, config } from './rows.ts';

const DB_FAULTS = ['diskFull:db', 'crash:db', 'drop:db', 'fail:db'];
const ALL = [
  'not-found',
  'validation',
  'authentication',
  'authorization',
  'conflict',
  'rate-limit',
  'database',
  'external-service',
];

export const tellingRows: readonly TruthRow[] = [
  ...config(
    'catchAll leak',
    at('one-item', { catchAll: 'leak' }),
    holds('E2', 0, []),
    ...['diskFull:db', 'crash:db', 'drop:db', 'fail:db'].map((kind) => broken('E2', 1, [kind])),
    broken('E2', 0, [], { workload: 'database' }),
    broken('E4', 0, [], { workload: 'database' }),
    broken('E9', 0, [], { workload: 'database' }),
  ),
  ...config(
    'sanitise only detail',
    at('validation', { catchAll: 'sanitise-detail' }),
    broken('E2', 0, []),
    holds('E2', 0, [], { workload: 'database' }),
  ),
  ...config(
    'catchAll rethrow: the server’s own page',
    at('database', { catchAll: 'rethrow' }),
    broken('E2', 0, []),
    broken('E4', 0, []),
    holds('E9', 0, []),
    broken('E9', 0, [], { fixes: { catchAll: 'rethrow', uiBoundary: 'off' } }),
  ),
  ...ALL.flatMap((each) =>
    config('sanitise and traceId', at(each), holds(['E2', 'E4', 'E9'], 0, [])),
  ),
  ...config(
    'sanitise and traceId',
    at('one-item'),
    holds(['E2', 'E4'], 2, DB_FAULTS),
    holds(['E2', 'E4'], 1, ['outage:payment', 'garble:payment', 'drop:payment', 'crash:service'], {
      workload: 'one-order',
    }),
  ),
  ...config(
    'catch, log, rethrow at 3 layers',
    at('database', { logOnce: 'off' }),
    broken('E4', 0, []),
    holds('E2', 0, []),
  ),
  ...config(
    'a page of HTML in front of the API answers',
    at('one-look'),
    holds(['E4', 'E9'], 1, ['fail:getItem']),
    broken('E9', 1, ['fail:getItem'], { fixes: { uiBoundary: 'off' } }),
    // The retry that takes it for a failure that passes needs a second one.
    broken('E9', 2, ['fail:postOrder'], {
      workload: 'one-order-far',
      fixes: { uiBoundary: 'off' },
    }),
  ),
  ...config(
    'no timeout anywhere: a lost answer is waited for forever',
    { ...at('one-order'), params: { paymentTimeoutMs: 'inf' } },
    holds('E9', 0, []),
    broken('E9', 1, ['drop:CHARGED']),
  ),
  ...config('a timeout of the service', at('one-order'), holds('E9', 1, ['drop:CHARGED'])),
  ...config(
    'swallow: the page gets null',
    at('not-found', { swallow: 'on' }),
    holds('E9', 0, []),
    broken('E9', 0, [], { fixes: { swallow: 'on', uiBoundary: 'off' } }),
  ),
];
