/** What the repository asks the database for, and what it tells the cache of a write. Pure. */
import { type Command, send } from '../../../kernel/system.ts';
import { type Ask, type Found, itemKey, type ListedRow, type Row } from '../protocol.ts';
import { loadsOwners, type Settings } from '../settings.ts';
import { forget } from './asks.ts';

/** A page of items, or one. */
export function selectFor(s: Settings, ask: Extract<Ask, { kind: 'page' | 'item' }>) {
  const isPage = ask.kind === 'page';
  return {
    type: 'SELECT',
    what: isPage ? 'page' : 'item',
    ids: isPage ? [] : [ask.id],
    page: isPage ? ask.page : 1,
    size: isPage ? ask.size : 1,
    // One of the handlers forgot: the one that lists.
    scoped: s.repository === 'on' || !isPage,
    // One item comes with its owner.
    join: isPage ? loadsOwners(s) === 'join' : !ask.fresh,
  } as const;
}

/** The owners of all rows at once, or that of the nth row. */
export function selectOwners(s: Settings, rows: readonly ListedRow[], n: number) {
  const one = loadsOwners(s) === 'off';
  const all = [...new Set(rows.map(({ ownerId }) => ownerId))];
  return {
    type: 'SELECT',
    what: one ? 'owner' : 'owners',
    ids: one ? [rows[n]?.ownerId ?? ''] : all,
    page: 1,
    size: 1,
    scoped: false,
    join: false,
  } as const;
}

/** After a commit: the new row, where the design writes through; else to forget the old one. */
export function tell(s: Settings, ask: Ask, row: Row | null, at: number): Command {
  if (s.cache !== 'writeThrough' || row === null || row.deleted) return forget(ask, row, at);
  const found: Found = { rows: [{ ...row, owner: null }], total: 1 };
  return send('cache', { type: 'SET', key: itemKey(row.id), found, at, drop: true } as never);
}
