/** §3.6, priority, delayed, and what the rest of the world feels (J8, J9). */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, FEW, HOLDS } from './rows.ts';

const CLASSES = {
  variant: 'priority',
  workload: 'two-classes',
  guarantee: 'J4',
  kinds: [],
  faults: 0,
  delays: 0,
} as const;

export const priority: readonly TruthRow[] = [
  {
    ...CLASSES,
    says: 'strict priority, ρ_high ≥ 1: low never starts',
    params: {
      arrivalsPerSecond: 5,
      highSharePercent: 90,
      durationMs: 30_000,
      startBoundMs: 20_000,
    },
    expect: broken(0),
  },
  {
    ...CLASSES,
    says: 'strict priority, ρ_high < 1: no hard X',
    params: {
      arrivalsPerSecond: 3.8,
      highSharePercent: 80,
      durationMs: 30_000,
      startBoundMs: 3_000,
    },
    fixes: { serviceTime: 'exp' },
    expect: broken(0),
  },
  {
    ...CLASSES,
    says: 'aging, total ρ < 1: J4 HOLDS',
    params: {
      arrivalsPerSecond: 3,
      highSharePercent: 80,
      agingStepMs: 1_000,
      durationMs: 15_000,
      startBoundMs: 10_000,
    },
    expect: HOLDS,
  },
  {
    ...CLASSES,
    says: 'aging, total ρ ≥ 1: BROKEN for every policy',
    params: {
      arrivalsPerSecond: 8,
      highSharePercent: 80,
      agingStepMs: 1_000,
      durationMs: 30_000,
      startBoundMs: 10_000,
    },
    expect: broken(0),
  },
];

const DELAYED = { variant: 'delayed', workload: 'one-order', delays: 0 } as const;

export const delayed: readonly TruthRow[] = [
  {
    ...DELAYED,
    says: 'delayed, durable, broker clock: J5 HOLDS',
    guarantee: 'J5',
    kinds: ['skew:api', 'skew:worker-1', 'skew:worker-2'],
    faults: 1,
    expect: HOLDS,
  },
  {
    ...DELAYED,
    says: 'delayed by the clock of the API, which is behind: starts early',
    fixes: { etaClock: 'api' },
    guarantee: 'J5',
    kinds: ['skew:api'],
    faults: 1,
    expect: broken(1),
  },
  {
    ...DELAYED,
    says: 'held by the worker, whose clock is ahead: starts early',
    fixes: { timerAt: 'worker' },
    guarantee: 'J5',
    kinds: ['skew:worker-1'],
    faults: 1,
    expect: broken(1),
  },
  {
    ...DELAYED,
    says: 'in-memory timer + restart: J1 BROKEN',
    fixes: { timerAt: 'memory' },
    guarantee: 'J1',
    kinds: ['crash:api'],
    faults: 1,
    expect: broken(1),
  },
  {
    ...DELAYED,
    says: 'delayed set of a durable broker + restart: J1 HOLDS',
    params: FEW,
    guarantee: 'J1',
    kinds: ['crash:broker'],
    faults: 1,
    expect: HOLDS,
  },
  {
    ...DELAYED,
    says: 'the worker holds it, VT < eta: handed out again and done twice',
    fixes: { timerAt: 'worker' },
    params: { visibilityTimeoutMs: 3_000 },
    guarantee: 'J2',
    kinds: [],
    faults: 0,
    delays: 2,
    expect: { verdict: 'broken', faultCount: 0, delayCount: 2 },
  },
];

const USERS = { workload: 'email', guarantee: 'J8', delays: 0 } as const;
const LOAD = {
  variant: 'fifo',
  workload: 'steady-load',
  guarantee: 'J9',
  kinds: ['stop:service'],
  faults: 1,
  delays: 0,
} as const;
const SMALL = { durationMs: 14_000, serviceMs: 100, workers: 1, longPollMs: 'inf' } as const;

export const others: readonly TruthRow[] = [
  {
    ...USERS,
    says: 'sync: J8 BROKEN (E slow)',
    variant: 'sync',
    kinds: ['slow:service'],
    faults: 1,
    expect: broken(1),
  },
  {
    ...USERS,
    says: 'background: J8 HOLDS (E slow)',
    variant: 'fifo',
    kinds: ['slow:service'],
    faults: 1,
    expect: HOLDS,
  },
  {
    ...USERS,
    says: 'background: J8 BROKEN when the broker fails',
    variant: 'fifo',
    kinds: ['crash:broker'],
    faults: 1,
    expect: broken(1),
  },
  { ...LOAD, says: 'retries, E down, no backoff: J9 BROKEN', params: SMALL, expect: broken(1) },
  {
    ...LOAD,
    says: 'retries, E down, backoff: J9 BROKEN (it spreads the calls, it does not make them fewer)',
    fixes: { backoff: 'expo+jitter' },
    params: SMALL,
    expect: broken(1),
  },
  { ...LOAD, says: 'E down, M=1: J9 HOLDS', params: { ...SMALL, maxAttempts: 1 }, expect: HOLDS },
  {
    ...LOAD,
    says: 'E down, retryBudget: J9 HOLDS',
    fixes: { retryBudget: 'on' },
    params: SMALL,
    expect: HOLDS,
  },
  {
    ...LOAD,
    says: 'E down, circuitBreaker: J9 HOLDS',
    fixes: { circuitBreaker: 'on' },
    params: { ...SMALL, breakerFailures: 2, durationMs: 20_000 },
    expect: HOLDS,
  },
];
