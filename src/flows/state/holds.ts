/** What each box shows of what it holds. */
import type { HeldRow, Tone } from '../../flow/look.ts';
import type { Loose } from '../../kernel/json.ts';
import type { AppContext } from './machines/app-context.ts';
import type { DatabaseContext } from './machines/database.ts';
import type { OutboxContext } from './machines/outbox.ts';
import type { PersonContext } from './machines/person.ts';
import { docOf, type Layer } from './machines/screen.ts';
import type { ComponentContext, LocalContext } from './machines/stores.ts';
import type { Doc, LocalPrefs, Op } from './protocol.ts';

type Tag = NonNullable<HeldRow['tag']>;

/** A box shows this many rows of one sort; the rest is a count. */
const MOST_ROWS = 3;

const tag = (text: string, tone: Tone): Tag => ({ text, tone });

/** A box is narrow: of a long text it shows how it begins and ends. */
const WIDTH = 18;
const short = (text: string): string =>
  text.length > WIDTH ? `${text.slice(0, 10)}…${text.slice(-6)}` : text;

/** Beside a tag there is less room. */
const ROOM = 13;
const cut = (text: string): string => (text.length > ROOM ? `${text.slice(0, ROOM - 1)}…` : text);

export function pageHolds(context: AppContext): readonly HeldRow[] {
  const { shown, layers, message, prefs, local } = context;
  return [
    ...(message === '' ? [] : [{ label: cut(message), value: '', tag: tag('error', 'bad') }]),
    ...layers
      .filter(({ is }) => is === 'conflict')
      .slice(0, 1)
      .flatMap(card),
    ...shown.slice(0, MOST_ROWS).flatMap((doc) => docRows(doc, context)),
    ...(local === '' || prefs.theme === ''
      ? []
      : [{ label: `${prefs.theme}, ${prefs.lang}`, value: '' }]),
  ];
}

const docRows = (doc: Doc, context: AppContext): HeldRow[] => [
  { label: cut(doc.title), value: '', tag: standing(doc, context) },
  ...(doc.note === '' ? [] : [{ label: 'note', value: short(doc.note) }]),
  ...commentRows(doc),
];

/** How a todo on the screen stands to the server. */
function standing({ id }: Doc, { layers, docs, online }: AppContext): Tag {
  const open = layers.filter(({ op, is }) => op.id === id && is !== 'conflict');
  if (open.length > 0) return online ? tag('saving', 'warn') : tag('waits', 'warn');
  return online ? tag(`v${docOf(docs, id)?.version ?? 0}`, 'quiet') : tag('offline', 'quiet');
}

function commentRows({ comments }: Doc): HeldRow[] {
  const last = comments.at(-1);
  if (last === undefined) return [];
  return [{ label: `“${short(last)}”`, value: comments.length === 1 ? '' : `×${comments.length}` }];
}

/** What a person is asked. */
function card({ op, theirs }: Layer): HeldRow[] {
  const text = op.kind === 'edit' ? (theirs?.[op.field] ?? '') : `todo v${theirs?.version ?? 0}`;
  return [
    { label: cut(op.value), value: '', tag: tag('mine?', 'bad') },
    { label: cut(text), value: '', tag: tag('theirs?', 'bad') },
  ];
}

const prefsRows = ({ theme, lang, dirty }: LocalPrefs): HeldRow[] =>
  theme === ''
    ? []
    : [
        {
          label: `${theme}, ${lang}`,
          value: '',
          ...(dirty.length === 0 ? {} : { tag: tag('unsent', 'warn') }),
        },
      ];

export const localHolds = ({ kept }: LocalContext): readonly HeldRow[] => prefsRows(kept);

export const componentHolds = ({ draft }: ComponentContext): readonly HeldRow[] =>
  draft === '' ? [] : [{ label: cut(draft), value: '', tag: tag('draft', 'quiet') }];

export function outboxHolds({ ops, parked, full, holder }: OutboxContext): readonly HeldRow[] {
  const row = ({ op, value }: Op, more: Partial<HeldRow> = {}): HeldRow => ({
    label: op,
    value: short(value),
    ...more,
  });
  return [
    ...(full ? [{ label: 'storage', value: '', tag: tag('full', 'bad') }] : []),
    ...ops.slice(0, MOST_ROWS).map((each) => row(each)),
    ...(ops.length > MOST_ROWS
      ? [{ label: 'and more', value: String(ops.length - MOST_ROWS) }]
      : []),
    ...parked.slice(-1).map((each) => row(each, { tag: tag('parked', 'bad') })),
    ...(holder === '' ? [] : [{ label: 'lock', value: holder }]),
  ];
}

export function databaseHolds(context: Loose, prefs: boolean): readonly HeldRow[] {
  const { docs, prefs: kept, keys } = context as unknown as DatabaseContext;
  return [
    ...docs
      .slice(0, MOST_ROWS)
      .flatMap((doc) => [
        { label: cut(doc.title), value: '', tag: tag(`v${doc.version}`, 'quiet') },
        ...(doc.note === '' ? [] : [{ label: 'note', value: short(doc.note) }]),
        ...commentRows(doc),
      ]),
    ...keys.slice(-1).map((key): HeldRow => ({ label: 'key', value: short(key) })),
    ...(prefs
      ? [{ label: `${kept.theme}, ${kept.lang}`, value: '', tag: tag(`v${kept.version}`, 'quiet') }]
      : []),
  ];
}

export const personHolds = ({ saved, failed }: PersonContext): readonly HeldRow[] => [
  { label: 'saved', value: String(saved) },
  { label: 'refused', value: String(failed), ...(failed > 0 ? { tag: tag('!', 'warn') } : {}) },
];
