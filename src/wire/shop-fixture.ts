/**
 * A small flow for the tests of the wire: two shoppers whose requests overlap, time out and are
 * sent again, a crowd, a server that asks a database, and every way in which HTTP can say it.
 */
import { defineFlow, type FlowNode } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import { chance } from '../kernel/chance.ts';
import type { Json, Loose } from '../kernel/json.ts';
import type { Fault } from '../kernel/schedule.ts';
import type { Act, LinkSpec, Message } from '../kernel/system.ts';
import { MS } from '../kernel/time.ts';
import { api, call, db, problem, shopper, work } from './shop-machines-fixture.ts';

const words = { title: '', explain: '' };
const shown = {
  kind: 'request',
  label: ({ type, key }: Loose) => `${type} ${key}`,
  say: () => '',
} as const;

function node(id: string, row: number, spec: Partial<FlowNode>): FlowNode {
  return { id, machine: id, input: {}, title: id, icon: 'api', role: '', column: 0, row, ...spec };
}

const clients = ['ada', 'bob', 'crowd'];

function link(from: string, to: string): LinkSpec[] {
  const spec = { kind: 'call', latencyUs: 8 * MS, jitterUs: 5 * MS } as const;
  return [
    { from, to, ...spec },
    { from: to, to: from, ...spec },
  ];
}

/** Keys and values of every kind that a path, a header or a body must bring back as it was. */
const KEYS = ['cart:1', 'a b/c', 'ключ', '7', '..', '"quoted"'];
const VALUES: Json[] = ['v1', 'ü✓', 7, true, null, { deep: [1, 'two', null] }, ''];
const TOKENS: Json[] = ['abc', '12', 12, ' spaced ', 'naïve'];

function pick<T>(from: readonly T[], seed: number, what: string): T {
  return from[Math.floor(chance(seed, what, '') * from.length)] as T;
}

function actsOf(seed: number): Act[] {
  return Array.from({ length: 24 }, (_, i) => {
    const each = seed * 1_000 + i;
    const key = pick(KEYS, each, 'key');
    const type = pick(['GET', 'GET', 'PUT', 'PUT', 'DELETE'], each, 'type');
    const token = pick([undefined, ...TOKENS], each, 'token');
    const message: Message = {
      type,
      key,
      ...(type === 'PUT' ? { value: pick(VALUES, each, 'value') } : {}),
      ...(type === 'PUT' && token !== undefined ? { token } : {}),
    };
    return {
      op: `op-${i}`,
      node: pick(clients, each, 'who'),
      atUs: Math.floor(chance(each, 'when', '') * 400) * MS,
      event: { type: 'ask', message },
    };
  });
}

export const shop = defineFlow({
  id: 'shop',
  title: 'Shop',
  summary: '',
  variants: { standard: { ...words, listings: [] } },
  fixes: {},
  params: { plot: { ...words, unit: '', min: 0, max: 1_000, default: 1 } },
  workloads: {
    busy: {
      ...words,
      clients: clients.map((id) => ({ id, title: id, crowd: id === 'crowd' })),
      acts: ({ plot }) => actsOf(plot ?? 1),
    },
  },
  messages: {
    GET: {
      ...shown,
      role: 'request',
      replies: ['ITEM', 'PROBLEM'],
      http: { method: 'GET', path: '/api/items/:key' },
    },
    PUT: {
      ...shown,
      role: 'request',
      replies: ['SAVED', 'PROBLEM'],
      failsAs: () => problem(500, 'it was made to fail'),
      http: {
        method: 'PUT',
        path: '/api/items/:key',
        headers: { Cookie: 'token' },
        body: ['value'],
      },
    },
    DELETE: {
      ...shown,
      role: 'request',
      replies: ['GONE', 'PROBLEM'],
      http: { method: 'DELETE', path: '/api/items/:key' },
    },
    ITEM: {
      ...shown,
      role: 'reply',
      http: { status: 200, statuses: [200], headers: { ETag: 'version' }, body: ['key', 'value'] },
    },
    SAVED: {
      ...shown,
      role: 'reply',
      http: {
        status: 200,
        statuses: [200],
        headers: { 'Set-Cookie': 'token', ETag: 'version' },
      },
    },
    GONE: { ...shown, role: 'reply', http: { status: 204, statuses: [204] } },
    PROBLEM: {
      ...shown,
      role: 'reply',
      http: {
        status: ({ status }) => Number(status),
        statuses: [404, 500, 503],
        body: ['status', 'detail'],
        constant: { type: 'about:blank', title: 'It did not work' },
      },
    },
    QUERY: { ...shown, role: 'request', replies: ['ROW'] },
    ROW: { ...shown, role: 'reply' },
  },
  facts: {},
  faults: {},
  acts: {},
  guarantees: [],
  metrics: [],
  truth: async () => [],
  simplified: [],
  plan: () => ({
    nodes: [
      ...clients.map((id, row) => node(id, row, { machine: 'shopper', client: true })),
      node('api', 0, { column: 1 }),
      node('db', 0, { column: 2, durable: ({ rows }) => ({ rows }) }),
    ],
    links: [...clients.flatMap((id) => link(id, 'api')), ...link('api', 'db')],
    machines: {
      shopper: { machine: shopper },
      call: { machine: call, deadlines: ['patience'] },
      api: { machine: api },
      work: { machine: work },
      db: { machine: db },
    },
  }),
  opening: { variant: 'standard', workload: 'busy', breakable: 'api' },
});

/** A run of the shop: another seed, other acts and other faults. */
export function shopRun(seed: number, faults: readonly Fault[] = []): Run {
  return {
    version: 1,
    flow: 'shop',
    variant: 'standard',
    fixes: {},
    params: { plot: seed },
    workload: 'busy',
    seed,
    faults,
    holds: [],
    inputs: [],
  };
}

/** Drops, delays, duplicates and failures of some messages; a cut, a crash of each node, a pause. */
export function trouble(seed: number, addresses: readonly string[]): Fault[] {
  const atUs = Math.floor(chance(seed, 'trouble', '') * 300) * MS;
  const span = { atUs, forUs: 40 * MS };
  const crash = (victim: string): Fault => {
    return { kind: 'crash', node: victim, atUs, downForUs: 30 * MS };
  };
  const one = [
    crash('api'),
    crash('db'),
    crash('ada'),
    { kind: 'pause', node: 'ada', ...span } as const,
    { kind: 'cut', link: 'bob--api', ...span } as const,
  ];
  return [...mishaps(seed, addresses), pick(one, seed, 'one')];
}

/** About every third message is lost, late, doubled or made to fail. */
export function mishaps(seed: number, addresses: readonly string[]): Fault[] {
  return addresses.flatMap((message): Fault[] => {
    const luck = chance(seed, 'fault', message);
    if (luck < 0.08) return [{ kind: 'drop', message }];
    if (luck < 0.16) return [{ kind: 'delay', message, byUs: 70 * MS }];
    if (luck < 0.28) return [{ kind: 'duplicate', message, afterUs: 9 * MS }];
    return luck < 0.31 ? [{ kind: 'fail', message }] : [];
  });
}
