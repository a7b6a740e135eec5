/** From the cause to the status: E1, E3. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { at, config } from './rows.ts';

/** The classes that need no fault to be met. */
const CLASSES = [
  'not-found',
  'validation',
  'authentication',
  'authorization',
  'conflict',
  'foreign-key',
  'rate-limit',
  'database',
  'external-service',
];
/** What the service passes on without a name of its own, when it does not map. */
const UNMAPPED = ['not-found', 'conflict', 'foreign-key'];
/** Their own status differs from 500. */
const SPECIAL = CLASSES.filter((each) => each !== 'database' && each !== 'external-service');

export const mappingRows: readonly TruthRow[] = [
  ...CLASSES.flatMap((each) =>
    config('mapping on', at(each), holds('E1', 0, []), holds('E3', 0, [])),
  ),
  ...CLASSES.flatMap((each) =>
    config('serviceMap off', at(each, { serviceMap: 'off' }), [
      UNMAPPED.includes(each) ? broken('E1', 0, []) : holds('E1', 0, []),
    ]),
  ),
  ...config(
    'pre-check instead of mapping the violation',
    at('same-name', { unique: 'preCheck' }),
    broken('E1', 0, []),
    holds('E1', 0, [], { workload: 'conflict' }),
  ),
  ...config(
    'index and mapped violation',
    at('same-name'),
    holds('E1', 0, []),
    holds('E1', 1, ['crash:db', 'drop:db', 'crash:service']),
  ),
  ...CLASSES.flatMap((each) =>
    config('handlerMap off', at(each, { handlerMap: 'off' }), [
      SPECIAL.includes(each) ? broken('E1', 0, []) : holds('E1', 0, []),
    ]),
  ),
  ...config('deadlock, mapped', at('one-item'), holds('E1', 1, ['deadlock:db'])),
  ...config(
    'deadlock, serviceMap off',
    at('one-item', { serviceMap: 'off' }),
    broken('E1', 1, ['deadlock:db']),
  ),
  ...['on', 'off'].flatMap((refinedMapping) =>
    config(
      `refinedMapping ${refinedMapping}`,
      at('one-order', { refinedMapping }),
      holds('E1', 1, ['outage:payment', 'garble:payment', 'crash:payment', 'drop:payment']),
    ),
  ),
  ...['not-found', 'database', 'conflict', 'external-service'].flatMap((each) =>
    config(
      'swallow: null with 200',
      at(each, { swallow: 'on' }),
      broken('E1', 0, []),
      broken('E3', 0, []),
    ),
  ),
  ...config(
    'an answer that was lost on its way to the database’s client is shown as a failure',
    at('one-order', { compensate: 'on', providerKey: 'on', freshKeyAfterRefund: 'on' }),
    holds('E3', 1, ['drop:payment']),
    holds('E3', 1, ['drop:db']),
  ),
  ...config(
    'an item is created, and its answer lost: a retry says that the name is taken',
    at('one-item'),
    holds('E3', 0, []),
    broken('E3', 1, ['crash:service']),
    broken('E3', 1, ['drop:db']),
  ),
  ...config(
    'charged, and shown as failed',
    at('one-order', { retry: 'none' }),
    broken('E3', 1, ['drop:CHARGED']),
  ),
  ...config(
    'upstream timeout ≥ caller timeout',
    {
      ...at('one-order', {
        compensate: 'on',
        providerKey: 'on',
        freshKeyAfterRefund: 'on',
        retry: 'none',
      }),
      params: { paymentTimeoutMs: 5_000, callerTimeoutMs: 2_000 },
    },
    holds('E3', 0, []),
    broken('E3', 0, [], { delays: 1 }),
  ),
  ...config(
    'upstream timeout < caller timeout',
    {
      ...at('one-order', {
        compensate: 'on',
        providerKey: 'on',
        freshKeyAfterRefund: 'on',
        retry: 'none',
      }),
      params: { paymentTimeoutMs: 2_000, callerTimeoutMs: 10_000 },
    },
    holds('E3', 0, [], { delays: 1 }),
  ),
];
