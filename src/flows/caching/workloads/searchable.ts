/** Small enough to search: the workloads of the truth table. */
import type { WorkloadSpec } from '../../../flow/flow.ts';
import type { Act } from '../../../kernel/system.ts';
import { read, shopper, write } from './shoppers.ts';

/**
 * For a search: nothing expires, and nothing is given up but a delete, so that a late deadline is
 * one that matters. Links alone take time, the database none; the users sit beside the app, so
 * that begin and end of what they do are as close to its steps as they can be.
 */
const searching = {
  ttlMs: 'inf',
  clientTimeoutMs: 'inf',
  dbTimeoutMs: 'inf',
  cacheTimeoutMs: 'inf',
  retryMs: 1_000,
  flushTimeoutMs: 1_500,
  dbConcurrency: 'inf',
  walDiskMs: 0,
  clientRttMs: 0,
  clientJitterMs: 0,
} as const;

const searched = (
  title: string,
  explain: string,
  letters: readonly string[],
  acts: readonly Act[],
): WorkloadSpec => ({
  title,
  explain,
  clients: letters.map(shopper),
  params: searching,
  acts: () => acts,
  searchable: true,
});

export const searchableWorkloads = {
  'one-write': searched(
    'One write, two reads',
    'One person saves the cart while two others look at it.',
    ['A', 'B', 'C'],
    [read(1, 'shopper-b', 0), write(1, 'shopper-a', 200), read(2, 'shopper-c', 600)],
  ),
  'two-writes': searched(
    'Two writes, one read',
    'Two people save the same cart while another looks at it.',
    ['A', 'B', 'C'],
    [write(1, 'shopper-a', 0), write(2, 'shopper-b', 100), read(1, 'shopper-c', 600)],
  ),
  'two-writes-two-reads': searched(
    'Two writes, two reads',
    'Two people save the same cart while two others look at it.',
    ['A', 'B', 'C', 'D'],
    [
      read(1, 'shopper-c', 0),
      write(1, 'shopper-a', 200),
      write(2, 'shopper-b', 300),
      read(2, 'shopper-d', 800),
    ],
  ),
  herd: searched(
    'Three reads at once',
    'Three people look at a cart that is not in the cache.',
    ['A', 'B', 'C'],
    [read(1, 'shopper-a', 0), read(2, 'shopper-b', 10), read(3, 'shopper-c', 20)],
  ),
  session: searched(
    'One person looks twice',
    'One person saves the cart; one looks at it once, another twice.',
    ['A', 'B', 'C'],
    [
      read(1, 'shopper-b', 0),
      write(1, 'shopper-a', 200),
      read(2, 'shopper-c', 300),
      read(3, 'shopper-c', 700),
    ],
  ),
  'two-writes-three-reads': searched(
    'Two writes, three reads',
    'Two people save the same cart; one looks at it once, another twice.',
    ['A', 'B', 'C', 'D'],
    [
      read(1, 'shopper-c', 0),
      write(1, 'shopper-a', 200),
      write(2, 'shopper-b', 300),
      read(2, 'shopper-d', 400),
      read(3, 'shopper-d', 900),
    ],
  ),
  create: {
    ...searched(
      'A cart that is new',
      'One person saves a cart that did not exist while two others look at it.',
      ['A', 'B', 'C'],
      [read(1, 'shopper-b', 0), write(1, 'shopper-a', 200), read(2, 'shopper-c', 600)],
    ),
    settings: { missing: true },
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
