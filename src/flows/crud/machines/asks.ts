/** What the repository is asked for, as keys of the cache, as text, and as facts. Pure. */
import { type Command, fact, type Message, send } from '../../../kernel/system.ts';
import {
  type Aborted,
  type Ask,
  itemKey,
  PAGES,
  pageKey,
  type Row,
  type Statement,
  type Why,
} from '../protocol.ts';
import { keyText, selectText, txText } from '../sql.ts';

export const trouble = (why: Why, sql: string, row: Row | null): Message =>
  ({ type: 'TROUBLE', why, sql, row }) as never;

export const ABORTS: Readonly<Record<Aborted['why'], Why>> = {
  gone: 'notFound',
  version: 'mismatch',
  unique: 'titleTaken',
  check: 'check',
  empty: 'soldOut',
  key: 'keyInFlight',
};

/** Under which key the cache has it; `null` if it may not come from there. */
export function cacheKeyOf(ask: Ask): string | null {
  if (ask.kind === 'page') return pageKey(ask.page, ask.size);
  return ask.kind === 'item' && !ask.fresh ? itemKey(ask.id) : null;
}

/** The cache forgets what a write changed, and every page. */
export const forget = (ask: Ask, row: Row | null, at: number): Command =>
  send('cache', { type: 'DEL', keys: [...touched(ask, row), PAGES], at });

/** The items that a write changes. */
function touched(ask: Ask, row: Row | null): string[] {
  const named = ask.kind === 'write' ? ask.statements.flatMap(idIn) : [];
  const ids = row === null ? named : [...named, row.id];
  return [...new Set(ids)].map(itemKey);
}
const idIn = (statement: Statement): string[] => ('id' in statement ? [statement.id] : []);

/** Each query is told, with how many this call has made by now. */
export const asked = (
  { ask, queries }: { readonly ask: Ask; readonly queries: number },
  sql: string,
): Command => fact({ type: 'queried', of: ask.kind, n: queries + 1, sql });

export function askText(ask: Ask): string {
  switch (ask.kind) {
    case 'write':
      return txText(ask.statements);
    case 'key':
      return keyText(ask);
    case 'page':
    case 'item': {
      const { kind: what } = ask;
      const [page, size] = ask.kind === 'page' ? [ask.page, ask.size] : [1, 1];
      const ids = ask.kind === 'item' ? [ask.id] : [];
      return selectText({ what, ids, page, size, scoped: true, join: false });
    }
  }
}
