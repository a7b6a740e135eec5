/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { HttpResponseShape, MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import { serverMessages } from './messages-within.ts';

const STATUS_TITLES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

const turnedAway = (): Message => ({ type: 'rejected', status: 503 });

const whole = {
  status: 200,
  statuses: [200],
  body: ['upTo', 'seq', 'epoch'],
} as const satisfies HttpResponseShape;

const WHO = 'client=:client&name=:name';
const CURSOR = 'since=:since&epoch=:epoch';

/** Requests that open something travel on a connection of their own. */
const opening = {
  upgrade: {
    role: 'request',
    replies: ['accepted', 'rejected'],
    failsAs: turnedAway,
    apart: true,
    kind: 'request',
    label: ({ since }) => (since === null ? 'GET /live upgrade' : `GET /live after ${since}`),
    say: ({ since }, from, to) =>
      since === null
        ? `${from} asks ${to} for a WebSocket.`
        : `${from} asks ${to} for a WebSocket, and to go on after number ${since}.`,
    http: {
      method: 'GET',
      path: `/api/live?${WHO}&line=:line&${CURSOR}`,
      opens: { by: 'WebSocket' },
    },
  },
  accepted: {
    role: 'reply',
    kind: 'reply',
    label: () => '101 switching',
    say: (_, from, to) => `${from} switches to WebSocket with ${to}: the connection is open.`,
    http: { status: 101, statuses: [101] },
  },
  subscribe: {
    role: 'request',
    replies: ['streaming', 'rejected'],
    failsAs: turnedAway,
    apart: true,
    kind: 'request',
    label: ({ since }) => (since === null ? 'GET /events' : `GET /events after ${since}`),
    say: ({ since }, from, to) =>
      since === null
        ? `${from} asks ${to} for the event stream.`
        : `${from} asks ${to} for the event stream, with Last-Event-ID ${since}.`,
    http: {
      method: 'GET',
      path: `/api/stream?${WHO}&${CURSOR}`,
      opens: { by: 'EventSource', lastEventId: ':epoch/:since', unsent: ['line'] },
    },
  },
  streaming: {
    role: 'reply',
    kind: 'reply',
    label: () => '200 stream',
    say: (_, from, to) => `${from} begins to stream to ${to}.`,
    http: { status: 200, statuses: [200] },
  },
  rejected: {
    role: 'reply',
    apart: true,
    kind: 'error',
    label: ({ status }) => `${status}`,
    say: ({ status }, from, to) =>
      `${from} answers ${to} with ${status} ${STATUS_TITLES[status] ?? ''}.`,
    http: {
      status: ({ status }) => Number(status),
      statuses: [401, 502, 503],
      body: ['status'],
    },
  },
  getSnapshot: {
    role: 'request',
    replies: ['snapshot', 'rejected'],
    failsAs: turnedAway,
    apart: true,
    kind: 'request',
    label: () => 'GET /snapshot',
    say: (_, from, to) => `${from} asks ${to} for the whole state.`,
    http: { method: 'GET', path: '/api/snapshot' },
  },
  snapshot: {
    role: 'reply',
    apart: true,
    kind: 'reply',
    label: ({ upTo }) => `200 state ${upTo}`,
    say: ({ upTo }, from, to) => `${from} gives ${to} the state up to event ${upTo}.`,
    http: whole,
  },
} satisfies Record<string, MessageView>;

const onConnection = {
  event: {
    role: 'oneWay',
    kind: 'push',
    label: ({ n, seq }) => `e${n} #${seq}`,
    say: ({ n, seq }, from, to) => `${from} pushes event ${n} to ${to}, as number ${seq}.`,
    frame: { fields: ['seq', 'n', 'epoch'], id: ':epoch/:seq' },
  },
  caughtUp: {
    role: 'oneWay',
    kind: 'push',
    label: ({ seq }) => `up to #${seq}`,
    say: ({ seq }, from, to) => `${from} tells ${to} that it is up to number ${seq}.`,
    frame: { fields: ['seq', 'epoch'], id: ':epoch/:seq' },
  },
  reset: {
    role: 'oneWay',
    kind: 'push',
    label: ({ upTo }) => `state ${upTo}`,
    say: ({ upTo, seq }, from, to) =>
      `${from} gives ${to} the whole state, up to event ${upTo}; go on from number ${seq}.`,
    frame: { fields: ['upTo', 'seq', 'epoch'], id: ':epoch/:seq' },
  },
  resync: {
    role: 'oneWay',
    kind: 'request',
    label: () => 'resync',
    say: (_, from, to) => `${from} tells ${to} that numbers are missing, and asks for the state.`,
    frame: { fields: [] },
  },
  ack: {
    role: 'oneWay',
    kind: 'reply',
    label: ({ seq }) => `ack #${seq}`,
    say: ({ seq }, from, to) => `${from} tells ${to} that it has number ${seq}.`,
    frame: { fields: ['seq'] },
  },
  ping: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'ping',
    say: (_, from, to) => `${from} asks ${to} for a sign of life.`,
    frame: { fields: [] },
  },
  pong: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'pong',
    say: (_, from, to) => `${from} gives ${to} a sign of life.`,
    frame: { fields: [] },
  },
  comment: {
    role: 'oneWay',
    kind: 'background',
    label: () => ': comment',
    say: (_, from, to) => `${from} sends ${to} an empty comment; the page never sees it.`,
    frame: { fields: [], comment: true },
  },
  windowFull: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'window full',
    say: (_, from, to) => `${from} reads no more: what ${to} sends has to wait.`,
  },
  windowOpen: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'window open',
    say: (_, from, to) => `${from} reads on: ${to} may send again.`,
  },
} satisfies Record<string, MessageView>;

const polls = {
  poll: {
    role: 'request',
    replies: ['latest', 'events', 'rejected'],
    failsAs: turnedAway,
    kind: 'request',
    label: ({ since = null }) => (since === null ? 'GET /state' : `GET /events since ${since}`),
    say: ({ since = null }, from, to) =>
      since === null
        ? `${from} asks ${to} for what there is.`
        : `${from} asks ${to} for what came after number ${since}.`,
    http: {
      method: 'GET',
      path: '/api/events',
      headers: { 'X-Sim-Since': 'since', 'X-Sim-Epoch': 'epoch' },
    },
  },
  latest: {
    role: 'reply',
    kind: 'reply',
    label: ({ upTo }) => `200 state ${upTo}`,
    say: ({ upTo }, from, to) => `${from} gives ${to} the state up to event ${upTo}.`,
    http: { ...whole, constant: { kind: 'state' } },
  },
  events: {
    role: 'reply',
    kind: 'reply',
    label: ({ items }) => `200 ${items.length} new`,
    say: ({ items }, from, to) =>
      items.length === 0
        ? `${from} has nothing new for ${to}.`
        : `${from} gives ${to} ${items.map(({ n }: { n: number }) => `e${n}`).join(', ')}.`,
    http: { status: 200, statuses: [200], body: ['items', 'seq', 'epoch'] },
  },
} satisfies Record<string, MessageView>;

const contention = {
  readRow: {
    role: 'request',
    replies: ['version'],
    kind: 'request',
    label: () => 'GET /row',
    say: (_, from, to) => `${from} asks ${to} for its version.`,
    http: { method: 'GET', path: '/api/row' },
  },
  version: {
    role: 'reply',
    kind: 'reply',
    label: ({ version }) => `200 v${version}`,
    say: ({ version }, from, to) => `${from} tells ${to} that it has version ${version}.`,
    http: { status: 200, statuses: [200], body: ['version'] },
  },
  writeRow: {
    role: 'request',
    replies: ['written', 'conflict'],
    kind: 'request',
    label: ({ version }) => `PUT /row if v${version}`,
    say: ({ version }, from, to) => `${from} writes ${to}, if it still has version ${version}.`,
    http: { method: 'PUT', path: '/api/row', headers: { 'If-Match': 'version' } },
  },
  written: {
    role: 'reply',
    kind: 'reply',
    label: ({ version }) => `200 v${version}`,
    say: ({ version }, from, to) => `${from} has what ${to} wrote, as version ${version}.`,
    http: { status: 200, statuses: [200], body: ['version'] },
  },
  conflict: {
    role: 'reply',
    kind: 'error',
    label: () => '412',
    say: ({ version }, from, to) =>
      `${from} refuses what ${to} wrote: it has version ${version} by now.`,
    http: { status: 412, statuses: [412], body: ['version'] },
  },
} satisfies Record<string, MessageView>;

export const messages = {
  ...opening,
  ...onConnection,
  ...polls,
  ...contention,
  ...serverMessages,
} satisfies Record<string, MessageView>;
