/** J1. Every job that was accepted has had its effect, or lies in the dead-letter queue. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { factIn, withJob, withoutJob } from './jobs-seen.ts';

interface State {
  /** Accepted, and nothing came of it yet. */
  readonly open: readonly string[];
  /** Done or dead; some of them may not be accepted yet. */
  readonly settled: readonly string[];
}

export const acceptedJobsEnd: Guarantee = {
  id: 'accepted-jobs-end',
  ref: 'J1',
  title: 'Every accepted job is done',
  explain: 'A job that was accepted has its effect in the end, or lies in the dead-letter queue.',
  workloads: ['one-order'],
  variants: ['fifo', 'priority', 'delayed'],
  monitor: () => monitorOf(false),
};

/** J1 for the jobs that are not poison: nothing that is wrong with another job keeps them from ending. */
export const healthyJobsEnd: Guarantee = {
  id: 'healthy-jobs-end',
  ref: 'J1h',
  title: 'A bad job does not stop the others',
  explain: 'Every accepted job that is not poison itself has its effect in the end, or is dead.',
  workloads: ['three-orders'],
  variants: ['fifo', 'priority', 'delayed'],
  monitor: () => monitorOf(true),
};

function monitorOf(poisonIsSettled: boolean): ReturnType<Guarantee['monitor']> {
  const settles = ['effect', 'deadLettered', ...(poisonIsSettled ? ['poisoned'] : [])];
  const on = (state: State, seen: Seen): Judged<State> => {
    const found = factIn(seen);
    if (found === null) return { state };
    const { fact, op } = found;
    if (fact.type === 'accepted') {
      if (state.settled.includes(op)) return { state };
      return { state: { ...state, open: withJob(state.open, op) } };
    }
    if (!settles.includes(fact.type)) return { state };
    return {
      state: { open: withoutJob(state.open, op), settled: withJob(state.settled, op) },
    };
  };
  return {
    kind: 'eventually',
    over: 'orders',
    start: { open: [], settled: [] },
    on,
    atRest,
  };
}

function atRest({ open }: State): Violation | null {
  const [first] = open;
  if (first === undefined) return null;
  const others = open.length > 1 ? `, nor for ${open.slice(1).join(', ')}` : '';
  return {
    say: `${first} was accepted, but nothing was ever done for it${others}.`,
    because: open.map((job) => `${job}/accepted`),
  };
}
