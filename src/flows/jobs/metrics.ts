/** What the family counts live. Every state is bounded: waits are kept as a histogram. */
import { counting, rate, ratio } from '../../flow/metrics.ts';
import type { Metric } from '../../flow/property.ts';
import type { Seen } from '../../kernel/monitor.ts';
import type { Fact } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';

interface Waiting {
  readonly job: string;
  readonly priority: number;
  readonly sinceUs: number;
}

/** Jobs that are ready, the longest first; and how long those waited that have started. */
interface Queue {
  readonly ready: readonly Waiting[];
  readonly started: number;
  readonly waitedUs: number;
  /** How many waited up to 2^i ms (the first: not at all). */
  readonly waits: readonly number[];
}
const NO_QUEUE: Queue = { ready: [], started: 0, waitedUs: 0, waits: [] };

const BACKGROUND = ['fifo', 'priority', 'delayed', 'recurring'];

/** Waits from 1 ms to about 12 days. */
const BUCKETS = 31;

function bucketOf(waitUs: number): number {
  let bucket = 0;
  for (let limitUs = 0; limitUs < waitUs && bucket < BUCKETS; bucket++)
    limitUs = 1_000 * 2 ** bucket;
  return bucket;
}

function follow(state: Queue, seen: Seen, atUs: number): Queue {
  if (seen.kind !== 'fact') return state;
  const { fact } = seen;
  const job = String(fact['job']);
  if (becomesReady(fact)) {
    const priority = Number(fact['priority'] ?? 1);
    return { ...state, ready: [...state.ready, { job, priority, sinceUs: atUs }] };
  }
  if (fact.type !== 'delivered') return state;
  const index = state.ready.findIndex((each) => each.job === job);
  const waiting = state.ready[index];
  if (waiting === undefined) return state;
  const waitUs = atUs - waiting.sinceUs;
  const bucket = bucketOf(waitUs);
  const waits = Array.from({ length: Math.max(state.waits.length, bucket + 1) }, (_, i) => {
    return (state.waits[i] ?? 0) + (i === bucket ? 1 : 0);
  });
  return {
    ready: state.ready.toSpliced(index, 1),
    started: state.started + 1,
    waitedUs: state.waitedUs + waitUs,
    waits,
  };
}

const becomesReady = (fact: Fact): boolean =>
  (fact.type === 'enqueued' && fact['to'] === 'ready') ||
  fact.type === 'becameReady' ||
  fact.type === 'requeued' ||
  fact.type === 'redriven';

/** Below which that share of the waits lies, to a factor of two. */
function quantileS({ started, waits }: Queue, share: number): number | null {
  let left = started * share;
  for (let i = 0; i < waits.length; i++) {
    left -= waits[i] ?? 0;
    if (left <= 0 && started > 0) return i === 0 ? 0 : 2 ** (i - 1) / 1_000;
  }
  return null;
}

const queueMetric = (
  id: string,
  title: string,
  unit: string,
  explain: string,
  value: (state: Queue, atUs: number) => number | null,
): Metric => ({
  id,
  title,
  unit,
  explain,
  variants: BACKGROUND,
  start: NO_QUEUE as never,
  on: follow,
  value,
});

/** Of the time between ready and started. */
const waitMetric = (
  id: string,
  what: string,
  explain: string,
  value: (state: Queue) => number | null,
): Metric => ({ ...queueMetric(id, `Wait, ${what}`, 's', explain, value), chart: 'Wait' });

interface Answers {
  readonly count: number;
  readonly sumUs: number;
}

/** How long users wait for their answer. */
const answerTime: Metric = {
  id: 'answer-mean',
  title: 'Answer to the user, mean',
  unit: 's',
  explain: 'How long a request takes, seen from the browser.',
  start: { count: 0, sumUs: 0 },
  on: ({ count, sumUs }: Answers, seen) =>
    seen.kind === 'fact' && seen.fact.type === 'answered'
      ? { count: count + 1, sumUs: sumUs + Number(seen.fact['tookUs']) }
      : { count, sumUs },
  value: ({ count, sumUs }: Answers) => (count === 0 ? null : sumUs / count / SECOND),
};

interface Calls {
  readonly calls: number;
  readonly jobs: number;
  readonly requests: number;
}

/** Work that is done at once is no job: there it is for each request. */
const calls: Metric = {
  id: 'calls',
  title: 'Calls for a job',
  unit: '',
  explain: 'How often the effect service is called for what was asked for.',
  start: { calls: 0, jobs: 0, requests: 0 },
  on: (state: Calls, seen): Calls => {
    if (seen.kind !== 'fact') return state;
    switch (seen.fact.type) {
      case 'called':
        return { ...state, calls: state.calls + 1 };
      case 'enqueued':
        return { ...state, jobs: state.jobs + 1 };
      case 'asked':
        return { ...state, requests: state.requests + 1 };
      default:
        return state;
    }
  },
  value: ({ calls, jobs, requests }: Calls) => {
    const wanted = jobs === 0 ? requests : jobs;
    return wanted === 0 ? null : calls / wanted;
  },
};

interface Run {
  readonly actor: string;
  readonly node: string;
  readonly of: string;
}
interface Runs {
  readonly running: readonly Run[];
  readonly most: number;
}

const runsAtOnce: Metric = {
  id: 'runs-at-once',
  title: 'Runs at once, most',
  unit: '',
  explain:
    'How many runs of one job were under way at the same time. The ticks of a recurring job are one job.',
  variants: BACKGROUND,
  start: { running: [], most: 0 },
  on: ({ running, most }: Runs, seen): Runs => {
    if (seen.kind === 'up') return { running, most };
    if (seen.kind !== 'fact') {
      return { running: running.filter(({ node }) => node !== seen.node), most };
    }
    const { fact, actor, node, op } = seen;
    if (fact.type === 'ended') {
      return { running: running.filter((each) => each.actor !== actor), most };
    }
    if (fact.type !== 'started') return { running, most };
    const of = fact['tick'] === null ? op : 'tick';
    const next = [...running, { actor, node, of }];
    return { running: next, most: Math.max(most, next.filter((each) => each.of === of).length) };
  },
  value: ({ most }: Runs) => most,
};

/** Of no interest where nothing is queued. */
const queued = (metric: Metric): Metric => ({ ...metric, variants: BACKGROUND });

export const metrics: readonly Metric[] = [
  answerTime,
  queueMetric('ready', 'Ready', 'jobs', 'Jobs that wait in the queue now.', ({ ready }) => {
    return ready.length;
  }),
  queueMetric('ready-urgent', 'Ready, urgent', 'jobs', 'Urgent jobs among them.', ({ ready }) => {
    return ready.filter(({ priority }) => priority === 0).length;
  }),
  queueMetric(
    'oldest-age',
    'Oldest job',
    's',
    'How long the first in the queue has waited.',
    ({ ready }, atUs) => (ready[0] === undefined ? 0 : (atUs - ready[0].sinceUs) / SECOND),
  ),
  waitMetric('wait-mean', 'mean', 'How long jobs were ready before they started.', (state) =>
    state.started === 0 ? null : state.waitedUs / state.started / SECOND,
  ),
  waitMetric('wait-p50', 'half', 'Half of the jobs wait no longer.', (state) =>
    quantileS(state, 0.5),
  ),
  waitMetric('wait-p99', '99 of 100', '99 of 100 jobs wait no longer.', (state) =>
    quantileS(state, 0.99),
  ),
  ...[
    rate('arrivals', 'Arrivals (λ)', '/s', 'Jobs that came in, for each second.', 'enqueued'),
    rate('completions', 'Completions', '/s', 'Jobs that were done, for each second.', 'done'),
  ].map(queued),
  ratio(
    'attempts',
    'Attempts for a job',
    '',
    'How often a job is handed out.',
    'delivered',
    'enqueued',
  ),
  calls,
  counting('effects', 'Effects', '', 'What was done and cannot be undone.', 'effect'),
  runsAtOnce,
  ...[
    counting('dead', 'Dead letters', 'jobs', 'Jobs that used up their attempts.', 'deadLettered'),
    counting(
      'stale-acks',
      'Acknowledgements ignored',
      '',
      'They had an old receipt.',
      'ackIgnored',
    ),
  ].map(queued),
  {
    ...counting('skipped', 'Ticks skipped', 'ticks', 'An earlier run was not done.', 'skipped'),
    variants: ['recurring'],
  },
];
