/** What is sent again, and how often: E5, E6, recovery, load. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { at, config } from './rows.ts';

const LASTING = [
  'validation',
  'not-found',
  'authorization',
  'authentication',
  'conflict',
  'foreign-key',
];
const THREE = { params: { attempts: 3 } };

export const retryRows: readonly TruthRow[] = [
  ...LASTING.flatMap((each) => [
    ...config('retry all', at(each, { retry: 'all' }), broken('E5', 0, [])),
    ...config('retry smart', at(each), holds('E5', 0, [])),
    ...config('retry none', at(each, { retry: 'none' }), holds('E5', 0, [])),
  ]),
  ...config(
    'retry smart, tokens expired',
    at('one-order'),
    holds('E5', 1, ['expireTokens:service']),
    holds('E5', 2, ['expireTokens:service']),
  ),
  ...config(
    'retry smart, serviceMap off: a 500 says try again, and the person does',
    at('conflict', { serviceMap: 'off' }),
    broken('E5', 0, []),
  ),
  ...config(
    'seed mapping, smart retries 502 to 504 only',
    at('one-order', { refinedMapping: 'off' }),
    broken('RECOVERY', 1, ['fail:CHARGE']),
    holds('RECOVERY', 1, ['fail:CHARGE'], { fixes: { refinedMapping: 'on' } }),
    holds('RECOVERY', 1, ['fail:CHARGE'], { fixes: { refinedMapping: 'off', retry: 'all' } }),
    broken('RECOVERY', 1, ['fail:CHARGE'], { fixes: { retry: 'none', refinedMapping: 'on' } }),
    broken('E7', 1, ['drop:CHARGED'], { fixes: { refinedMapping: 'off', retry: 'all' } }),
    holds('E7', 1, ['drop:CHARGED'], { fixes: { refinedMapping: 'off' } }),
  ),
  ...config(
    'the service is down for a moment',
    at('one-order'),
    holds('RECOVERY', 1, ['crash:service']),
    broken('RECOVERY', 1, ['crash:service'], { fixes: { refinedMapping: 'off' } }),
    broken('RECOVERY', 1, ['crash:service'], { fixes: { retry: 'none' } }),
  ),
  ...config(
    'an answer is lost, or something in front of the API answers',
    at('one-order-far'),
    holds('RECOVERY', 1, ['drop:paid', 'drop:postOrder', 'fail:postOrder']),
    broken('RECOVERY', 1, ['drop:paid'], { fixes: { retry: 'none' } }),
    broken('RECOVERY', 1, ['fail:postOrder'], { fixes: { retry: 'none' } }),
  ),
  ...config(
    'a person who presses again orders anew',
    { ...at('one-order'), params: { pressesAgain: 2 } },
    holds('E6', 1, ['outage:payment']),
  ),
  ...config(
    'the worker of an outbox goes on until it is done',
    at('one-order', { payOrder: 'outbox', providerKey: 'on' }),
    broken('E6', 1, ['outage:payment']),
  ),
  ...config(
    'deadlocks begin anew inside the service',
    at('one-item'),
    holds('RECOVERY', 2, ['deadlock:db']),
  ),
  ...(['1', '2', '3'] as const).flatMap((retryLayers) => [
    ...config(
      `retry in ${retryLayers} layers, 3 attempts each`,
      { ...at('one-order', { retryLayers }), ...THREE },
      retryLayers === '1'
        ? holds('E6', 1, ['outage:payment'])
        : broken('E6', 1, ['outage:payment']),
    ),
    ...config(
      `retry in ${retryLayers} layers and a breaker`,
      { ...at('one-order', { retryLayers, circuitBreaker: 'on' }), ...THREE },
      // Above one layer it is the call that tries whether the provider is back: 4 or 5, and not 9 or 27.
      retryLayers === '1'
        ? holds('E6', 1, ['outage:payment'])
        : broken('E6', 1, ['outage:payment']),
    ),
  ]),
  ...config('Retry-After honoured, with jitter', at('rush-limited'), holds('LOAD', 0, [])),
  ...config(
    'Retry-After not honoured',
    at('rush-limited', { honourRetryAfter: 'off' }),
    broken('LOAD', 0, []),
  ),
  ...config('no jitter', at('rush-limited', { jitter: 'off' }), broken('LOAD', 0, [])),
];
