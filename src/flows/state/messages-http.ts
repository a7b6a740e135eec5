/** Between a device and the API: HTTP. */
import type { HttpResponseShape, MessageView } from '../../flow/message.ts';

const request = {
  role: 'request',
  failsAs: () => ({ type: 'serverError' }),
  kind: 'request',
} as const;

/** An id is a text, whatever it looks like; a tag, a key and what people type too. */
const texts = ['id', 'client', 'match', 'noneMatch', 'key', 'etag', 'title', 'note', 'text'];
const headers = {
  'If-Match': 'match',
  'Idempotency-Key': 'key',
  'X-Client': 'client',
  'X-Seq': 'seq',
  'X-Client-Time': 'stampUs',
};
const doc = ['id', 'title', 'note', 'comments', 'version'];

const NOES = ['badRequest', 'rejected', 'serverError'];
const ON_A_WRITE = [...NOES, 'notFound', 'mismatch'];

const iff = (match: unknown): string => (match === undefined ? '' : `, if it is still ${match}`);
const withKey = (key: unknown): string => (key === undefined ? '' : `, with the key ${key}`);

const requests = {
  getTodo: {
    ...request,
    replies: ['todo', 'notModified', 'notFound', 'serverError'],
    label: ({ id, noneMatch }) =>
      `GET ${id}${noneMatch === undefined ? '' : ` if not ${noneMatch}`}`,
    say: ({ id, noneMatch }, from, to) =>
      `${from} asks ${to} for todo ${id}${noneMatch === undefined ? '' : `, unless it is still ${noneMatch}`}.`,
    http: {
      method: 'GET',
      path: '/api/todos/:id',
      headers: { 'If-None-Match': 'noneMatch' },
      texts,
    },
  },
  patchTodo: {
    ...request,
    replies: ['saved', ...ON_A_WRITE],
    label: ({ title, note, match }) =>
      `PATCH ${title ?? note}${match === undefined ? '' : ` if ${match}`}`,
    say: ({ id, title, note, match, key }, from, to) =>
      `${from} asks ${to} to change todo ${id}${title === undefined ? '' : `: title “${title}”`}${note === undefined ? '' : `, note “${note}”`}${iff(match)}${withKey(key)}.`,
    http: { method: 'PATCH', path: '/api/todos/:id', headers, body: ['title', 'note'], texts },
  },
  postComment: {
    ...request,
    replies: ['created', ...ON_A_WRITE],
    label: ({ text }) => `POST ${short(text)}`,
    say: ({ id, text, match, key }, from, to) =>
      `${from} asks ${to} to add the comment “${short(text)}” to todo ${id}${iff(match)}${withKey(key)}.`,
    http: { method: 'POST', path: '/api/todos/:id/comments', headers, body: ['text'], texts },
  },
  postTodo: {
    ...request,
    replies: ['created', ...ON_A_WRITE],
    label: ({ title }) => `POST ${title}`,
    say: ({ id, title, key }, from, to) =>
      `${from} asks ${to} to create todo ${id}, “${title}”${withKey(key)}.`,
    http: { method: 'POST', path: '/api/todos', headers, body: ['id', 'title'], texts },
  },
  getPrefs: {
    ...request,
    replies: ['prefs', 'serverError'],
    label: () => 'GET prefs',
    say: (_, from, to) => `${from} asks ${to} for the preferences.`,
    http: { method: 'GET', path: '/api/prefs' },
  },
  putPrefs: {
    ...request,
    replies: ['prefsSaved', 'prefsMismatch', 'badRequest', 'serverError'],
    label: ({ theme, lang }) => `PUT ${theme}, ${lang}`,
    say: ({ theme, lang, match }, from, to) =>
      `${from} asks ${to} to keep ${theme} and ${lang}${iff(match)}.`,
    http: {
      method: 'PUT',
      path: '/api/prefs',
      headers: { 'If-Match': 'match' },
      body: ['theme', 'lang'],
      texts: ['theme', 'lang', 'match'],
    },
  },
} satisfies Record<string, MessageView>;

/** A pill is narrow. */
function short(text: unknown): string {
  const all = String(text);
  return all.length > 16 ? `${all.slice(0, 15)}…` : all;
}

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

const tagged = { headers: { ETag: 'etag' }, body: doc };
const prefs = {
  headers: { ETag: 'etag' },
  body: ['theme', 'lang'],
  texts: ['theme', 'lang', 'etag'],
};

const URI = 'https://sim.local/problems';
const problem = (
  status: number,
  name: string,
  title: string,
  shape: Omit<HttpResponseShape, 'status' | 'statuses'> = {},
): MessageView => ({
  role: 'reply',
  kind: 'error',
  label: () => String(status),
  say: (_, from, to) => `${from} answers ${to} with ${status}: ${title}.`,
  http: {
    status,
    statuses: [status],
    constant: { type: `${URI}/${name}`, title, status },
    ...shape,
  },
});

const replies: Record<string, MessageView> = {
  todo: reply(
    200,
    ({ title, version }) => `200 ${title} v${version}`,
    ({ title, version }, from, to) =>
      `${from} gives ${to} the todo: “${title}”, version ${version}.`,
    tagged,
  ),
  notModified: reply(
    304,
    ({ etag }) => `304 ${etag}`,
    ({ etag }, from, to) => `${from} answers ${to}: it is still ${etag}.`,
    { headers: { ETag: 'etag' } },
  ),
  saved: reply(
    200,
    ({ version }) => `200 v${version}`,
    ({ title, version }, from, to) =>
      `${from} answers ${to}: done. It is “${title}” now, version ${version}.`,
    tagged,
  ),
  created: reply(
    201,
    ({ version }) => `201 v${version}`,
    ({ version }, from, to) => `${from} answers ${to}: it is there, version ${version}.`,
    tagged,
  ),
  mismatch: {
    ...problem(412, 'precondition-failed', 'The todo has changed', {
      headers: { ETag: 'etag' },
      body: ['currentVersion', 'current'],
      texts: ['etag'],
    }),
    label: ({ currentVersion }) => `412 v${currentVersion}`,
  },
  badRequest: problem(400, 'validation', 'Not valid'),
  notFound: problem(404, 'not-found', 'There is no such todo'),
  rejected: problem(409, 'rejected', 'A rule of the business forbids it'),
  serverError: problem(500, 'server-error', 'Something went wrong'),
  prefs: reply(
    200,
    ({ theme, lang }) => `200 ${theme}, ${lang}`,
    ({ theme, lang }, from, to) => `${from} gives ${to} the preferences: ${theme}, ${lang}.`,
    prefs,
  ),
  prefsSaved: reply(
    200,
    ({ etag }) => `200 ${etag}`,
    ({ theme, lang }, from, to) => `${from} has kept ${theme} and ${lang} for ${to}.`,
    prefs,
  ),
  prefsMismatch: {
    ...problem(412, 'precondition-failed', 'The preferences have changed', prefs),
    label: ({ etag }) => `412 ${etag}`,
  },
};

export const httpMessages: Readonly<Record<string, MessageView>> = { ...requests, ...replies };
