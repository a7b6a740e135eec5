/** What the producer, the clients and the crowd do. */
import type { ClientSpec, Params, ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { fromMs, MS } from '../../kernel/time.ts';

const PUSHED = ['websocket', 'sse'];
const ALL = ['websocket', 'sse', 'long-polling', 'polling'];

const PRODUCER: ClientSpec = { id: 'producer', title: 'Producer', machine: 'producer' };
const CROWD: ClientSpec = { id: 'crowd', title: 'Crowd', machine: 'crowd', crowd: true };
const client = (letter: string): ClientSpec => ({
  id: `client-${letter}`,
  title: `Client ${letter.toUpperCase()}`,
});

const publish = (n: number, atMs: number): Act => ({
  op: `publish-${n}`,
  node: 'producer',
  atUs: fromMs(atMs),
  event: { type: 'publish' },
});

const connect = (letter: string, atMs: number): Act => ({
  op: `connect-${letter}`,
  node: `client-${letter}`,
  atUs: fromMs(atMs),
  event: { type: 'connect' },
});

/** Evenly spread, though never at the same point of anybody's interval: by the golden ratio. */
function publications(
  { eventRatePerSecond: rate = 1, durationMs = 0 }: Params,
  fromMs_: number,
): Act[] {
  const stepMs = 1_000 / rate;
  const count = Math.floor((durationMs - fromMs_) / stepMs);
  return Array.from({ length: count }, (_, i) => {
    const shift = (i * 0.618_033_988_749_895) % 1;
    return publish(i + 1, fromMs_ + (i + shift) * stepMs);
  });
}

function joins({ clients = 0, joinsPerSecond = 1 }: Params): Act[] {
  return Array.from({ length: clients }, (_, i) => ({
    op: `join-${i + 1}`,
    node: 'crowd',
    atUs: Math.round((i * 1_000_000) / joinsPerSecond),
    event: { type: 'join', name: String(i + 1) },
  }));
}

/** For a search: links alone take time, and nobody is turned away. */
const searching: Readonly<Record<string, ParamValue>> = {
  admissionRatePerSecond: 'inf',
  admissionBurst: 'inf',
  pollsAtOnce: 2,
};

const searched = (title: string, count: number): WorkloadSpec => ({
  title,
  explain: `One client is connected while ${count} event${count === 1 ? ' is' : 's are'} published.`,
  clients: [client('a'), PRODUCER],
  params: searching,
  acts: () => [
    connect('a', 0),
    ...Array.from({ length: count }, (_, i) => publish(i + 1, 1_000 * (i + 1))),
  ],
  /** Heartbeats and polls never end: this is long after everything has happened. */
  horizonUs: () => 300_000 * MS,
  searchable: true,
  variants: ALL,
});

/** Its node is not that of a client that connects. */
const WRITERS: ClientSpec = {
  id: 'writers',
  title: 'Crowd of writers',
  machine: 'writers',
  crowd: true,
};

export const workloads = {
  calm: {
    title: 'Two clients, some news',
    explain: 'Two clients are connected, and something new comes every few seconds.',
    clients: [client('a'), client('b'), PRODUCER],
    acts: (params) => [connect('a', 0), connect('b', 400), ...publications(params, 1_000)],
    horizonUs: ({ durationMs = 0 }) => durationMs * MS,
    variants: ALL,
  },
  writers: {
    title: 'All at once',
    explain: 'Many writers want to write the same row, and all begin in the same moment.',
    clients: [WRITERS],
    acts: () => [{ op: 'begin', node: 'writers', atUs: 0, event: { type: 'begin' } }],
    variants: ['contention'],
  },
  'one-event': searched('One event', 1),
  'two-events': searched('Two events', 2),
  'three-events': searched('Three events', 3),
  'four-events': searched('Four events', 4),
  blip: {
    title: 'One client, steady news',
    explain: 'One client is connected, and something new comes every ten seconds.',
    clients: [client('a'), PRODUCER],
    params: { durationMs: 120_000, eventRatePerSecond: 0.1, rttMs: 50 },
    acts: (params) => [connect('a', 0), ...publications(params, 1_000)],
    horizonUs: ({ durationMs = 0 }) => durationMs * MS,
    variants: ALL,
  },
  blips: {
    title: 'A connection that breaks now and then',
    explain: 'One client for ten minutes. Break its connection again and again.',
    clients: [client('a'), PRODUCER],
    params: { durationMs: 600_000, eventRatePerSecond: 0.01, rttMs: 50 },
    acts: (params) => [connect('a', 0), ...publications(params, 1_000)],
    horizonUs: ({ durationMs = 0 }) => durationMs * MS,
    variants: PUSHED,
  },
  heartbeats: {
    title: 'Heartbeats',
    explain: 'One client and regular news. Let its connection die without a word.',
    clients: [client('a'), PRODUCER],
    params: { durationMs: 200_000, eventRatePerSecond: 0.2 },
    acts: (params) => [connect('a', 0), ...publications(params, 1_000)],
    horizonUs: ({ durationMs = 0 }) => durationMs * MS,
    variants: PUSHED,
  },
  subscribers: {
    title: 'A thousand subscribers',
    explain:
      'A thousand clients are connected for ten minutes, and something new comes now and then.',
    clients: [CROWD, PRODUCER],
    params: { clients: 1_000, durationMs: 600_000, eventRatePerSecond: 0.01 },
    acts: (params) => [...joins(params), ...publications(params, 20_000)],
    horizonUs: ({ durationMs = 0 }) => durationMs * MS,
    variants: ALL,
  },
  'restart-storm': {
    title: 'A crowd of clients',
    explain: 'Many clients are connected. Let the server crash, and see them come back.',
    clients: [CROWD, PRODUCER],
    params: { clients: 1_000, durationMs: 400_000, rttMs: 50, eventRatePerSecond: 0.01 },
    acts: (params) => joins(params),
    horizonUs: ({ durationMs = 0 }) => durationMs * MS,
    variants: ALL,
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
