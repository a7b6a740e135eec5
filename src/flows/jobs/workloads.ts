/** What the simulated users do. */
import type { ClientSpec, Params, ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS, SECOND } from '../../kernel/time.ts';
import type { Task } from './settings.ts';

const REQUESTED = ['fifo', 'sync', 'priority', 'delayed'];

const customer = (letter: string): ClientSpec => ({
  id: `customer-${letter.toLowerCase()}`,
  title: `Customer ${letter}`,
});
const CUSTOMERS = [customer('A'), customer('B')];

const order = (n: number, node: string, atMs: number, priority: number): Act => ({
  op: `order-${n}`,
  node,
  atUs: atMs * MS,
  event: { type: 'order', group: node, priority },
});

/** The class of what is not urgent: the last. */
const ordinary = ({ priorities = 2 }: Params): number => priorities - 1;

/** Whoever asks for an answer within finite time makes a search longer: what it waits for comes in the end. */
const PATIENT: Readonly<Record<string, ParamValue>> = {
  clientTimeoutMs: 'inf',
  longPollMs: 'inf',
  keyRetentionMs: 'inf',
  dedupWindowMs: 'inf',
};

/** Idle workers go on asking for jobs: with them, a run ends at its horizon instead of at rest. */
const endsBy =
  (spanMs: (params: Params) => number): NonNullable<WorkloadSpec['horizonUs']> =>
  (params) =>
    Number.isFinite(params['longPollMs']) ? spanMs(params) * MS : Number.POSITIVE_INFINITY;

/** A load comes to its end, and then to rest. */
const afterLoad = endsBy(({ durationMs = 0 }) => 2 * durationMs + 60_000);

/** One of the seed's tasks: two customers ask for it, six times in all. */
const task = (
  name: Task,
  title: string,
  explain: string,
  everyMs: number,
  params: Readonly<Record<string, ParamValue>>,
): WorkloadSpec => ({
  title,
  explain,
  clients: CUSTOMERS,
  settings: { task: name },
  params,
  variants: REQUESTED,
  horizonUs: endsBy(({ serviceMs = 0 }) => 30_000 + 6 * everyMs + 3 * serviceMs),
  acts: (params) =>
    Array.from({ length: 6 }, (_, i) => {
      const node = i % 2 === 0 ? 'customer-a' : 'customer-b';
      return order(i + 1, node, 200 + i * everyMs, i === 3 ? 0 : ordinary(params));
    }),
});

const recurring: Pick<WorkloadSpec, 'clients' | 'acts' | 'horizonUs' | 'variants' | 'settings'> = {
  clients: [],
  acts: () => [],
  horizonUs: ({ durationMs = 0 }) => durationMs * MS,
  variants: ['recurring'],
  settings: { task: 'database-cleanup' },
};

const load: Pick<WorkloadSpec, 'settings' | 'variants' | 'horizonUs' | 'acts'> = {
  settings: { task: 'email' },
  variants: ['fifo', 'priority'],
  horizonUs: afterLoad,
  acts: () => [],
};
const LOAD: readonly ClientSpec[] = [
  { id: 'load', title: 'Load', machine: 'producer', crowd: true },
];
const CLASSES: readonly ClientSpec[] = [
  { id: 'urgent-load', title: 'Urgent', machine: 'producer', crowd: true },
  { id: 'load', title: 'Ordinary', machine: 'producer', crowd: true },
];
const SHORT = { durationMs: 14_000 } as const;

export const workloads = {
  email: task(
    'email',
    'Email sending',
    'Each order sends a mail. It takes a moment, and a second mail cannot be taken back.',
    1_200,
    { serviceMs: 350, effectMs: 50, visibilityTimeoutMs: 4_000 },
  ),
  'image-processing': task(
    'image-processing',
    'Image processing',
    'Each upload is scaled down: 5 s of work. Doing it twice gives the same picture.',
    2_500,
    { serviceMs: 5_000 },
  ),
  webhook: task(
    'webhook',
    'Webhook calls',
    'Each order calls the server of a partner, which fails now and then, or does not answer.',
    1_500,
    {
      serviceMs: 10,
      effectMs: 200,
      failurePercent: 30,
      ambiguousPercent: 15,
      effectTimeoutMs: 2_000,
      effectRttMs: 120,
    },
  ),
  'data-export': task(
    'data-export',
    'Data export',
    'Each request writes a large file: 60 s, longer than the visibility timeout.',
    20_000,
    { serviceMs: 60_000, workers: 3, clientTimeoutMs: 30_000 },
  ),
  'cache-warming': task(
    'cache-warming',
    'Cache warming',
    'Each change loads a value into a cache. If it is lost, nobody is harmed.',
    1_500,
    { serviceMs: 800 },
  ),
  'database-cleanup': {
    ...recurring,
    title: 'Database cleanup',
    explain: 'Every minute old rows are deleted, which takes 90 s.',
    params: {
      serviceMs: 90_000,
      periodMs: 60_000,
      durationMs: 360_000,
      visibilityTimeoutMs: 'inf',
    },
  },
  'short-cleanup': {
    ...recurring,
    title: 'Short database cleanup',
    explain: 'Every half minute old rows are deleted, which takes 10 s.',
    params: {
      serviceMs: 10_000,
      periodMs: 30_000,
      durationMs: 100_000,
      visibilityTimeoutMs: 'inf',
    },
  },
  'one-order': {
    title: 'One order',
    explain: 'A customer places one order.',
    clients: [customer('A')],
    settings: { task: 'email' },
    params: PATIENT,
    searchable: true,
    horizonUs: () => 900 * SECOND,
    variants: REQUESTED,
    acts: (params) => [order(1, 'customer-a', 100, ordinary(params))],
  },
  'three-orders': {
    title: 'Three orders',
    explain: 'A customer places three orders, one after the other.',
    clients: [customer('A')],
    settings: { task: 'email' },
    params: PATIENT,
    searchable: true,
    horizonUs: () => 900 * SECOND,
    variants: REQUESTED,
    acts: (params) => [
      order(1, 'customer-a', 100, ordinary(params)),
      order(2, 'customer-a', 300, ordinary(params)),
      order(3, 'customer-a', 500, ordinary(params)),
    ],
  },
  'steady-load': {
    ...load,
    title: 'Steady load',
    explain: 'Jobs come in at random instants, as many as the arrival rate says.',
    clients: LOAD,
  },
  'short-load': {
    ...load,
    title: 'Short load',
    explain: 'The same for a quarter of a minute: every fault is soon tried.',
    clients: LOAD,
    params: SHORT,
  },
  'two-classes': {
    ...load,
    title: 'Urgent and ordinary jobs',
    explain: 'Urgent jobs and ordinary ones come in at random instants.',
    clients: CLASSES,
  },
  'short-classes': {
    ...load,
    title: 'Urgent and ordinary jobs, short',
    explain: 'The same for a quarter of a minute: every fault is soon tried.',
    clients: CLASSES,
    params: SHORT,
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
