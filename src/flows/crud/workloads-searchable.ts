/** Small enough to search: the workloads of the truth table. */
import type { ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS } from '../../kernel/time.ts';
import { userA, userB } from './workloads-users.ts';

/**
 * For a search: nothing expires and nothing is given up unless a row says so; the layers are one
 * process, and the database answers at once. `near`: the users sit beside the app, where the way
 * to it does not matter.
 */
const SEARCHING: Readonly<Record<string, ParamValue>> = {
  jitterMs: 0,
  layerMs: 0,
  dbPool: 'inf',
  dbTimeoutMs: 'inf',
  cacheTimeoutMs: 1_000,
  ttlMs: 'inf',
  keyTtlMs: 'inf',
  keyLeaseMs: 'inf',
  maxAttempts: 2,
  keyWaits: 'inf',
};
const NEAR: Readonly<Record<string, ParamValue>> = { rttMs: 0, clientTimeoutMs: 'inf' };

type Doing = readonly ['a' | 'b', Act['event']];

function searched(
  title: string,
  explain: string,
  doings: readonly Doing[],
  more: { params?: Readonly<Record<string, ParamValue>>; settings?: WorkloadSpec['settings'] } = {},
): WorkloadSpec {
  const counts = new Map<string, number>();
  const acts = doings.map(([who, event], i): Act => {
    const n = (counts.get(event.type) ?? 0) + 1;
    counts.set(event.type, n);
    return { op: `${event.type}-${n}`, node: `user-${who}`, atUs: (i + 1) * 100 * MS, event };
  });
  const hasTwo = doings.some(([who]) => who === 'b');
  return {
    title,
    explain,
    clients: hasTwo ? [userA, userB] : [userA],
    // Two who wait for keys have too many orders.
    params: { ...SEARCHING, ...(hasTwo ? { keyWaits: 1 } : {}), ...more.params },
    settings: { rows: 1, ...more.settings },
    acts: () => acts,
    searchable: true,
  };
}

const LAMP = { type: 'create', title: 'Lamp', qty: 4, ownerId: '1' } as const;
const OPEN = { type: 'open', id: '42' } as const;
const RENAME = { type: 'edit', id: '42', title: 'Desk lamp' } as const;
const RECOUNT = { type: 'edit', id: '42', qty: 9 } as const;
const SELL = { type: 'sell', id: '42' } as const;

export const searchableWorkloads = {
  'one-create': searched('One create', 'One person creates an item.', [['a', LAMP]]),
  'two-creates': searched(
    'Two creates of one title',
    'Two people create an item of the same title.',
    [
      ['a', LAMP],
      ['b', LAMP],
    ],
  ),
  'one-edit': searched('One edit', 'One person opens an item and changes it.', [
    ['a', OPEN],
    ['a', RENAME],
  ]),
  'two-edits': searched('Two edits', 'Two people open the same item and change it.', [
    ['a', OPEN],
    ['b', OPEN],
    ['a', RENAME],
    ['b', RECOUNT],
  ]),
  'edit-and-script': searched(
    'An edit and a script',
    'One person opens an item and changes it; a script writes to it without If-Match.',
    [
      ['a', OPEN],
      ['a', RENAME],
      ['b', { ...RECOUNT, title: 'Item 42', ownerId: '2', direct: true }],
    ],
    { params: NEAR },
  ),
  'two-sales': searched(
    'Two sales',
    'Two people buy the last unit of an item.',
    [
      ['a', SELL],
      ['b', SELL],
    ],
    { params: { ...NEAR, stock: 1 } },
  ),
  'sale-after-sale': searched(
    'One sale after the other',
    'One person buys the last unit of an item, and tries again.',
    [
      ['a', SELL],
      ['a', SELL],
    ],
    { params: { stock: 1 } },
  ),
  'one-import': searched(
    'One import',
    'A file with a quantity of -5 is imported.',
    [['a', { type: 'import', rows: [{ title: 'Lamp', qty: -5 }] }]],
    { params: NEAR, settings: { imports: true } },
  ),
  'direct-post': searched(
    'A direct POST',
    'A script sends an item without a title, past any form.',
    [['a', { ...LAMP, title: '', qty: 'lots', direct: true }]],
    { params: NEAR },
  ),
  'form-post': searched(
    'A form without a title',
    'A person sends a form without a title.',
    [['a', { ...LAMP, title: '', qty: 'lots' }]],
    { params: NEAR },
  ),
  'read-and-edit': searched(
    'A read beside an edit',
    'One person looks at an item while another changes it.',
    [
      ['b', OPEN],
      ['a', OPEN],
      ['a', RENAME],
    ],
    { params: NEAR },
  ),
  'read-and-two-edits': searched(
    'A read beside two edits',
    'One person looks at an item, then changes it; another changes it too.',
    [
      ['b', OPEN],
      ['a', OPEN],
      ['a', RENAME],
      ['b', RECOUNT],
    ],
    { params: NEAR },
  ),
  'one-page': searched(
    'One page',
    'One person looks at a page of items.',
    [['a', { type: 'list', page: 1 }]],
    { params: { ...NEAR, pageSize: 3 }, settings: { rows: 3 } },
  ),
  'delete-and-list': searched(
    'A page after a delete',
    'One person deletes an item; another looks at the page.',
    [
      ['a', OPEN],
      ['a', { type: 'remove', id: '42' }],
      ['b', { type: 'list', page: 1 }],
    ],
    { params: { ...NEAR, pageSize: 3 } },
  ),
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
