/** J3: effects in the order of enqueueing, within a group. J2f: no effect of an older delivery after one of a newer. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn } from './jobs-seen.ts';

interface Pending {
  readonly op: string;
  readonly group: string;
  /** A job that was enqueued later has had its effect. */
  readonly overtakenBy: string | null;
}

/** So many jobs that wait for their effect are compared. */
const MOST_PENDING = 1_000;

export const effectOrder: Guarantee = {
  id: 'effect-order',
  ref: 'J3',
  title: 'Jobs of a customer take effect in order',
  explain: 'What was enqueued first has its effect first, among the jobs of one customer.',
  workloads: ['three-orders'],
  variants: ['fifo', 'delayed'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on }),
};

function on(state: readonly Pending[], seen: Seen): Judged<readonly Pending[]> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const index = state.findIndex((each) => each.op === op);
  const mine = state[index];
  switch (fact.type) {
    case 'enqueued': {
      if (mine !== undefined) return { state };
      const coming = { op, group: String(fact['group']), overtakenBy: null };
      return { state: [...state, coming].slice(-MOST_PENDING) };
    }
    case 'deadLettered':
    case 'discarded':
      return { state: state.filter((each) => each !== mine) };
    case 'effect': {
      if (mine === undefined) return { state };
      const next = state
        .map((each, i) =>
          i < index && each.group === mine.group && each.overtakenBy === null
            ? { ...each, overtakenBy: op }
            : each,
        )
        .filter((_, i) => i !== index);
      const { overtakenBy } = mine;
      if (overtakenBy === null) return { state: next };
      const say = `${op} was enqueued before ${overtakenBy}, but had its effect after it.`;
      const because = [`${op}/enqueued`, `${overtakenBy}/enqueued`, `${overtakenBy}/effect`];
      return { state: next, violation: { say, because } };
    }
    default:
      return { state };
  }
}

interface Deliveries {
  readonly op: string;
  /** `job#receipt`, in the order in which they were handed out. */
  readonly order: readonly string[];
  /** The place of the newest that has had its effect; -1: none. */
  readonly newest: number;
}

/** So many deliveries of one job, and so many jobs, are compared. */
const MOST_DELIVERIES = 32;
const MOST_JOBS = 200;

export const newerDeliveryWins: Guarantee = {
  id: 'newer-delivery-wins',
  ref: 'J2f',
  title: 'No old worker acts after a new one',
  explain: 'Once a delivery of a job has had its effect, no earlier delivery of it has one.',
  workloads: ['one-order'],
  variants: ['fifo', 'priority', 'delayed'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on: onDelivery }),
};

function onDelivery(state: readonly Deliveries[], seen: Seen): Judged<readonly Deliveries[]> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  if (fact.type !== 'delivered' && fact.type !== 'effect') return { state };
  const delivery = `${fact['job']}#${fact['receipt']}`;
  const mine = state.find((each) => each.op === op) ?? { op, order: [], newest: -1 };
  const others = state.filter((each) => each.op !== op);
  const put = (next: Deliveries): readonly Deliveries[] =>
    [...others, next].sort((a, b) => (a.op < b.op ? -1 : 1)).slice(-MOST_JOBS);
  if (fact.type === 'delivered') {
    // A third copy may bear the name of the first, which is done: it is the newest now.
    const order = [...mine.order.filter((each) => each !== delivery), delivery];
    const removed = mine.order.length + 1 - order.length;
    if (order.length > MOST_DELIVERIES) return { state };
    return { state: put({ ...mine, order, newest: mine.newest - removed }) };
  }
  const place = mine.order.indexOf(delivery);
  if (place >= mine.newest) return { state: put({ ...mine, newest: place }) };
  const say = `An older delivery of ${op} (receipt ${fact['receipt']}) had its effect after a newer one.`;
  return { state, violation: { say, because: [`${op}/delivered`, `${op}/effect`] } };
}
