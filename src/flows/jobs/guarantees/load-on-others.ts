/** J8: the user's wait does not depend on the effect service. J9: retries stay a small share of the calls. */

import type { Guarantee } from '../../../flow/property.ts';
import { spanText } from '../../../flow/span-text.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { MS } from '../../../kernel/time.ts';
import { factIn, withJob, withoutJob } from './jobs-seen.ts';

/** A person notices more than this. */
const ANSWER_MS = 1_000;

export const quickAnswers: Guarantee = {
  id: 'quick-answers',
  ref: 'J8',
  title: 'The user is answered quickly',
  explain: 'Each request is answered within a second, however slow the effect service is.',
  workloads: ['email'],
  variants: ['sync', 'fifo', 'priority', 'delayed'],
  boundUs: () => ANSWER_MS * MS,
  monitor: (_, boundUs = ANSWER_MS * MS) => ({
    kind: 'always',
    over: 'timed',
    start: [],
    on: (state, seen) => onAnswer(boundUs, state, seen),
    atRest: unanswered,
  }),
};

/** The state: who waits for an answer. */
function onAnswer(
  boundUs: number,
  asking: readonly string[],
  seen: Seen,
): Judged<readonly string[]> {
  const found = factIn(seen);
  if (found === null) return { state: asking };
  const { fact, op } = found;
  if (fact.type === 'asked') return { state: withJob(asking, op) };
  if (fact.type !== 'answered') return { state: asking };
  const state = withoutJob(asking, op);
  const tookUs = Number(fact['tookUs']);
  if (tookUs <= boundUs) return { state };
  const say = `${op} was answered after ${spanText(tookUs)}, later than ${spanText(boundUs)}.`;
  return { state, violation: { say, because: [`${op}/asked`, `${op}/answered`] } };
}

function unanswered([op]: readonly string[]): Violation | null {
  if (op === undefined) return null;
  return { say: `${op} was never answered.`, because: [`${op}/asked`] };
}

interface Counts {
  readonly jobs: number;
  readonly calls: number;
}

export const fewRetries: Guarantee = {
  id: 'few-retries',
  ref: 'J9',
  title: 'Retries stay few',
  explain: 'In all, the effect service is called at most once a job and a retry budget more.',
  workloads: ['short-load'],
  variants: ['fifo', 'priority'],
  monitor: ({ retryBudgetPercent = 10 }) => ({
    kind: 'eventually',
    over: 'timed',
    start: { jobs: 0, calls: 0 },
    on: count,
    atRest: (state) => tooMany(state, retryBudgetPercent),
  }),
};

function count(state: Counts, seen: Seen): Judged<Counts> {
  const type = factIn(seen)?.fact.type;
  if (type === 'enqueued') return { state: { ...state, jobs: state.jobs + 1 } };
  if (type === 'called') return { state: { ...state, calls: state.calls + 1 } };
  return { state };
}

function tooMany({ jobs, calls }: Counts, percent: number): Violation | null {
  const most = jobs * (1 + percent / 100);
  if (calls <= most) return null;
  const say = `The effect service was called ${calls} times for ${jobs} jobs: ${percent} % more than one a job is allowed.`;
  return { say, because: [] };
}
