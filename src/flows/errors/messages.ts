/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { MessageView } from '../../flow/message.ts';
import { problems } from './messages-problems.ts';
import { within } from './messages-within.ts';
import { PROBLEMS } from './protocol.ts';

const FAILURES = [...PROBLEMS, 'errorPage'];
/** Something in front of the API answers in its place. */
const badGateway = () => ({
  type: 'errorPage',
  status: 502,
  page: '<html><body><h1>502 Bad Gateway</h1></body></html>',
});
const HEADERS = { 'X-Request-Id': 'trace', Authorization: 'token' } as const;

const requests = {
  getItem: {
    role: 'request',
    replies: ['item', ...FAILURES],
    failsAs: badGateway,
    kind: 'request',
    label: ({ id }) => `GET ${id}`,
    say: ({ id }, from, to) => `${from} asks ${to} for ${id}.`,
    http: {
      method: 'GET',
      path: '/api/items/:id',
      headers: HEADERS,
      texts: ['id', 'trace', 'token'],
    },
  },
  postItem: {
    role: 'request',
    replies: ['created', ...FAILURES],
    failsAs: badGateway,
    kind: 'request',
    label: ({ name }) => `POST ${name}`,
    say: ({ name }, from, to) => `${from} asks ${to} to create the item ${name}.`,
    http: {
      method: 'POST',
      path: '/api/items',
      headers: HEADERS,
      body: ['name', 'qty'],
      texts: ['trace', 'token'],
    },
  },
  deleteItem: {
    role: 'request',
    replies: ['removed', ...FAILURES],
    failsAs: badGateway,
    kind: 'request',
    label: ({ id }) => `DELETE ${id}`,
    say: ({ id }, from, to) => `${from} asks ${to} to delete ${id}.`,
    http: {
      method: 'DELETE',
      path: '/api/items/:id',
      headers: HEADERS,
      texts: ['id', 'trace', 'token'],
    },
  },
  postOrder: {
    role: 'request',
    replies: ['paid', 'pending', ...FAILURES],
    failsAs: badGateway,
    kind: 'request',
    label: ({ item }) => `POST order ${item}`,
    say: ({ item, key }, from, to) => `${from} orders ${item} from ${to}, under the key ${key}.`,
    http: {
      method: 'POST',
      path: '/api/orders',
      headers: { ...HEADERS, 'Idempotency-Key': 'key' },
      body: ['item', 'qty'],
      texts: ['key', 'trace', 'token'],
    },
  },
  getOrder: {
    role: 'request',
    replies: ['order', ...FAILURES],
    failsAs: badGateway,
    kind: 'request',
    label: ({ id }) => `GET ${id}`,
    say: ({ id }, from, to) => `${from} asks ${to} what became of the order ${id}.`,
    http: {
      method: 'GET',
      path: '/api/orders/:id',
      headers: HEADERS,
      texts: ['id', 'trace', 'token'],
    },
  },
  postSession: {
    role: 'request',
    replies: ['session', ...FAILURES],
    failsAs: badGateway,
    kind: 'request',
    label: () => 'POST session',
    say: (_, from, to) => `${from} asks ${to} for a new token.`,
    http: {
      method: 'POST',
      path: '/api/session',
      headers: { 'X-Request-Id': 'trace' },
      body: ['refresh'],
      texts: ['trace'],
    },
  },
} satisfies Record<string, MessageView>;

const replies = {
  item: {
    role: 'reply',
    kind: 'reply',
    label: ({ item }) => (item === null ? '200 null' : `200 ${item.name}`),
    say: ({ item }, from, to) =>
      item === null
        ? `${from} answers ${to} with 200, and null.`
        : `${from} answers ${to}: there are ${item.qty} of ${item.name}.`,
    http: { status: 200, statuses: [200], body: ['item'] },
  },
  created: {
    role: 'reply',
    kind: 'reply',
    label: ({ item }) => (item === null ? '201 null' : `201 ${item.name}`),
    say: ({ item }, from, to) =>
      item === null
        ? `${from} answers ${to} with 201, and null.`
        : `${from} answers ${to}: ${item.name} is created.`,
    http: { status: 201, statuses: [201], body: ['item'] },
  },
  removed: {
    role: 'reply',
    kind: 'reply',
    label: () => '204',
    say: (_, from, to) => `${from} answers ${to}: it is deleted.`,
    http: { status: 204, statuses: [204] },
  },
  paid: {
    role: 'reply',
    kind: 'reply',
    label: ({ order }) => (order === null ? '201 null' : `201 ${order.id} paid`),
    say: ({ order }, from, to) =>
      order === null
        ? `${from} answers ${to} with 201, and null.`
        : `${from} answers ${to}: ${order.id} is paid.`,
    http: { status: 201, statuses: [201], body: ['order'] },
  },
  pending: {
    role: 'reply',
    kind: 'reply',
    label: ({ order }) => `202 ${order.id} pending`,
    say: ({ order }, from, to) =>
      `${from} answers ${to}: ${order.id} is taken and will be charged.`,
    http: { status: 202, statuses: [202], body: ['order'] },
  },
  order: {
    role: 'reply',
    kind: 'reply',
    label: ({ order }) => (order === null ? '200 null' : `200 ${order.status}`),
    say: ({ order }, from, to) =>
      order === null
        ? `${from} answers ${to} with 200, and null.`
        : `${from} answers ${to}: ${order.id} is ${order.status}.`,
    http: { status: 200, statuses: [200], body: ['order'] },
  },
  session: {
    role: 'reply',
    kind: 'reply',
    label: () => '200 token',
    say: (_, from, to) => `${from} gives ${to} a new token.`,
    http: { status: 200, statuses: [200], body: ['token'] },
  },
} satisfies Record<string, MessageView>;

export const messages: Readonly<Record<string, MessageView>> = {
  ...requests,
  ...replies,
  ...problems,
  ...within,
};
