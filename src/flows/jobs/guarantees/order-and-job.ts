/**
 * J1d. There is a job for each committed order, and an order for each job. And, stricter, no work
 * is done for an order that is not committed yet.
 */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { factIn, withJob, withoutJob } from './jobs-seen.ts';

interface State {
  /** Committed, but nothing was enqueued. */
  readonly orders: readonly string[];
  /** Enqueued, but nothing was committed. */
  readonly jobs: readonly string[];
  readonly both: readonly string[];
}

const NOTHING: State = { orders: [], jobs: [], both: [] };

export const orderAndJob: Guarantee = {
  id: 'order-and-job',
  ref: 'J1d',
  title: 'An order has a job, a job has an order',
  explain:
    'In the end each order in the database has had a job in the broker, and each job an order.',
  workloads: ['one-order'],
  variants: ['fifo', 'priority', 'delayed'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: NOTHING,
    on: follow,
    atRest,
  }),
};

export const noEarlyWork: Guarantee = {
  id: 'no-early-work',
  ref: 'J1d+',
  title: 'No work for what is not committed',
  explain: 'A job has no effect before its order is in the database.',
  workloads: ['one-order'],
  variants: ['fifo', 'priority', 'delayed'],
  monitor: () => ({ kind: 'always', over: 'orders', start: NOTHING, on: onEffect }),
};

function follow(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null || state.both.includes(found.op)) return { state };
  const { fact, op } = found;
  const { orders, jobs, both } = state;
  if (fact.type === 'committed') {
    if (!jobs.includes(op)) return { state: { ...state, orders: withJob(orders, op) } };
    return { state: { orders, jobs: withoutJob(jobs, op), both: withJob(both, op) } };
  }
  if (fact.type !== 'enqueued' || fact['ordered'] !== true) return { state };
  if (!orders.includes(op)) return { state: { ...state, jobs: withJob(jobs, op) } };
  return { state: { orders: withoutJob(orders, op), jobs, both: withJob(both, op) } };
}

function atRest({ orders: [order], jobs: [job] }: State): Violation | null {
  if (order !== undefined) {
    const say = `${order} is in the database, but the broker never had a job for it.`;
    return { say, because: [`${order}/committed`] };
  }
  if (job === undefined) return null;
  const say = `The broker had a job for ${job}, but there is no such order in the database.`;
  return { say, because: [`${job}/enqueued`] };
}

function onEffect(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found?.fact.type !== 'effect' || !state.jobs.includes(found.op)) return follow(state, seen);
  const { op } = found;
  const say = `The job of ${op} had its effect, though no such order is in the database yet.`;
  return { state, violation: { say, because: [`${op}/enqueued`] } };
}
