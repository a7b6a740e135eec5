/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { MessageView } from '../../flow/message.ts';
import type { Loose } from '../../kernel/json.ts';
import type { Message } from '../../kernel/system.ts';

/** A value as a person reads it. */
export const shown = (value: string | null): string => value ?? 'nothing';

const err = (request: Message): Message => ({ type: 'ERR', of: request.type, why: 'failed' });
const problem = (request: Message): Message => ({
  type: 'problem',
  key: request['key'],
  status: 500,
});

const STATUS_TITLES: Readonly<Record<number, string>> = {
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const http = {
  getItem: {
    role: 'request',
    replies: ['item', 'problem'],
    failsAs: problem,
    kind: 'request',
    label: ({ key }) => `GET ${key}`,
    say: ({ key }, from, to) => `${from} asks ${to} for ${key}.`,
    http: { method: 'GET', path: '/api/items/:key' },
  },
  putItem: {
    role: 'request',
    replies: ['saved', 'problem'],
    failsAs: problem,
    kind: 'request',
    label: ({ key, value }) => `PUT ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} asks ${to} to save ${value} as ${key}.`,
    http: { method: 'PUT', path: '/api/items/:key', body: ['value'] },
  },
  item: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `200 ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} answers ${to}: ${key} is ${value}.`,
    http: {
      status: 200,
      statuses: [200],
      headers: { 'X-Cache': 'cache' },
      body: ['key', 'value', 'version'],
    },
  },
  saved: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `200 ${key} ${value} saved`,
    say: ({ key, value }, from, to) =>
      `${from} acknowledges to ${to}: ${value} is saved as ${key}.`,
    http: { status: 200, statuses: [200], body: ['key', 'value', 'version'] },
  },
  problem: {
    role: 'reply',
    kind: 'error',
    label: ({ status }) => `${status}`,
    say: ({ key, status }, from, to) =>
      `${from} answers ${to} with ${status} ${STATUS_TITLES[status] ?? ''} for ${key}.`,
    http: {
      status: (message) => Number(message['status']),
      statuses: [404, 500, 503, 504],
      body: ['key', 'status'],
      constant: { type: 'about:blank' },
    },
  },
} satisfies Record<string, MessageView>;

const put = (verb: string, how: string): MessageView => ({
  role: 'request',
  replies: ['STORED', 'NOT_STORED', 'ERR'],
  failsAs: err,
  kind: 'command',
  label: ({ key, value, dirty }) => `${verb} ${key} ${shown(value)}${dirty ? ' dirty' : ''}`,
  say: ({ key, value, dirty }, from, to) =>
    `${from} tells ${to} to store ${shown(value)} as ${key}${dirty ? ', which the database does not have yet' : how}.`,
});

const cache = {
  GET: {
    role: 'request',
    replies: ['HIT', 'MISS', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `get ${key}`,
    say: ({ key }, from, to) => `${from} looks for ${key} in ${to}.`,
  },
  HIT: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value, stale }) => `${stale ? 'stale' : 'hit'} ${key} ${shown(value)}`,
    say: ({ key, value, stale }, from) =>
      stale ? `${from} gives the old ${value} for ${key}.` : `${from} has ${key}: ${shown(value)}.`,
  },
  MISS: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, token }) => `miss ${key}${token === null ? '' : ` token ${token}`}`,
    say: ({ key, token }, from, to) =>
      token === null
        ? `${from} does not have ${key}.`
        : `${from} does not have ${key}, and gives ${to} token ${token} to fill it.`,
  },
  SET: put('set', ''),
  ADD: put('add', ', if the key is not there'),
  SETV: put('set newer', ', if it is not older than what is there'),
  SETL: put('set with token', ', with the token'),
  STORED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `stored ${key} ${shown(value)}`,
    say: ({ key, value }, from) => `${from} has stored ${shown(value)} as ${key}.`,
  },
  NOT_STORED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `not stored ${key}`,
    say: ({ key }, from) =>
      `${from} has not stored ${key}: what came is too old, or has no right to fill it.`,
  },
  DEL: {
    role: 'request',
    replies: ['DELETED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `del ${key}`,
    say: ({ key }, from, to) => `${from} tells ${to} to delete ${key}.`,
  },
  DELETED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `deleted ${key}`,
    say: ({ key }, from) => `${from} has deleted ${key}.`,
  },
  RELEASE: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `release ${key}`,
    say: ({ key }, from, to) => `${from} gives the token for ${key} back to ${to}.`,
  },
} satisfies Record<string, MessageView>;

const batch = (items: readonly { key: string; value: string | null }[]): string => {
  const [first] = items;
  if (items.length === 1 && first !== undefined) return `${first.key} ${shown(first.value)}`;
  return `${items.length} entries`;
};

const database = {
  LOAD: {
    role: 'request',
    replies: ['ROW', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `select ${key}`,
    say: ({ key }, from, to) => `${from} loads ${key} from ${to}.`,
  },
  ROW: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `row ${key} ${shown(value)}`,
    say: ({ key, value }, from) => `${from} has ${shown(value)} for ${key}.`,
  },
  COMMIT: {
    role: 'request',
    replies: ['COMMITTED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key, value }) => `update ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} tells ${to} to commit ${value} as ${key}.`,
  },
  COMMITTED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `committed ${key} ${value}`,
    say: ({ key, value }, from) => `${from} has committed ${value} as ${key}.`,
  },
  LOCK: {
    role: 'request',
    replies: ['LOCKED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `lock ${key}`,
    say: ({ key }, from, to) => `${from} asks ${to} for the write lock of ${key}.`,
  },
  LOCKED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `locked ${key}`,
    say: ({ key }, from, to) => `${from} gives ${to} the write lock of ${key}.`,
  },
  UNLOCK: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `unlock ${key}`,
    say: ({ key }, from, to) => `${from} gives the write lock of ${key} back to ${to}.`,
  },
  FLUSH: {
    role: 'request',
    replies: ['FLUSHED', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: ({ items }) => `flush ${batch(items)}`,
    say: ({ items }, from, to) => `${from} flushes ${batch(items)} to ${to}.`,
  },
  FLUSHED: {
    role: 'reply',
    kind: 'background',
    label: ({ items }) => `flushed ${batch(items)}`,
    say: ({ items }, from) => `${from} has taken ${batch(items)}.`,
  },
  ERR: {
    role: 'reply',
    kind: 'error',
    label: ({ of }) => `error ${String(of).toLowerCase()}`,
    say: ({ of, why }, from) => `${from} could not do ${of}: ${why}.`,
  },
} satisfies Record<string, MessageView>;

const copies = {
  APPEND: {
    role: 'request',
    replies: ['APPENDED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key, value }) => `append ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} appends ${key} ${value} to ${to}.`,
  },
  APPENDED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `appended ${key} ${value}`,
    say: ({ key, value }, from) => `${from} has ${key} ${value}.`,
  },
  REPL: {
    role: 'request',
    replies: ['REPLICATED', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: ({ key, value }) => `copy ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} copies ${key} ${value} to ${to}.`,
  },
  REPLICATED: {
    role: 'reply',
    kind: 'background',
    label: ({ key, value }) => `copied ${key} ${value}`,
    say: ({ key, value }, from) => `${from} has a copy of ${key} ${value}.`,
  },
  FORGET: {
    role: 'oneWay',
    kind: 'background',
    label: ({ items }) => `flushed ${batch(items)}`,
    say: ({ items }, from, to) => `${from} tells ${to} that the database has ${batch(items)}.`,
  },
  REPLAY: {
    role: 'request',
    replies: ['RECORDS', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: () => 'replay',
    say: (_, from, to) => `${from} asks ${to} for what it lost.`,
  },
  RECORDS: {
    role: 'reply',
    kind: 'background',
    label: ({ items }) => `records ${items.length}`,
    say: ({ items }, from, to) => `${from} gives ${to} back ${batch(items)}.`,
  },
  POWER_LOST: {
    role: 'oneWay',
    kind: 'error',
    label: () => 'power lost',
    say: (_, _from, to) => `${to} loses what is not on disk.`,
  },
} satisfies Record<string, MessageView>;

const follower = {
  TAIL: {
    role: 'oneWay',
    kind: 'background',
    label: ({ after }) => `follow from ${after}`,
    say: (_, from, to) => `${from} asks ${to} for its commits from now on.`,
  },
  CHANGES: {
    role: 'oneWay',
    kind: 'background',
    label: ({ changes }) => (changes.length === 0 ? 'following' : `commits ${keysOf(changes)}`),
    say: ({ changes }, from, to) =>
      changes.length === 0
        ? `${from} will tell ${to} its commits.`
        : `${from} tells ${to} that ${keysOf(changes)} was committed.`,
  },
  APPLIED: {
    role: 'oneWay',
    kind: 'background',
    label: ({ upTo }) => `done to ${upTo}`,
    say: (_, from, to) => `${from} tells ${to} how far it is.`,
  },
} satisfies Record<string, MessageView>;

const keysOf = (changes: readonly Loose[]): string => changes.map(({ key }) => key).join(', ');

const within = {
  askLoad: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `load ${key}?`,
    say: ({ key }, from) => `${from} asks whether somebody loads ${key} already.`,
  },
  mayLoad: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `load ${key}`,
    say: ({ key }, _, to) => `${to} is to load ${key}.`,
  },
  shed: {
    role: 'oneWay',
    kind: 'error',
    label: ({ key }) => `too busy for ${key}`,
    say: ({ key }, _, to) => `${to} may not load ${key}: enough loads are under way.`,
  },
  loadDone: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `loaded ${key}`,
    say: ({ key }, from) => `${from} is done with loading ${key}.`,
  },
  shared: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `shared ${key}`,
    say: ({ key }, _, to) => `${to} gets ${key} from the load of another reader.`,
  },
  flushed: {
    role: 'oneWay',
    kind: 'background',
    label: ({ items }) => `clean ${items.length}`,
    say: ({ items }, from) => `${from} is done: ${batch(items)} may be marked clean.`,
  },
  flushFailed: {
    role: 'oneWay',
    kind: 'error',
    label: ({ items }) => `still dirty ${items.length}`,
    say: ({ items }, from) => `${from} has failed: ${batch(items)} stays dirty.`,
  },
} satisfies Record<string, MessageView>;

export const messages: Readonly<Record<string, MessageView>> = {
  ...http,
  ...cache,
  ...database,
  ...copies,
  ...follower,
  ...within,
};
