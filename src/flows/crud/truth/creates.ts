/** §1, the first half of the table: retries and idempotency keys. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, holds, row } from './rows.ts';

/** A lost reply, a lost request. */
const LOST = ['drop:created'];
const EITHER = ['drop:created', 'drop:postItem'];
/** The answer is slow: the browser gives up while it is still under way. */
const SLOW = { delays: 1 };

const RETRY = { retry: 'on' };
const ATOMIC = { retry: 'on', idem: 'atomic' };
/** The key is forgotten before the browser tries again. */
const SHORT_KEY = { keyTtlMs: 1_000 };

export const creates: readonly TruthRow[] = [
  ...['off', 'nonAtomic', 'atomic'].flatMap((idem) =>
    row(
      `retry off, idem ${idem}`,
      'one-create',
      { idem },
      holds('C1', 1, EITHER),
      holds('C1', 0, [], SLOW),
      broken('C2', 1, LOST),
      broken('C2', 0, [], SLOW),
      holds('C2', 1, ['drop:postItem']),
    ),
  ),
  ...row(
    'retry off, "unknown" shown',
    'one-create',
    { noAnswer: 'unknown' },
    holds('C2', 1, LOST),
    holds('C2', 0, [], SLOW),
  ),
  ...row(
    'retry on, idem off',
    'one-create',
    RETRY,
    broken('C1', 1, LOST),
    broken('C1', 0, [], SLOW),
    holds('C1', 1, ['drop:postItem']),
  ),
  ...row(
    'retry on, idem nonAtomic',
    'one-create',
    { ...RETRY, idem: 'nonAtomic' },
    broken('C1', 0, [], SLOW),
    holds('C1', 1, LOST),
    broken('C1', 1, ['crash:service']),
  ),
  ...row(
    'retry on, idem atomic',
    'one-create',
    ATOMIC,
    holds(['C1', 'C2'], 1, EITHER),
    holds(['C1', 'C2'], 0, [], SLOW),
    holds('C1', 1, EITHER, SLOW),
    holds(['C1', 'C2'], 1, EITHER, { ...SLOW, params: { maxAttempts: 3 } }),
    holds('C1', 2, EITHER),
    broken('C2', 2, LOST),
    broken('C2', 1, ['fail:postItem'], SLOW),
    holds(['C1', 'C2'], 2, LOST, { params: { maxAttempts: 3 } }),
    holds('C1', 1, ['crash:service'], { params: { keyLeaseMs: 1_000 } }),
    holds('C1', 1, ['duplicate:postItem']),
  ),
  ...row(
    'retry on, idem atomic, "unknown" shown',
    'one-create',
    { ...ATOMIC, noAnswer: 'unknown' },
    holds('C2', 2, LOST),
    // The second attempt ends with an error; the first is still at work.
    holds('C2', 1, ['fail:postItem'], SLOW),
  ),
  ...row(
    'retry on, idem atomic, key TTL < retry delay',
    'one-create',
    ATOMIC,
    broken('C1', 1, LOST, { params: SHORT_KEY }),
  ),
  ...row(
    'retry on, idem off, uniqueIndex on: the index holds C1, and the user is told of a conflict with nobody',
    'one-create',
    { ...RETRY, uniqueIndex: 'on' },
    holds('C1', 1, EITHER),
    broken(['C2', 'C4'], 1, LOST),
  ),
  ...row(
    'same + idem atomic: a transaction that comes twice has lost its key, and waits for what came of it',
    'one-create',
    { ...ATOMIC, uniqueIndex: 'on' },
    holds(['C1', 'C4'], 1, ['duplicate:TX']),
  ),
  ...row(
    'a request that is delivered twice, without a key',
    'one-create',
    {},
    broken('C1', 1, ['duplicate:postItem']),
  ),
];
