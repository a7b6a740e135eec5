/** What each node shows of what it holds. */
import type { HeldRow } from '../../flow/look.ts';
import type { ApiContext } from './machines/api/api.ts';
import { partsOf } from './machines/api/sign.ts';
import type { PageContext, Shown } from './machines/browser/page.ts';
import type { DatabaseContext } from './machines/database.ts';
import type { StorageContext } from './machines/storage/state.ts';
import type { Sign } from './protocol.ts';
import { MIB, type Settings } from './settings.ts';
import { percent, sizeText } from './words.ts';

type Tag = NonNullable<HeldRow['tag']>;

/** A box shows this many rows of one sort; the rest is a count. */
const MOST_ROWS = 3;

const SIGNS: Readonly<Record<Sign, Tag | null>> = {
  uploading: null,
  done: { text: 'done', tone: 'good' },
  failed: { text: 'failed', tone: 'bad' },
  unknown: { text: 'no answer', tone: 'warn' },
  cancelled: { text: 'cancelled', tone: 'quiet' },
};

export const pageHolds =
  (s: Settings) =>
  ({ shown, tunnel }: PageContext): readonly HeldRow[] => [
    ...(tunnel === 'in'
      ? [{ label: 'line', value: '', tag: { text: 'none', tone: 'bad' } as const }]
      : []),
    ...shown.map((each) => fileRow(s, each)),
  ];

/** A file with a bar: a cell for each part, or for several where there are many. */
function fileRow(s: Settings, { name, sizeBytes, sign, cells }: Shown): HeldRow {
  const sent = cells.reduce((sum, held) => sum + held, 0);
  const { partSize, partCount } = partsOf(s, sizeBytes);
  const n = cells.length;
  const sizeOf = (i: number): number => {
    if (n === 1) return sizeBytes;
    const from = Math.ceil((i * partCount) / n) * partSize;
    return Math.min(sizeBytes, Math.ceil(((i + 1) * partCount) / n) * partSize) - from;
  };
  const tag = SIGNS[sign];
  return {
    label: name,
    value: percent(sent / sizeBytes),
    ...(tag === null ? {} : { tag }),
    bar: {
      cells: cells.map((held, i) => Math.min(1, held / Math.max(1, sizeOf(i)))),
      tone: sign === 'failed' ? 'bad' : sign === 'uploading' ? 'quiet' : 'good',
    },
  };
}

export const apiHolds =
  (s: Settings) =>
  ({ memoryBytes, receiving, tus }: ApiContext): readonly HeldRow[] => {
    const most = s.apiRamGiB * 1_024 * MIB;
    const share = memoryBytes / most;
    return [
      {
        label: `RAM ${sizeText(most)}`,
        value: sizeText(memoryBytes),
        bar: {
          cells: [Math.min(1, share)],
          tone: share > 0.9 ? 'bad' : share > 0.6 ? 'warn' : 'good',
        },
      },
      ...(receiving.length === 0 ? [] : [{ label: 'bodies', value: String(receiving.length) }]),
      ...rows(tus, ({ name, offset, length }) => ({
        label: name,
        value: sizeText(offset),
        bar: { cells: [offset / length], tone: 'quiet' },
      })),
    ];
  };

export function storageHolds(context: StorageContext): readonly HeldRow[] {
  const { objects, unfinished, incoming, untold, failsComplete } = context;
  return [
    ...(failsComplete
      ? [{ label: 'next complete', value: '', tag: { text: 'fails', tone: 'bad' } as const }]
      : []),
    ...rows(objects, ({ key, sizeBytes }) => ({ label: key, value: sizeText(sizeBytes) })),
    ...rows(unfinished, ({ parts }) => ({
      label: 'unfinished',
      value: `${parts.length} ${parts.length === 1 ? 'part' : 'parts'}`,
    })),
    ...rows(incoming, ({ head, received }) => ({
      label: 'partNumber' in head && head.partNumber ? `part ${head.partNumber}` : 'coming in',
      value: sizeText(received),
    })),
    ...(untold.length === 0 ? [] : [{ label: 'events', value: String(untold.length) }]),
  ];
}

export const databaseHolds = ({ rows: files }: DatabaseContext): readonly HeldRow[] =>
  rows(files, ({ id, status }) => ({
    label: id,
    value: '',
    tag: { text: status, tone: status === 'READY' ? 'good' : 'warn' },
  }));

/** The latest, and a count of the others. */
function rows<T>(items: readonly T[], make: (item: T) => HeldRow): HeldRow[] {
  const last = items.slice(-MOST_ROWS).map(make);
  const rest = items.length - last.length;
  return rest === 0 ? last : [...last, { label: `and ${rest} more`, value: '' }];
}
