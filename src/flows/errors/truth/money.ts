/** An order and its charge: E7, E8. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { at, config } from './rows.ts';

const LOST = ['drop:CHARGED'];
/** Request or answer of the provider is lost, or it fails. */
const PROVIDER = ['drop:payment', 'fail:payment'];
const KEY = { providerKey: 'on' };
const NO_RETRY = { retry: 'none' };
const COMP = { ...KEY, compensate: 'on' };
const FRESH = { ...COMP, freshKeyAfterRefund: 'on' };
const DB_FIRST = { payOrder: 'dbFirst' };
const OUTBOX = { payOrder: 'outbox' };

export const moneyRows: readonly TruthRow[] = [
  ...config(
    'chargeFirst, no key, no compensation',
    at('one-order'),
    holds(['E7', 'E8'], 0, []),
    broken('E7', 1, LOST),
    broken('E8', 1, LOST, { fixes: NO_RETRY }),
    broken('E8', 2, LOST),
  ),
  ...config(
    'chargeFirst, key, no compensation',
    at('one-order', KEY),
    holds('E7', 2, PROVIDER),
    broken('E8', 2, LOST),
    broken('E8', 1, LOST, { fixes: { ...KEY, ...NO_RETRY } }),
    broken('E8', 1, ['diskFull:db']),
  ),
  ...config(
    'chargeFirst, key, compensation, same key',
    at('one-order', COMP),
    holds('E7', 2, PROVIDER),
    broken('E8', 1, LOST),
  ),
  ...config(
    'chargeFirst, key, compensation, fresh key after a refund',
    at('one-order', FRESH),
    holds(['E7', 'E8'], 2, PROVIDER),
    holds('E8', 1, LOST),
    holds(['E7', 'E8'], 2, ['drop:db']),
    broken('E8', 1, ['crash:service'], { fixes: { ...FRESH, ...NO_RETRY } }),
    broken('E8', 1, ['crash:service']),
  ),
  ...config(
    'chargeFirst, key, compensation, fresh key, and an order that is stored after it was cancelled',
    at('one-order', FRESH),
    holds(['E7', 'E8'], 0, [], { delays: 1 }),
    holds(['E7', 'E8'], 1, ['drop:payment', 'drop:db'], { delays: 1 }),
  ),
  ...config(
    'chargeFirst, key, compensation, same key, and an order that is stored after it was cancelled',
    at('one-order', COMP),
    broken('E8', 0, [], { delays: 1 }),
  ),
  ...config(
    'chargeFirst, compensation, no key',
    at('one-order', { compensate: 'on' }),
    holds(['E7', 'E8'], 2, PROVIDER),
  ),
  ...[{}, KEY].flatMap((key) =>
    config(
      `dbFirst, ${'providerKey' in key ? 'key' : 'no key'}, no compensation`,
      at('one-order', { ...DB_FIRST, ...key }),
      broken('E8', 1, ['outage:payment']),
      broken('E8', 2, ['fail:CHARGE']),
      broken('E8', 1, ['fail:CHARGE'], { fixes: { ...DB_FIRST, ...key, ...NO_RETRY } }),
    ),
  ),
  ...config('dbFirst, no key', at('one-order', DB_FIRST), broken('E7', 1, LOST)),
  ...config('dbFirst, key', at('one-order', { ...DB_FIRST, ...KEY }), holds('E7', 2, PROVIDER)),
  ...config(
    'dbFirst, key, compensation, same key',
    at('one-order', { ...DB_FIRST, ...COMP }),
    holds('E7', 2, PROVIDER),
    broken('E8', 1, LOST),
  ),
  ...config(
    'dbFirst, key, compensation, fresh key after a refund',
    at('one-order', { ...DB_FIRST, ...FRESH }),
    holds('E8', 1, LOST),
    holds(['E7', 'E8'], 2, PROVIDER),
    broken('E8', 1, ['crash:service']),
  ),
  ...config(
    'three layers, compensation and a fresh key: a call is lost, and the next is not let through',
    {
      ...at('one-order', {
        ...FRESH,
        retryLayers: '3',
        circuitBreaker: 'on',
        honourRetryAfter: 'off',
      }),
      params: { breakerFailures: 1, breakerOpenMs: 60_000 },
    },
    holds(['E7', 'E8'], 1, [...PROVIDER, 'garble:payment', 'outage:payment']),
  ),
  ...config(
    'a deadlock after the charge: the transaction is begun anew, and not the order',
    at('one-order'),
    holds(['E7', 'E8'], 1, ['deadlock:db']),
    broken('E7', 1, ['deadlock:db'], { fixes: { serviceMap: 'off', retry: 'all' } }),
  ),
  ...config(
    'a garbled answer to a charge that was done',
    at('one-order'),
    broken('E7', 1, ['garble:payment']),
    broken('E8', 1, ['garble:payment'], { fixes: NO_RETRY }),
    holds('E7', 1, ['garble:payment'], { fixes: KEY }),
  ),
  ...config(
    'chargeFirst, key, and a client that sends its order again',
    at('one-order-far', KEY),
    holds(['E7', 'E8'], 1, ['drop:paid', 'drop:postOrder']),
    broken('E8', 1, ['drop:paid'], { fixes: { ...KEY, orderKey: 'off' } }),
  ),
  ...config(
    'outbox, no key',
    at('one-order', OUTBOX),
    broken('E7', 1, LOST),
    holds('E8', 1, [...PROVIDER, 'crash:worker']),
  ),
  ...config(
    'outbox, key',
    at('one-order', { ...OUTBOX, ...KEY }),
    holds(['E7', 'E8'], 1, [...PROVIDER, 'crash:worker', 'crash:service', 'drop:db', 'crash:db']),
    holds(['E7', 'E8'], 2, [...PROVIDER, 'crash:worker']),
  ),
  ...config(
    'outbox, key, and a client that sends its order again',
    at('one-order-far', { ...OUTBOX, ...KEY }),
    holds('E7', 1, ['drop:pending', 'drop:postOrder']),
    broken('E7', 1, ['drop:pending'], { fixes: { ...OUTBOX, ...KEY, orderKey: 'off' } }),
  ),
  ...config(
    'outbox, key that the provider forgets before the worker is back',
    { ...at('one-order', { ...OUTBOX, ...KEY }), params: { keyTtlMs: 1_000 } },
    broken('E7', 1, LOST),
  ),
];
