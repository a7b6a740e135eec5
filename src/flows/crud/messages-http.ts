/** Between a browser and the handler: HTTP. */
import type { HttpResponseShape, MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import { quantity } from './words.ts';

const failure = (): Message => ({ type: 'serverError', detail: 'Something went wrong.' });

/** Every request may meet these. */
const ALWAYS = ['serverError', 'rawError', 'unavailable', 'gatewayTimeout'];
const ON_A_WRITE = [...ALWAYS, 'badRequest', 'notFound', 'keyInFlight', 'keyReused'];

const item = ['id', 'title', 'qty', 'owner', 'version'];
/** An id is a text, whatever it looks like; a tag too. */
const texts = ['id', 'etag', 'match', 'noneMatch', 'key', 'ownerId', 'location', 'cacheControl'];

const request = {
  role: 'request',
  failsAs: failure,
  kind: 'request',
} as const;

export const requests = {
  listItems: {
    ...request,
    replies: ['page', ...ALWAYS],
    label: ({ page }) => `GET items page ${page ?? 1}`,
    say: ({ page, size }, from, to) =>
      `${from} asks ${to} for page ${page ?? 1} of the items, ${size ?? 20} on a page.`,
    http: { method: 'GET', path: '/api/items?page=:page&size=:size' },
  },
  getItem: {
    ...request,
    replies: ['item', 'notModified', 'notFound', ...ALWAYS],
    label: ({ id, noneMatch }) =>
      `GET ${id}${noneMatch === undefined ? '' : ` if not ${noneMatch}`}`,
    say: ({ id, noneMatch }, from, to) =>
      noneMatch === undefined
        ? `${from} asks ${to} for item ${id}.`
        : `${from} asks ${to} for item ${id}, unless it is still ${noneMatch}.`,
    http: {
      method: 'GET',
      path: '/api/items/:id',
      headers: { 'If-None-Match': 'noneMatch' },
      texts,
    },
  },
  postItem: {
    ...request,
    replies: ['created', 'titleTaken', ...ON_A_WRITE],
    label: ({ title }) => `POST ${named(title)}`,
    say: ({ title, qty, key }, from, to) =>
      `${from} asks ${to} to create ${named(title)}, ${quantity(qty)}${withKey(key)}.`,
    http: {
      method: 'POST',
      path: '/api/items',
      headers: { 'Idempotency-Key': 'key' },
      body: ['title', 'qty', 'ownerId'],
      texts,
    },
  },
  putItem: {
    ...request,
    replies: ['updated', 'titleTaken', 'mismatch', 'matchRequired', ...ON_A_WRITE],
    label: ({ id, match }) => `PUT ${id}${match === undefined ? '' : ` if ${match}`}`,
    say: ({ id, title, qty, match, key }, from, to) =>
      `${from} asks ${to} to make item ${id} ${named(title)}, ${quantity(qty)}${ifMatch(match)}${withKey(key)}.`,
    http: {
      method: 'PUT',
      path: '/api/items/:id',
      headers: { 'If-Match': 'match', 'Idempotency-Key': 'key' },
      body: ['title', 'qty', 'ownerId'],
      texts,
    },
  },
  deleteItem: {
    ...request,
    replies: ['removed', 'mismatch', 'matchRequired', ...ON_A_WRITE],
    label: ({ id, match }) => `DELETE ${id}${match === undefined ? '' : ` if ${match}`}`,
    say: ({ id, match }, from, to) => `${from} asks ${to} to delete item ${id}${ifMatch(match)}.`,
    http: { method: 'DELETE', path: '/api/items/:id', headers: { 'If-Match': 'match' }, texts },
  },
  postSale: {
    ...request,
    replies: ['sold', 'soldOut', ...ON_A_WRITE],
    label: ({ id }) => `POST sale of ${id}`,
    say: ({ id, key }, from, to) => `${from} asks ${to} for one unit of item ${id}${withKey(key)}.`,
    http: {
      method: 'POST',
      path: '/api/items/:id/sales',
      headers: { 'Idempotency-Key': 'key' },
      texts,
    },
  },
  postImport: {
    ...request,
    replies: ['accepted', 'badRequest', ...ALWAYS],
    label: ({ rows }) => `POST import, ${rows.length}`,
    say: ({ rows, key }, from, to) =>
      `${from} gives ${to} ${rows.length} rows to import${withKey(key)}.`,
    http: {
      method: 'POST',
      path: '/api/items/import',
      headers: { 'Idempotency-Key': 'key' },
      body: ['rows'],
      texts,
    },
  },
} satisfies Record<string, MessageView>;

const reply = (
  status: number,
  label: MessageView['label'],
  say: MessageView['say'],
  shape: Omit<HttpResponseShape, 'status' | 'statuses'> = {},
): MessageView => ({
  role: 'reply',
  kind: 'reply',
  label,
  say,
  http: { status, statuses: [status], texts, ...shape },
});

const ETAG = { ETag: 'etag' };

const done = {
  page: reply(
    200,
    ({ data, total }) => `200 ${data.length} of ${total}`,
    ({ data, total }, from, to) => `${from} answers ${to} with ${data.length} of ${total} items.`,
    { body: ['data', 'total', 'page'] },
  ),
  item: reply(
    200,
    ({ id, version }) => `200 ${id} v${version}`,
    ({ id, title, qty, version }, from, to) =>
      `${from} answers ${to}: item ${id} is ${named(title)}, ${quantity(qty)}, version ${version}.`,
    { headers: { ...ETAG, 'Cache-Control': 'cacheControl' }, body: item },
  ),
  notModified: reply(
    304,
    ({ etag }) => `304 ${etag}`,
    ({ etag }, from, to) => `${from} answers ${to} that it is still ${etag}.`,
    // RFC 9110 §15.4.5: what a 200 would have said about caching.
    { headers: { ...ETAG, 'Cache-Control': 'cacheControl' } },
  ),
  created: reply(
    201,
    ({ id }) => `201 ${id}`,
    ({ id, title }, from, to) => `${from} answers ${to}: ${named(title)} is created as item ${id}.`,
    { headers: { ...ETAG, Location: 'location' }, body: item },
  ),
  updated: reply(
    200,
    ({ id, version }) => `200 ${id} v${version} saved`,
    ({ id, version }, from, to) =>
      `${from} answers ${to}: item ${id} is saved as version ${version}.`,
    { headers: ETAG, body: item },
  ),
  removed: reply(
    204,
    () => '204',
    (_, from, to) => `${from} answers ${to} that the item is deleted.`,
  ),
  sold: reply(
    201,
    ({ left }) => `201 sold, ${left} left`,
    ({ id, left }, from, to) =>
      `${from} answers ${to}: a unit of item ${id} is sold, ${left} are left.`,
    { body: ['id', 'left'] },
  ),
  accepted: reply(
    202,
    ({ rows }) => `202 ${rows}`,
    ({ rows }, from, to) => `${from} answers ${to} that ${rows} rows will be imported.`,
    { body: ['rows'] },
  ),
} satisfies Record<string, MessageView>;

/** RFC 9457: a type for each problem. */
const problem = (
  status: number,
  type: string,
  title: string,
  label: string,
  say: string,
  shape: Omit<HttpResponseShape, 'status' | 'statuses' | 'constant'> = {},
): MessageView => ({
  role: 'reply',
  kind: 'error',
  label: () => `${status} ${label}`,
  say: (_, from, to) => `${from} answers ${to} with ${status}: ${say}.`,
  http: {
    status,
    statuses: [status],
    texts,
    constant: { type: `https://sim.local/problems/${type}`, title, status },
    ...shape,
  },
});

const problems = {
  badRequest: {
    ...problem(400, 'validation', 'Invalid request', 'invalid', 'the request is not valid', {
      body: ['errors'],
    }),
    say: ({ errors }, from, to) =>
      `${from} answers ${to} with 400: ${errors.map((each: { pointer: string; code: string }) => `${each.pointer} (${each.code})`).join(', ')} is wrong.`,
  },
  notFound: problem(404, 'not-found', 'Not found', 'not found', 'there is no such item'),
  titleTaken: problem(
    409,
    'title-taken',
    'Title taken',
    'title taken',
    'there is an item of that title',
    {
      body: ['detail'],
    },
  ),
  keyInFlight: problem(
    409,
    'key-in-flight',
    'Still at work',
    'in flight',
    'another request with this key is at work',
  ),
  soldOut: problem(409, 'sold-out', 'Sold out', 'sold out', 'there is no unit left'),
  mismatch: problem(
    412,
    'version-mismatch',
    'Precondition failed',
    'changed',
    'the item has changed',
    {
      headers: ETAG,
      body: ['currentVersion', 'current'],
    },
  ),
  keyReused: problem(
    422,
    'key-reused',
    'Key reused',
    'key reused',
    'this key came with another body',
  ),
  matchRequired: problem(
    428,
    'if-match-required',
    'Precondition required',
    'If-Match wanted',
    'a change must say which version it was made from',
  ),
  serverError: problem(500, 'internal', 'Internal error', 'error', 'something went wrong', {
    body: ['detail'],
  }),
  unavailable: problem(503, 'unavailable', 'Unavailable', 'unavailable', 'a part of it is down', {
    headers: { 'Retry-After': 'retryAfter' },
  }),
  gatewayTimeout: problem(
    504,
    'timeout',
    'Timeout',
    'timeout',
    'the database did not answer in time',
  ),
  rawError: {
    role: 'reply',
    kind: 'error',
    label: ({ sql }) => `500 ${sql}`,
    say: ({ error, sql }, from, to) =>
      `${from} answers ${to} with 500 and all that it knows: ${error}; ${sql}.`,
    http: { status: 500, statuses: [500], body: ['error', 'sql', 'stack'] },
  },
} satisfies Record<string, MessageView>;

export const httpMessages: Readonly<Record<string, MessageView>> = {
  ...requests,
  ...done,
  ...problems,
};

function named(title: unknown): string {
  return title === '' ? 'an item without a title' : String(title);
}
function ifMatch(match: string | undefined): string {
  return match === undefined ? '' : `, if it is still ${match}`;
}
function withKey(key: string | undefined): string {
  return key === undefined ? '' : `, with the key ${key}`;
}
