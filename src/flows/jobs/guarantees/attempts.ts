/** J7: no job is handed out more than M times. And: no healthy job ends in the dead-letter queue. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn } from './jobs-seen.ts';

interface Attempts {
  readonly job: string;
  readonly count: number;
}

/** What counts as too often where no limit is set. */
const USUAL_MOST = 5;
const MOST_JOBS = 1_000;

export const boundedAttempts: Guarantee = {
  id: 'bounded-attempts',
  ref: 'J7',
  title: 'Attempts are bounded',
  explain: 'No job is handed out more often than the limit says; without a limit, than five times.',
  workloads: ['one-order'],
  variants: ['fifo', 'priority', 'delayed'],
  monitor: ({ maxAttempts = USUAL_MOST }) => {
    const most = Number.isFinite(maxAttempts) ? maxAttempts : USUAL_MOST;
    return { kind: 'always', over: 'orders', start: [], on: countTo(most) };
  },
};

const countTo =
  (most: number) =>
  (state: readonly Attempts[], seen: Seen): Judged<readonly Attempts[]> => {
    const found = factIn(seen);
    if (found === null) return { state };
    const { fact, op } = found;
    const job = String(fact['job']);
    const known = state.find((each) => each.job === job);
    const others = (): readonly Attempts[] => state.filter((each) => each !== known);
    switch (fact.type) {
      case 'done':
      case 'deadLettered':
      case 'discarded':
      case 'redriven':
        return { state: known === undefined ? state : others() };
      case 'delivered': {
        const count = (known?.count ?? 0) + 1;
        if (count > most) {
          const say = `${job} was handed out ${count} times; ${most} are allowed.`;
          return { state, violation: { say, because: [`${op}/enqueued`, `${op}/delivered`] } };
        }
        const next = [...others(), { job, count }].sort((a, b) => (a.job < b.job ? -1 : 1));
        return { state: next.slice(-MOST_JOBS) };
      }
      default:
        return { state };
    }
  };

export const noFalsePoison: Guarantee = {
  id: 'no-false-poison',
  ref: 'J7p',
  title: 'No healthy job is given up',
  explain: 'Only a job that cannot succeed ends without its effect.',
  workloads: ['one-order'],
  variants: ['fifo', 'priority', 'delayed'],
  monitor: () => ({ kind: 'always', over: 'orders', start: null, on: onGivenUp }),
};

function onGivenUp(state: null, seen: Seen): Judged<null> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  if (fact.type !== 'deadLettered' && fact.type !== 'discarded') return { state };
  if (fact['poison'] === true) return { state };
  const say = `${op} was given up, though nothing is wrong with it.`;
  return { state, violation: { say, because: [`${op}/delivered`, `${op}/${fact.type}`] } };
}
