/** What the simulated users do. The first is what opens. */
import type { WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS, SECOND } from '../../kernel/time.ts';
import { searchableWorkloads } from './workloads-searchable.ts';
import { userA, userB } from './workloads-users.ts';

/** Of one user: what, and when. */
const doing =
  (node: string) =>
  (op: string, atMs: number, event: Act['event']): Act => ({ op, node, atUs: atMs * MS, event });
const a = doing('user-a');
const b = doing('user-b');

const watched = (
  title: string,
  explain: string,
  acts: readonly Act[],
  more: Partial<WorkloadSpec> = {},
): WorkloadSpec => ({
  title,
  explain,
  clients: acts.some(({ node }) => node === 'user-b') ? [userA, userB] : [userA],
  settings: { rows: 57, ghosts: true },
  acts: () => acts,
  // Entries and keys live much longer: it ends before they do.
  horizonUs: () => Math.max(...acts.map(({ atUs }) => atUs)) + 4 * SECOND,
  ...more,
});

const open = (id = '42') => ({ type: 'open', id });
const list = (page = 1) => ({ type: 'list', page });
const create = (title: string, qty: number | string, more: object = {}) =>
  ({ type: 'create', title, qty, ownerId: '1', ...more }) as const;
const edit = (more: object) => ({ type: 'edit', id: '42', ...more });

const crowd = (
  title: string,
  explain: string,
  reads: 'list' | 'open',
  params: NonNullable<WorkloadSpec['params']>,
): WorkloadSpec => ({
  title,
  explain,
  clients: [{ id: 'crowd', title: 'Users', machine: 'crowd', crowd: true }],
  params,
  settings: { rows: 57, reads },
  acts: () => [],
  horizonUs: ({ durationMs = 0 }) => durationMs * MS + 10 * SECOND,
});

export const workloads = {
  everyday: watched(
    'An ordinary day',
    'One person looks at items, changes one and creates another; a second person sells and deletes.',
    [
      a('list-1', 100, list()),
      b('open-1', 500, open('43')),
      a('open-2', 900, open()),
      a('edit-1', 1_400, edit({ title: 'Desk lamp' })),
      b('sell-1', 1_900, { type: 'sell', id: '43' }),
      a('create-1', 2_400, create('Bookshelf', 4)),
      b('open-3', 2_900, open()),
      b('edit-2', 3_400, edit({ qty: 9 })),
      b('open-4', 3_900, open('44')),
      b('remove-1', 4_300, { type: 'remove', id: '44' }),
      a('list-2', 4_800, list()),
    ],
    { params: { pageSize: 5 } },
  ),
  'page-views': watched(
    'The same page again and again',
    'Two people look at the first page, 20 items on it, five times in all.',
    [1, 2, 3, 4, 5].map((n) => (n % 2 === 1 ? a : b)(`list-${n}`, n * 600, list())),
  ),
  'one-item': watched(
    'The same item again and again',
    'Two people look at one item, six times in all; in between it is changed.',
    [
      a('open-1', 100, open()),
      b('open-2', 500, open()),
      a('open-3', 900, open()),
      a('edit-1', 1_300, edit({ title: 'Desk lamp' })),
      b('open-4', 1_800, open()),
      a('open-5', 2_200, open()),
      b('open-6', 2_600, open()),
    ],
  ),
  'double-order': watched(
    'One order',
    'One person creates an item. Lose the answer, and see how many there are.',
    [a('create-1', 300, create('Bookshelf', 4)), a('list-1', 9_000, list(3))],
    { params: { clientTimeoutMs: 1_500 } },
  ),
  'vanished-edit': watched(
    'Two edits at once',
    'Two people open the same item; one changes its title, the other its quantity.',
    [
      a('open-1', 100, open()),
      b('open-2', 200, open()),
      a('edit-1', 900, edit({ title: 'Desk lamp' })),
      b('edit-2', 1_200, edit({ qty: 9 })),
      a('open-3', 2_000, open()),
    ],
    { params: { clientTimeoutMs: 1_500 } },
  ),
  'last-unit': watched(
    'The last unit',
    'Two people buy the last unit of an item at the same moment.',
    [a('sell-1', 300, { type: 'sell', id: '42' }), b('sell-2', 302, { type: 'sell', id: '42' })],
    { params: { stock: 1 } },
  ),
  'bad-input': watched(
    'Bad input',
    'A person sends a form without a title; a script sends the same past the form.',
    [
      a('create-1', 300, create('', 'lots')),
      b('create-2', 900, create('', 'lots', { direct: true })),
      a('list-1', 1_600, list(3)),
    ],
  ),
  'taken-title': watched(
    'A title that is taken',
    'A person creates an item whose title another item has.',
    [a('create-1', 300, create('Item 42', 4))],
  ),
  'import-file': watched(
    'An import',
    'One person creates an item that breaks the rule; another imports a file with the same.',
    [
      a('create-1', 300, create('Lamp', -5)),
      b('import-1', 900, {
        type: 'import',
        rows: [
          { title: 'Chair', qty: 4 },
          { title: 'Lamp', qty: -5 },
        ],
      }),
      a('list-1', 1_800, list(3)),
    ],
    { settings: { rows: 57, ghosts: true, imports: true } },
  ),
  trash: watched(
    'Deleted rows',
    'One person deletes an item; another looks at the page on which it was.',
    [
      a('open-1', 100, open('5')),
      a('remove-1', 600, { type: 'remove', id: '5' }),
      b('list-1', 1_300, list()),
      b('open-2', 1_900, open('5')),
    ],
    { params: { pageSize: 10 } },
  ),
  'reused-key': watched(
    'A key that is used twice',
    'A person sends two different items with one idempotency key.',
    [
      a('create-1', 300, create('Bookshelf', 4, { key: 'order-7' })),
      a('create-2', 1_000, create('Armchair', 2, { key: 'order-7' })),
    ],
  ),
  'blind-edit': watched(
    'A script that does not look',
    'One person opens an item and changes it; a script writes to it without If-Match.',
    [
      a('open-1', 100, open()),
      a('edit-1', 700, edit({ title: 'Desk lamp' })),
      b('edit-2', 1_300, edit({ title: 'Item 42', qty: 9, ownerId: '2', direct: true })),
    ],
  ),
  'crowd-lists': crowd('A crowd that lists', 'Many people look at the first page.', 'list', {
    users: 10,
    readPercent: 100,
  }),
  'crowd-mixed': crowd(
    'A crowd that reads and writes',
    'Many people look at the first page; some change an item.',
    'list',
    { users: 4 },
  ),
  'crowd-one-item': crowd(
    'A crowd that reads one item',
    'Many people look at the same item.',
    'open',
    { users: 2, readPercent: 100, ttlMs: 1_000 },
  ),
  ...searchableWorkloads,
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
