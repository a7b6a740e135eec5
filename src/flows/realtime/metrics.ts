/** What the family counts live. Every state is bounded. */
import { counting } from '../../flow/metrics.ts';
import type { Metric } from '../../flow/property.ts';
import type { Seen } from '../../kernel/monitor.ts';
import { type Micros, SECOND } from '../../kernel/time.ts';

const HOUR = 3_600 * SECOND;

const openClients: Metric<number> = {
  id: 'open-clients',
  title: 'Open clients',
  unit: '',
  explain: 'How many clients have a connection, as far as they know.',
  start: 0,
  on: (state: number, seen) => state + change(seen),
  value: (state: number) => state,
};

function change(seen: Seen): number {
  if (seen.kind !== 'fact') return 0;
  return seen.fact.type === 'opened' ? 1 : seen.fact.type === 'lost' ? -1 : 0;
}

/** Attempts of the last second, by hundredths of it. */
interface Window {
  readonly slots: readonly { readonly slot: number; readonly count: number }[];
}
const SLOT_US = SECOND / 100;

const attemptsPerSecond: Metric = {
  id: 'attempts-per-second',
  title: 'Attempts a second',
  unit: '/s',
  explain: 'How many clients tried to connect in the last second.',
  start: { slots: [] },
  on: ({ slots }: Window, seen, atUs) => {
    if (seen.kind !== 'fact' || seen.fact.type !== 'attempt') return { slots };
    const slot = Math.floor(atUs / SLOT_US);
    const recent = slots.filter((each) => each.slot > slot - 100);
    const last = recent.at(-1);
    return last?.slot === slot
      ? { slots: recent.with(-1, { slot, count: last.count + 1 }) }
      : { slots: [...recent, { slot, count: 1 }] };
  },
  value: ({ slots }: Window, atUs) =>
    slots
      .filter(({ slot }) => slot > Math.floor(atUs / SLOT_US) - 100)
      .reduce((sum, each) => sum + each.count, 0),
};

const reconnectDelay: Metric = {
  id: 'reconnect-delay',
  title: 'Last delay of a reconnect',
  unit: 's',
  explain: 'How long the client that lost its connection last waits before it connects again.',
  start: null,
  on: (state: number | null, seen) =>
    seen.kind === 'fact' && seen.fact.type === 'waits' ? Number(seen.fact['delayMs']) : state,
  value: (state: number | null) => (state === null ? null : state / 1_000),
};

/** Since the server was up again, until the last client was. */
interface Return {
  readonly upAtUs: Micros | null;
  readonly open: number;
  /** How many clients were open at once: so many are to come back. */
  readonly most: number;
  readonly allOpenAtUs: Micros | null;
}

const timeToAllOpen: Metric = {
  id: 'time-to-all-open',
  title: 'Time until all are back',
  unit: 's',
  explain: 'From the moment the server was up again until the last client had a connection.',
  start: { upAtUs: null, open: 0, most: 0, allOpenAtUs: null },
  on: (state: Return, seen, atUs): Return => {
    if (isUp(seen)) return { ...state, upAtUs: atUs, allOpenAtUs: null };
    const open = state.open + change(seen);
    if (open === state.open) return state;
    const most = Math.max(state.most, open);
    const isBack = open === state.most && state.upAtUs !== null && state.allOpenAtUs === null;
    return { ...state, open, most, ...(isBack ? { allOpenAtUs: atUs } : {}) };
  },
  value: ({ upAtUs, allOpenAtUs }: Return) =>
    upAtUs === null || allOpenAtUs === null ? null : (allOpenAtUs - upAtUs) / SECOND,
};

const isUp = (seen: Seen): boolean =>
  seen.kind === 'fact' ? seen.fact.type === 'booted' : seen.kind === 'up' && seen.node === 'hub';

/** Latencies by powers of the fourth root of two, from a millisecond on. */
interface Latencies {
  readonly published: readonly { readonly n: number; readonly atUs: Micros }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly total: number;
}
const PER_DOUBLING = 4;
const MOST_PUBLISHED = 128;

function bucketOf(us: Micros): number {
  let bucket = 0;
  for (let limit = 1_000; limit < us; limit *= 2) bucket += PER_DOUBLING;
  for (; bucket > 0 && upperUs(bucket - 1) >= us; bucket--);
  return bucket;
}

const ROOTS = [1, 1.189_207_115, 1.414_213_562, 1.681_792_831];
const upperUs = (bucket: number): Micros =>
  1_000 * 2 ** Math.floor(bucket / PER_DOUBLING) * (ROOTS[bucket % PER_DOUBLING] ?? 1);

function onLatency(state: Latencies, seen: Seen, atUs: Micros): Latencies {
  if (seen.kind !== 'fact') return state;
  const { type, n, upTo, after } = seen.fact;
  if (type === 'published') {
    const published = [...state.published, { n: Number(n), atUs }].slice(-MOST_PUBLISHED);
    return { ...state, published };
  }
  if (type === 'applied') return counted(state, Number(n) - 1, Number(n), atUs);
  return type === 'reset' ? counted(state, Number(after), Number(upTo), atUs) : state;
}

/** All of those publications are shown now. */
function counted(state: Latencies, after: number, upTo: number, atUs: Micros): Latencies {
  const shown = state.published.filter(({ n }) => n > after && n <= upTo);
  if (shown.length === 0) return state;
  const counts = { ...state.counts };
  for (const { atUs: publishedAtUs } of shown) {
    const bucket = String(bucketOf(atUs - publishedAtUs));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { ...state, counts, total: state.total + shown.length };
}

function latency(share: number): Metric {
  const percent = Math.round(share * 100);
  return {
    id: `latency-p${percent}`,
    title: `Latency, ${percent} %`,
    unit: 's',
    chart: 'Latency',
    explain: `Within this time ${percent} % of what was published was shown.`,
    start: { published: [], counts: {}, total: 0 },
    on: onLatency,
    value: ({ counts, total }: Latencies) => {
      if (total === 0) return null;
      const buckets = Object.keys(counts)
        .map(Number)
        .sort((a, b) => a - b);
      let passed = 0;
      for (const bucket of buckets) {
        passed += counts[String(bucket)] ?? 0;
        if (passed >= share * total) return upperUs(bucket) / SECOND;
      }
      return null;
    },
  };
}

/** A sum of what clients' requests cost, over the hours that passed. */
function perHour(
  id: string,
  title: string,
  unit: string,
  explain: string,
  of: (seen: Seen) => number,
): Metric<number> {
  return {
    id,
    title,
    unit,
    explain,
    start: 0,
    on: (state: number, seen) => state + of(seen),
    value: (state: number, atUs) => (atUs === 0 ? null : (state / atUs) * HOUR),
  };
}

const isRequest = (seen: Seen): boolean =>
  seen.kind === 'fact' && (seen.fact.type === 'asked' || seen.fact.type === 'attempt');

const PUSHED = ['websocket', 'sse'];
const ALL = [...PUSHED, 'long-polling', 'polling'];

const only = (variants: readonly string[], ...those: readonly Metric[]): Metric[] =>
  those.map((metric) => ({ ...metric, variants }));

export const metrics: readonly Metric[] = [
  ...only(ALL, openClients),
  ...only(PUSHED, attemptsPerSecond),
  ...only(
    ALL,
    counting(
      'rejected',
      'Turned away',
      '',
      'How often the server refused a connection or a poll.',
      'rejected',
    ),
    timeToAllOpen,
  ),
  ...only(PUSHED, reconnectDelay),
  ...only(
    ALL,
    latency(0.5),
    latency(0.99),
    counting(
      'discarded',
      'Thrown away',
      '',
      'Events that a client took for old ones.',
      'discarded',
    ),
    counting('resets', 'Whole states', '', 'How often a client got the whole state.', 'reset'),
  ),
  ...only(
    PUSHED,
    counting(
      'dead-found',
      'Dead links found',
      '',
      'How often a heartbeat found a dead link.',
      'deadFound',
    ),
  ),
  ...only(
    ALL,
    perHour(
      'requests-per-hour',
      'Requests an hour',
      '/h',
      'Polls and attempts to connect, of all clients together.',
      (seen) => (isRequest(seen) ? 1 : 0),
    ),
    perHour(
      'bytes-per-hour',
      'Bytes an hour',
      'B/h',
      'Headers of requests, and the events and whole states that came with their framing, of all clients together; heartbeats and acknowledgements left out.',
      (seen) => (seen.kind === 'fact' ? Number(seen.fact['bytes'] ?? 0) : 0),
    ),
  ),
  ...only(
    ['contention'],
    counting(
      'write-calls',
      'Write calls',
      '',
      'How often a writer tried to write the row.',
      'tried',
    ),
  ),
];
