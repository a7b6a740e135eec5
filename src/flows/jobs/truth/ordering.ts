/** Order (J3), and poison. */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

/** Three orders of one customer. */
const three = setup('fifo', 'three-orders');
/** One order, judged over every order of delivery. */
const one = setup('fifo', 'one-order');

export const ordering: readonly TruthRow[] = [
  ...config(
    '1 worker, requeue tail: 2 FAILS and goes behind 3',
    three({}, { workers: 1 }),
    broken('J3', 1, ['fail:CALL']),
  ),
  ...config(
    '1 worker, requeue tail, group on: the same',
    three({ groupKey: 'on' }, { workers: 1 }),
    broken('J3', 1, ['fail:CALL']),
  ),
  ...config(
    '1 worker, requeue head',
    three({ requeue: 'head' }, { workers: 1 }),
    holds('J3', 2, ['fail:CALL']),
  ),
  ...config(
    '1 worker, requeue head: a crash hides 1 for the visibility timeout, and 2 goes first (not in the table)',
    three({ requeue: 'head' }, { workers: 1 }),
    broken('J3', 1, ['crash:worker-1']),
  ),
  ...config(
    '1 worker, requeue head, group on: a crash does no harm (not in the table)',
    three({ requeue: 'head', groupKey: 'on' }, { workers: 1 }),
    holds('J3', 1, ['crash:worker-1']),
  ),
  ...config(
    '2 workers, group off: take 1, take 2, effect 2, effect 1',
    three(),
    broken('J3', 0, []),
  ),
  ...config(
    '2 workers, requeue head, group off: the same',
    three({ requeue: 'head' }),
    broken('J3', 0, []),
  ),
  ...config(
    '2 workers, requeue tail, group on',
    three({ groupKey: 'on' }),
    broken('J3', 1, ['fail:CALL']),
  ),
  ...config(
    '2 workers, requeue head, group on (not in the table)',
    three({ requeue: 'head', groupKey: 'on' }),
    holds('J3', 1, ['fail:CALL']),
  ),
];

export const poison: readonly TruthRow[] = [
  ...config(
    'poison, M=∞, requeue head: the jobs behind never end (livelock)',
    three({ requeue: 'head' }, { workers: 1, maxAttempts: 'inf' }),
    broken('J1h', 1, ['poison']),
  ),
  ...config(
    'poison, M=∞, group, requeue head: the same with two workers',
    three({ requeue: 'head', groupKey: 'on' }, { maxAttempts: 'inf' }),
    broken('J1h', 1, ['poison']),
  ),
  ...config(
    'poison, M=∞, requeue tail',
    one({}, { maxAttempts: 'inf' }),
    broken('J7', 1, ['poison']),
  ),
  ...config(
    'poison, M=∞, requeue tail: the jobs behind end',
    three({}, { workers: 1, maxAttempts: 'inf' }),
    holds('J1h', 1, ['poison']),
  ),
  ...config(
    'poison, M finite + DLQ',
    one(),
    holds('J1', 1, ['poison']),
    holds('J7', 1, ['poison']),
  ),
  ...config('poison, M finite, no DLQ (discard)', one({ DLQ: 'off' }), broken('J1', 1, ['poison'])),
  ...config(
    'M=2, the count includes innocent redeliveries: false poison after two crashes',
    one({}, { maxAttempts: 2 }),
    broken('J7p', 2, ['crash:worker-1', 'crash:worker-2']),
  ),
];
