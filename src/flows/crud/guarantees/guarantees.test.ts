/** Each guarantee, fed by hand: what breaks it, and what does not. */
import { describe, expect, it } from 'vitest';
import { saw } from '../../../flow/guarantee-fixture.ts';
import type { Loose } from '../../../kernel/json.ts';
import type { Seen } from '../../../kernel/monitor.ts';
import { against } from '../fixture.ts';

const asks = (op: string, user: string, version?: number, verb = 'edit'): Seen =>
  saw(user, op, 'asked', { verb, key: 'item:42', ...(version === undefined ? {} : { version }) });
const writes = (op: string, version: number, more: object = {}): Seen =>
  saw('db', op, 'changed', { key: 'item:42', title: 'A', qty: 3, version, ...more });
const told = (op: string, user: string, outcome: string, status = 200, verb = 'edit'): Seen =>
  saw(user, op, 'answered', { verb, outcome, status });
const makes = (op: string, title = 'Lamp'): Seen =>
  saw('db', op, 'created', { key: 'item:58', title, qty: 1, version: 1 });

const nodes =
  (contexts: Loose) =>
  (id: string): Loose =>
    contexts[id];
const row = (more: object = {}): object => ({
  id: '42',
  title: 'A',
  qty: 3,
  version: 1,
  tenant: 'acme',
  deleted: false,
  ...more,
});

describe('C1, nothing is created twice', () => {
  it('is broken by a second row of one operation, and not by the rows of two', () => {
    expect(against('C1', [makes('create-1'), makes('create-1')])).toHaveLength(1);
    expect(against('C1', [makes('create-1'), makes('create-2')])).toEqual([]);
  });

  it('takes each row of an import for something of its own', () => {
    const asked = saw('api', 'import-1', 'importAsked', { count: 2 });
    const both = [asked, makes('import-1'), makes('import-1')];
    expect(against('C1', both)).toEqual([]);
    // Asked again, the file has no more rows than before.
    expect(against('C1', [...both, asked, makes('import-1')])).toHaveLength(1);
  });

  it('is broken by a second sale of one operation, and not by the sales of two', () => {
    const sale = (op: string): Seen => saw('db', op, 'sold', { key: 'item:42' });
    expect(against('C1', [sale('s1'), sale('s1')])).toEqual([
      's1 has sold a second unit of item 42.',
    ]);
    expect(against('C1', [sale('s1'), sale('s2')])).toEqual([]);
  });
});

describe('C2, what the page says is so', () => {
  it.each<[string, Seen[], number]>([
    ['failed, and it is there', [makes('c'), told('c', 'user-a', 'failed')], 1],
    ['failed, and it comes later', [told('c', 'user-a', 'failed'), makes('c')], 1],
    ['saved, and nothing is there', [told('c', 'user-a', 'saved')], 1],
    ['taken, by itself', [makes('c'), told('c', 'user-a', 'conflict', 409)], 1],
    ['saved, and it is there', [makes('c'), told('c', 'user-a', 'saved')], 0],
    ['failed, and nothing is there', [told('c', 'user-a', 'failed')], 0],
    ['unknown', [makes('c'), told('c', 'user-a', 'unknown')], 0],
    ['refused, and it is there', [makes('c'), told('c', 'user-a', 'refused', 400)], 1],
    ['accepted claims nothing', [told('c', 'user-a', 'accepted', 202, 'import')], 0],
    [
      'saved, as it was so already',
      [saw('service', 'c', 'alreadySo'), told('c', 'user-a', 'saved')],
      0,
    ],
    [
      'failed, though it is so without it',
      [saw('service', 'c', 'alreadySo'), told('c', 'user-a', 'failed')],
      0,
    ],
    ['412 claims nothing', [makes('c'), told('c', 'user-a', 'conflict', 412)], 0],
  ])('%s', (_, seen, count) => {
    expect(against('C2', seen)).toHaveLength(count);
  });
});

describe('C3, no change is lost', () => {
  const both = [asks('e1', 'user-a', 1), asks('e2', 'user-b', 1), writes('e1', 2), writes('e2', 3)];

  it('is broken when one that was acknowledged is replaced unseen, in whatever order that is heard', () => {
    expect(against('C3', [...both, told('e1', 'user-a', 'saved')])).toHaveLength(1);
    const early = [...both.slice(0, 3), told('e1', 'user-a', 'saved'), writes('e2', 3)];
    expect(against('C3', early)).toHaveLength(1);
  });

  it('is kept when whoever replaced it had seen it, or nobody was told of it', () => {
    const after = [asks('e1', 'user-a', 1), writes('e1', 2), told('e1', 'user-a', 'saved')];
    expect(against('C3', [...after, asks('e2', 'user-b', 2), writes('e2', 3)])).toEqual([]);
    expect(against('C3', both)).toEqual([]);
  });

  it('is broken by a write of somebody who has not looked at all', () => {
    const after = [asks('e1', 'user-a', 1), writes('e1', 2), told('e1', 'user-a', 'saved')];
    expect(against('C3', [...after, asks('e2', 'user-b'), writes('e2', 3)])).toHaveLength(1);
  });

  it('is not judged of whoever asked so long ago that it is forgotten', () => {
    const after = [asks('e1', 'user-a', 1), writes('e1', 2), told('e1', 'user-a', 'saved')];
    expect(against('C3', [...after, writes('e2', 3)])).toEqual([]);
    const many = Array.from({ length: 400 }, (_, i) => asks(`x${i}`, 'user-b', 1));
    expect(against('C3', [...after, asks('e2', 'user-b', 2), ...many, writes('e2', 3)])).toEqual(
      [],
    );
    expect(against('C3', [...after, asks('e2', 'user-b'), ...many, writes('e2', 3)])).toHaveLength(
      1,
    );
  });

  it('is kept by one unit less of what there is', () => {
    const after = [asks('e1', 'user-a', 1), writes('e1', 2), told('e1', 'user-a', 'saved')];
    const sale = { type: 'taken', key: 'item:42', qty: 2, version: 3 };
    const taken = (relative: boolean): Seen => saw('db', 's', 'taken', { ...sale, relative });
    expect(against('C3', [...after, asks('s', 'user-b'), taken(true)])).toEqual([]);
    expect(against('C3', [...after, asks('s', 'user-b'), taken(false)])).toHaveLength(1);
  });
});

describe('C4, no conflict with oneself', () => {
  it('is broken by 412 when nobody else has written since', () => {
    const seen = [asks('e1', 'user-a', 1), writes('e1', 2), told('e1', 'user-a', 'conflict', 412)];
    expect(against('C4', seen)).toHaveLength(1);
  });

  it('is kept when somebody else has', () => {
    const other = [asks('e2', 'user-b', 1), writes('e2', 2)];
    const seen = [asks('e1', 'user-a', 1), ...other, told('e1', 'user-a', 'conflict', 412)];
    expect(against('C4', seen)).toEqual([]);
  });

  it('is kept when another of the same crowd has', () => {
    const one = (seen: Seen, actor: string): Seen => ({ ...seen, actor, node: 'crowd' }) as Seen;
    const seen = [
      one(asks('e1', 'crowd', 1), 'crowd/e1'),
      one(asks('e2', 'crowd', 1), 'crowd/e2'),
      writes('e2', 2),
      one(told('e1', 'crowd', 'conflict', 412), 'crowd/e1'),
    ];
    expect(against('C4', seen)).toEqual([]);
  });

  it('is broken although somebody else has written to another item', () => {
    const other = [asks('e2', 'user-b', 1), writes('e2', 5, { key: 'item:43' })];
    const mine = [asks('e1', 'user-a', 1), writes('e1', 2)];
    const seen = [...mine, ...other, told('e1', 'user-a', 'conflict', 412)];
    expect(against('C4', seen)).toHaveLength(1);
  });

  it('is broken by a title that its own row has taken, and kept by one of another user', () => {
    const conflict = told('c1', 'user-a', 'conflict', 409, 'create');
    const mine = asks('c1', 'user-a', undefined, 'create');
    expect(against('C4', [mine, makes('c1'), conflict])).toHaveLength(1);
    const other = [asks('c2', 'user-b', undefined, 'create'), makes('c2')];
    expect(against('C4', [mine, ...other, conflict])).toEqual([]);
  });
});

describe('C5, every row is valid', () => {
  it.each<[string, object[], number]>([
    ['a row without a title', [row({ title: '' })], 1],
    ['a quantity that is no number', [row({ qty: 'lots' })], 1],
    ['less than nothing', [row({ qty: -5 })], 1],
    ['more than the warehouse holds', [row({ qty: 101 })], 1],
    ['two of one title', [row(), row({ id: '43' })], 1],
    ['two titles', [row(), row({ id: '43', title: 'B' })], 0],
    ['a title that a deleted row had', [row(), row({ id: '43', deleted: true })], 0],
  ])('%s', (_, rows, count) => {
    expect(against('C5', [], nodes({ db: { rows } }))).toHaveLength(count);
  });
});

describe('C6, no more is sold than there is', () => {
  const sale = (op: string): Seen => saw('db', op, 'sold', { key: 'item:42' });

  it('is broken by the sale of a unit that is not there', () => {
    expect(against('C6', [sale('s1'), sale('s2')], undefined, { stock: 1 })).toHaveLength(1);
    expect(against('C6', [sale('s1'), sale('s2')], undefined, { stock: 2 })).toEqual([]);
  });

  it('counts what comes in later', () => {
    const more = [sale('s1'), writes('e1', 3, { qty: 1 }), sale('s2')];
    expect(against('C6', more, undefined, { stock: 1 })).toEqual([]);
  });
});

describe('C7, the cache agrees with the database', () => {
  const filled = [saw('cache', 'r1', 'cached', { key: 'item:42', at: 0 })];
  const holding = (key: string, rows: object[], total = 1): Loose => ({
    entries: [{ key, found: { rows, total }, at: 0 }],
  });

  it('is broken by an entry of another version, or of a row that is deleted', () => {
    const cache = holding('item:42', [row()]);
    const found = (more: object): string[] =>
      against('C7', filled, nodes({ cache, db: { rows: [row(more)], commits: 1 } }));
    expect(found({ version: 2 })).toHaveLength(1);
    expect(found({ deleted: true })).toHaveLength(1);
    expect(found({})).toEqual([]);
  });

  it('is broken by a page that lacks a new row', () => {
    const cache = holding('page:1:20', [row()], 1);
    const db = { rows: [row(), row({ id: '58', title: 'B' })], commits: 1 };
    expect(against('C7', filled, nodes({ cache, db }))).toHaveLength(1);
  });
});

describe('C8 and C9, what a page takes and holds', () => {
  const query = (n: number, of = 'page'): Seen =>
    saw('repository', 'l', 'queried', { of, n, sql: '' });

  it('breaks with the third query of a page, once', () => {
    expect(against('C8', [query(1), query(2)])).toEqual([]);
    expect(against('C8', [query(1), query(2), query(3), query(4)])).toHaveLength(1);
    expect(against('C8', [query(3, 'item')])).toEqual([]);
  });

  it('breaks with a row that is foreign or deleted', () => {
    const returned = (more: object): Seen =>
      saw('api', 'l', 'returned', { tenant: 'acme', rows: [{ ...row(more) }] } as Loose);
    expect(against('C9', [returned({})])).toEqual([]);
    expect(against('C9', [returned({ deleted: true })])).toHaveLength(1);
    expect(against('C9', [returned({ tenant: 'globex' })])).toHaveLength(1);
  });
});
