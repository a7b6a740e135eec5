/** What each node shows of what it holds. */
import type { HeldRow, Tone } from '../../flow/look.ts';
import type { Loose } from '../../kernel/json.ts';
import type { CacheContext } from './machines/cache.ts';
import type { CrowdContext } from './machines/crowd.ts';
import type { DatabaseContext } from './machines/database.ts';
import type { UserContext } from './machines/page.ts';
import type { RelayContext } from './machines/relay.ts';
import { type Item, OTHER_TENANT, type Row } from './protocol.ts';
import { isValid } from './rules.ts';
import { titleText } from './words.ts';

const MOST_ROWS = 5;

const SIGNS: Readonly<Record<UserContext['sign'], readonly [string, Tone] | null>> = {
  none: null,
  asking: ['asking', 'quiet'],
  checking: ['checking', 'warn'],
  shown: null,
  saved: ['saved', 'good'],
  accepted: ['accepted', 'quiet'],
  refused: ['refused', 'warn'],
  conflict: ['conflict', 'warn'],
  failed: ['failed', 'bad'],
  unknown: ['unknown', 'warn'],
  gone: ['gone', 'quiet'],
};

export function userHolds(context: UserContext): readonly HeldRow[] {
  const { item, list, total, wanted, verb, note, raw } = context;
  const sign = SIGNS[context.sign];
  const error: HeldRow[] = raw
    ? [
        { label: '500', value: '', tag: { text: 'raw SQL', tone: 'bad' } },
        ...lines(note).map((line): HeldRow => ({ label: line, value: '' })),
      ]
    : lines(note).map((line): HeldRow => ({ label: line, value: '' }));
  const doing: HeldRow[] =
    sign === null
      ? []
      : [
          {
            label: wanted === null ? verb : `${verb} ${titleText(wanted.title)}`,
            value: '',
            tag: { text: sign[0], tone: sign[1] },
          },
        ];
  const shown: HeldRow[] =
    item === null ? [] : [rowOf(item, { text: `v${item.version}`, tone: 'quiet' })];
  return [...doing, ...error, ...shown, ...listRows(list, total)];
}

/** A box is narrow: a text stands there in lines, cut off after some. */
const LINE = 18;
const MOST_LINES = 4;

function lines(text: string): string[] {
  const found: string[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < LINE)
      found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found.length <= MOST_LINES ? found : [...found.slice(0, MOST_LINES - 1), '…'];
}

const rowOf = (row: Pick<Item, 'title' | 'qty'>, tag?: HeldRow['tag']): HeldRow => ({
  label: titleText(row.title),
  value: `×${String(row.qty)}`,
  ...(tag === undefined ? {} : { tag }),
});

/** What should not be on a page; `undefined` for what may be. */
function blemish(row: Item): HeldRow['tag'] {
  if (row.deleted === true) return { text: 'deleted', tone: 'bad' };
  if (row.tenant === OTHER_TENANT) return { text: row.tenant, tone: 'bad' };
  return isValid(row) ? undefined : { text: 'bad', tone: 'bad' };
}

/** Those first that nobody should see. */
function listRows(list: readonly Item[], total: number): HeldRow[] {
  if (list.length === 0) return [];
  const bad = list.filter((each) => blemish(each) !== undefined);
  const good = list.filter((each) => blemish(each) === undefined);
  const rows = [...bad, ...good].slice(0, MOST_ROWS - 1).map((each): HeldRow => {
    const tag = blemish(each);
    if (tag !== undefined) return rowOf(each, tag);
    return { label: each.title, value: each.owner.name ?? `×${String(each.qty)}` };
  });
  return [...rows, { label: 'page', value: `${list.length} of ${total}` }];
}

export const crowdHolds = ({ count }: CrowdContext): readonly HeldRow[] => [
  { label: 'requests', value: String(count) },
];

export function databaseHolds(context: DatabaseContext): readonly HeldRow[] {
  const { rows, sales, keys, outbox, busy, queue } = context;
  const sorted = [...rows].sort(
    (a, b) =>
      Number(isValid(a)) - Number(isValid(b)) ||
      b.version - a.version ||
      Number(b.id) - Number(a.id),
  );
  return [
    ...sorted.slice(0, MOST_ROWS).map(databaseRow),
    ...(rows.length > MOST_ROWS
      ? [{ label: 'and more', value: String(rows.length - MOST_ROWS) }]
      : []),
    ...(sales > 0 ? [{ label: 'sales', value: String(sales) }] : []),
    ...keys
      .slice(-2)
      .map(
        ({ key, is }): HeldRow => ({ label: 'key', value: key, tag: { text: is, tone: 'quiet' } }),
      ),
    ...counted('notes', outbox.length, 'quiet'),
    ...counted('at work', busy.length, 'quiet'),
    ...counted('in the queue', queue.length, queue.length > 10 ? 'bad' : 'warn'),
  ];
}

function databaseRow(row: Row): HeldRow {
  const tag = !isValid(row)
    ? ({ text: 'bad', tone: 'bad' } as const)
    : row.deleted
      ? ({ text: 'deleted', tone: 'quiet' } as const)
      : row.tenant === OTHER_TENANT
        ? ({ text: row.tenant, tone: 'quiet' } as const)
        : ({ text: `v${row.version}`, tone: 'quiet' } as const);
  return rowOf(row, tag);
}

export function cacheHolds(context: Loose): readonly HeldRow[] {
  const { entries, tombstones } = context as unknown as CacheContext;
  return [
    ...entries.slice(0, MOST_ROWS).map(({ key, found, at }): HeldRow => {
      const [first] = found.rows;
      const isItem = key.startsWith('item') && first !== undefined;
      return isItem
        ? rowOf(first, { text: `v${first.version}`, tone: 'quiet' })
        : { label: key, value: '', tag: { text: `@${at}`, tone: 'quiet' } };
    }),
    ...(entries.length > MOST_ROWS
      ? [{ label: 'and more', value: String(entries.length - MOST_ROWS) }]
      : []),
    ...tombstones.slice(0, 2).map(
      ({ key, at }): HeldRow => ({
        label: key,
        value: '',
        // Nothing as of an earlier commit is taken.
        tag: { text: `≥ @${at}`, tone: 'quiet' },
      }),
    ),
  ];
}

export const relayHolds = ({ note, done }: RelayContext): readonly HeldRow[] => [
  { label: 'told up to', value: `@${done}` },
  ...(note === null ? [] : [{ label: 'telling', value: note.keys[0] ?? '' }]),
];

const counted = (label: string, count: number, tone: Tone): HeldRow[] =>
  count === 0 ? [] : [{ label, value: String(count), tag: { text: label, tone } }];
