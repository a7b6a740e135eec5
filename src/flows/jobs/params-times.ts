/** How long ways and waits are, and when the clock ticks. */
import type { ParamSpec } from '../../flow/flow.ts';

const BACKGROUND = ['fifo', 'priority', 'delayed', 'recurring'];
const REQUESTED = ['fifo', 'priority', 'delayed'];
const ms = { unit: 'ms', scale: 'log' } as const;
const way = { ...ms, min: 0, max: 10_000 } as const;
const patience = { ...ms, min: 1, max: 3_600_000, mayBeInfinite: true } as const;

export const times = {
  periodMs: {
    ...ms,
    title: 'Period',
    explain: 'How often a recurring job is due.',
    min: 100,
    max: 86_400_000,
    default: 60_000,
    variants: ['recurring'],
  },
  schedulers: {
    unit: 'schedulers',
    title: 'Schedulers',
    explain: 'How many schedulers know when the job is due.',
    min: 1,
    max: 2,
    step: 1,
    default: 1,
    variants: ['recurring'],
  },
  lockTtlMs: {
    ...ms,
    title: 'Life of the lock',
    explain: 'After this long the lock of a run expires, whether it is done or not.',
    min: 10,
    max: 86_400_000,
    default: 120_000,
    variants: ['recurring'],
    when: { overlap: ['Lock'] },
  },
  leaderLeaseMs: {
    ...ms,
    title: 'Lease of the leader',
    explain: 'A leader that does not renew its lease within this time is no leader any more.',
    min: 10,
    max: 600_000,
    default: 6_000,
    variants: ['recurring'],
    when: { leader: ['lease'] },
  },
  clientRttMs: {
    ...way,
    title: 'Network round trip',
    explain: 'From a browser to the API and back.',
    default: 80,
  },
  brokerRttMs: {
    ...way,
    title: 'Broker round trip',
    explain: 'To the broker and back.',
    default: 4,
    variants: BACKGROUND,
  },
  dbRttMs: {
    ...way,
    title: 'Database round trip',
    explain: 'To the database and back, the query included.',
    default: 10,
  },
  effectRttMs: {
    ...way,
    title: 'Round trip to the effect service',
    explain: 'To the effect service and back.',
    default: 40,
  },
  clientTimeoutMs: {
    ...patience,
    title: 'Patience of a browser',
    explain: 'How long a browser waits for an answer before it gives up.',
    default: 30_000,
  },
  retryMs: {
    ...ms,
    title: 'Time between tries',
    explain: 'How long one waits before calling again what refused the call.',
    min: 1,
    max: 600_000,
    default: 1_000,
  },
  enqueueTimeoutMs: {
    ...patience,
    title: 'Timeout of an enqueue',
    explain: 'After this long without a confirmation the job is sent to the broker again.',
    default: 5_000,
    variants: REQUESTED,
  },
  enqueueTries: {
    unit: 'tries',
    title: 'Tries to enqueue',
    explain: 'How often the API sends a job to the broker before it gives up.',
    min: 1,
    max: 10,
    step: 1,
    default: 3,
    variants: REQUESTED,
  },
  dbTimeoutMs: {
    ...patience,
    title: 'Timeout of the database',
    explain: 'How long one waits for the database.',
    default: 5_000,
  },
  effectTimeoutMs: {
    ...patience,
    title: 'Timeout of an effect',
    explain: 'How long a worker waits for the effect service before it takes the call as failed.',
    default: 10_000,
  },
  longPollMs: {
    ...patience,
    title: 'Long poll',
    explain: 'After this long without a job a worker asks the broker again.',
    default: 20_000,
    variants: BACKGROUND,
  },
} as const satisfies Readonly<Record<string, ParamSpec>>;
