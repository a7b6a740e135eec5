/** The page in a browser: what it shows, what it sends for an act, and what a reply makes of it. Pure. */
import type { Message, Received } from '../../../kernel/system.ts';
import { type Draft, type ImportRow, type Item, itemKey, type Verb } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { Outcome } from './outcome.ts';

/** What a page knows of an item that it shows. */
export interface ShownItem extends Draft {
  readonly id: string;
  readonly version: number;
  readonly etag: string | null;
}

export interface UserContext {
  /** What the page shows. */
  readonly item: ShownItem | null;
  readonly list: readonly Item[];
  readonly total: number;
  /** What is being done, and what came of it. */
  readonly sign: Outcome | 'none' | 'asking' | 'checking';
  readonly verb: Verb | 'import';
  readonly wanted: Draft | null;
  readonly request: Message;
  readonly tries: number;
  /** How often it was told that its key is in flight. */
  readonly waits: number;
  /** An attempt went without an answer: it may have been done. Where the page would say so. */
  readonly unsure: boolean;
  readonly note: string;
  /** It was there in raw: what nobody should see. */
  readonly raw: boolean;
  readonly sinceUs: number;
}

/** What a user does. A call past the form has no form to check it. */
interface Doing {
  readonly list: { readonly page?: number };
  readonly open: { readonly id: string };
  readonly create: Draft & { readonly direct?: boolean; readonly key?: string };
  readonly edit: { readonly id: string; readonly direct?: boolean } & Partial<Draft>;
  readonly remove: { readonly id: string };
  readonly sell: { readonly id: string };
  readonly import: { readonly rows: readonly ImportRow[] };
}
export type UserAct = {
  [verb in keyof Doing]: { readonly type: verb } & Doing[verb];
}[keyof Doing] &
  Received;

/** What the browser sends for an act. */
export function requestOf(s: Settings, { item }: UserContext, act: UserAct): Message {
  const key = s.idem === 'off' ? {} : { key: ('key' in act ? act.key : undefined) ?? act.op };
  switch (act.type) {
    case 'list':
      return { type: 'listItems', page: act.page ?? 1, size: s.pageSize };
    case 'open': {
      const known = item?.id === act.id ? item.etag : null;
      return { type: 'getItem', id: act.id, ...(known === null ? {} : { noneMatch: known }) };
    }
    case 'create': {
      const { title, qty, ownerId } = act;
      return { type: 'postItem', ...key, title, qty, ownerId };
    }
    case 'edit': {
      const known = item?.id === act.id ? item : null;
      const title = act.title ?? known?.title ?? 'Item';
      const qty = act.qty ?? known?.qty ?? 1;
      const ownerId = act.ownerId ?? known?.ownerId ?? '1';
      return {
        type: 'putItem',
        id: act.id,
        ...matchOf(known, act.direct),
        ...key,
        title,
        qty,
        ownerId,
      };
    }
    case 'remove':
      return { type: 'deleteItem', id: act.id, ...matchOf(item?.id === act.id ? item : null) };
    case 'sell':
      return { type: 'postSale', id: act.id, ...key };
    case 'import':
      return { type: 'postImport', ...key, rows: act.rows.map((row) => ({ ...row })) };
  }
}

const matchOf = (known: ShownItem | null, direct = false): { match?: string } =>
  known === null || known.etag === null || direct ? {} : { match: known.etag };

export const draftIn = (request: Message): Draft | null =>
  'title' in request
    ? ({ title: request['title'], qty: request['qty'], ownerId: request['ownerId'] } as never)
    : null;

/** Which version the user has before the eyes. */
export function baseOf({ item }: UserContext, act: UserAct): { key?: string; version?: number } {
  if (act.type !== 'edit' && act.type !== 'remove' && act.type !== 'sell') return {};
  const seen = item?.id === act.id && !('direct' in act && act.direct === true);
  return { key: itemKey(act.id), ...(seen ? { version: item?.version ?? 0 } : {}) };
}

/** The page after a reply. */
export function shownAfter({ item, wanted }: UserContext, reply: Message): Partial<UserContext> {
  const itemIn = (): ShownItem => {
    const {
      id,
      title,
      qty,
      owner,
      version,
      etag = null,
    } = reply as unknown as Item & { etag?: string };
    return { id, title, qty, ownerId: owner.id, version, etag };
  };
  switch (reply.type) {
    case 'page':
      return { list: reply['data'] as never, total: Number(reply['total']), item: null };
    case 'item':
    case 'created':
    case 'updated':
      return { item: itemIn(), list: [] };
    case 'removed':
      return { item: null };
    case 'sold':
      return { note: `${String(reply['left'])} left` };
    case 'accepted':
      return { note: `${String(reply['rows'])} rows` };
    case 'badRequest': {
      const errors = reply['errors'] as readonly { pointer: string; code: string }[];
      return { note: noteOf(errors) };
    }
    case 'rawError':
      return { note: String(reply['sql']), raw: true };
    case 'mismatch': {
      const theirs = reply['current'] as unknown as Item;
      return { note: `mine: ${wanted?.title ?? '-'}, theirs: ${theirs.title}` };
    }
    case 'notModified':
      return { item };
    case 'soldOut':
      return { note: 'sold out' };
    case 'titleTaken':
      return { note: 'the title is taken' };
    case 'notFound':
      return { note: 'not found' };
    case 'keyReused':
      return { note: 'this key came with another body' };
    case 'matchRequired':
      return { note: 'If-Match is wanted' };
    default:
      return {};
  }
}

/** Where a form shows it, beside the fields. */
export const noteOf = (errors: readonly { pointer: string; code: string }[]): string =>
  errors.map(({ pointer, code }) => `${pointer.slice(1)}: ${code}`).join(', ');
