/** Between a browser and the app: HTTP. */
import type { MessageView } from '../../../flow/message.ts';
import type { Message } from '../../../kernel/system.ts';

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

export const clientMessages: Readonly<Record<string, MessageView>> = {
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
};
