/** From requests to tasks, and from what became of them to replies. */
import type { Message } from '../../kernel/system.ts';
import type { Draft, Found, Item, ListedRow, Row, Task, Verb, Why } from './protocol.ts';
import { type Fault, schemaFaults } from './rules.ts';

const VERBS: Readonly<Record<string, Verb>> = {
  listItems: 'list',
  getItem: 'open',
  postItem: 'create',
  putItem: 'edit',
  deleteItem: 'remove',
  postSale: 'sell',
};

export const isRequest = ({ type }: Pick<Message, 'type'>): boolean => Object.hasOwn(VERBS, type);

/** Fields may be missing: anybody may call. */
export function taskOf(event: Readonly<Record<string, unknown>> & { readonly type: string }): Task {
  const { id, page, size, match, key, title, qty, ownerId } = event;
  const verb = VERBS[event.type] ?? 'list';
  const hasDraft = verb === 'create' || verb === 'edit';
  const draft = { title: title ?? '', qty: qty ?? '', ownerId: String(ownerId ?? '1') } as Draft;
  return {
    verb,
    id: String(id ?? ''),
    page: Math.max(1, Math.floor(Number(page ?? 1)) || 1),
    size: Math.min(200, Math.max(1, Math.floor(Number(size ?? 20)) || 20)),
    match: match === undefined ? null : String(match),
    key: key === undefined ? null : String(key),
    draft: hasDraft ? draft : null,
  };
}

/** A strong entity tag, without its quotes. */
export const tagOf = ({ version }: Pick<Row, 'version'>): string => `v${version}`;
/**
 * The version that a tag names; `null` without a tag and for `*`, which any row fits. 0, which no
 * row has, for what is no tag of ours. SIMPLIFIED: a list of tags is none of them.
 */
export function versionIn(tag: string | null): number | null {
  if (tag === null || tag === '*') return null;
  return Number(/^v(\d+)$/.exec(tag)?.[1] ?? 0);
}

const itemOf = ({ id, title, qty, ownerId, version }: Row, name: string | null = null): Item => ({
  id,
  title,
  qty,
  owner: name === null ? { id: ownerId } : { id: ownerId, name },
  version,
});

/** As the repository hands it out; or the row as it is in the table, where a handler reads that. */
const listed = (row: ListedRow, raw: boolean): Item => ({
  ...itemOf(row, row.owner),
  ...(raw ? { tenant: row.tenant, deleted: row.deleted } : {}),
});

/** What a request is answered that was done. `tagged`: replies bear an ETag. `raw`: pages hold rows of the table. */
export function replyTo(
  { verb, id, page }: Task,
  { found, row }: { readonly found: Found | null; readonly row: Row | null },
  noneMatch: string | null,
  { tagged, raw }: { readonly tagged: boolean; readonly raw: boolean },
): Message {
  const first = found?.rows[0] ?? row;
  const etag = tagged && first != null ? { etag: tagOf(first) } : {};
  switch (verb) {
    case 'list': {
      const data = (found?.rows ?? []).map((each) => listed(each, raw));
      return { type: 'page', data, total: found?.total ?? 0, page } as unknown as Message;
    }
    case 'open': {
      if (first == null) return problemOf('notFound', '', null, null);
      const cached = { ...etag, cacheControl: 'private, no-cache' };
      if (tagged && (noneMatch === tagOf(first) || noneMatch === '*')) {
        return { type: 'notModified', ...cached };
      }
      return {
        type: 'item',
        ...cached,
        ...bodyOf(first, found?.rows[0]?.owner),
      };
    }
    case 'create':
      return row === null
        ? problemOf('database', '', null, null)
        : { type: 'created', location: `/api/items/${row.id}`, ...etag, ...bodyOf(row) };
    case 'edit':
      return row === null
        ? problemOf('database', '', null, null)
        : { type: 'updated', ...etag, ...bodyOf(row) };
    case 'remove':
      return { type: 'removed' };
    case 'sell':
      return { type: 'sold', id, left: row === null ? 0 : row.qty };
  }
}

const bodyOf = (row: Row, owner: string | null = null): { [name: string]: never } =>
  ({ ...itemOf(row, owner) }) as never;

/** What a request is answered that was not done: one problem type for each reason. */
export function problemOf(why: Why, detail: string, draft: Draft | null, row: Row | null): Message {
  switch (why) {
    case 'notFound':
      return { type: 'notFound' };
    case 'invalid':
      return badRequest(draft === null ? [] : schemaFaults(draft));
    case 'rule':
      return badRequest([{ pointer: '/qty', code: 'range' }]);
    case 'titleTaken':
      return { type: 'titleTaken', detail: `There is an item "${draft?.title ?? ''}" already.` };
    case 'keyInFlight':
      return { type: 'keyInFlight' };
    case 'keyReused':
      return { type: 'keyReused' };
    case 'mismatch':
      return row === null
        ? { type: 'notFound' }
        : ({
            type: 'mismatch',
            etag: tagOf(row),
            currentVersion: row.version,
            current: itemOf(row),
          } as unknown as Message);
    case 'matchRequired':
      return { type: 'matchRequired' };
    case 'soldOut':
      return { type: 'soldOut' };
    case 'check':
    case 'database':
      return { type: 'serverError', detail: 'Something went wrong.' };
    case 'unavailable':
      return { type: 'unavailable', retryAfter: 1 };
    case 'timeout':
      return { type: 'gatewayTimeout' };
  }
  // A text that is no reason cannot come from the machines.
  throw new Error(`Nothing is answered to "${String(why)}": ${detail}`);
}

const badRequest = (errors: readonly Fault[]): Message => ({
  type: 'badRequest',
  errors: [...errors],
});

/** What of it is an exception: the database threw it, and nobody foresaw it. */
export const isException = (why: Why): boolean =>
  ['titleTaken', 'check', 'database', 'unavailable', 'timeout'].includes(why);

const SAYS: Partial<Record<Why, string>> = {
  titleTaken: '23505: duplicate key value violates unique constraint "items_title_key"',
  check: '23514: new row for relation "items" violates check constraint "items_valid"',
  unavailable: 'ECONNREFUSED: connect to db:5432 failed',
  timeout: '57014: canceling statement due to timeout',
};

/** An exception that nobody caught, as it stands. */
export const rawError = (why: Why, sql: string, at: string): Message => ({
  type: 'rawError',
  // Without a statement it was a layer that did not answer.
  error:
    why === 'unavailable' && sql === ''
      ? 'ECONNREFUSED: no answer from the next layer'
      : (SAYS[why] ?? 'XX000: internal error of the database'),
  sql,
  stack: `at ${at}.query (${at}.js:42)\n    at Handler.handle (handler.js:17)`,
});
