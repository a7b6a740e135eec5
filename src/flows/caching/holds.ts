/** What each node shows of what it holds. */
import type { HeldRow, Tone } from '../../flow/look.ts';
import type { Loose } from '../../kernel/json.ts';
import type { ApiContext } from './machines/api.ts';
import type { Entry, Lease } from './machines/cache/turn.ts';
import type { CdcContext } from './machines/cdc.ts';
import type { CrowdContext } from './machines/crowd.ts';
import type { DatabaseContext } from './machines/database.ts';
import type { ShopperContext } from './machines/shopper.ts';
import type { WalContext } from './machines/wal.ts';
import { shown } from './messages/words.ts';

/** A box shows this many entries; the rest is a count. */
const MOST_ROWS = 6;

const SIGN_TONES: Readonly<Record<ShopperContext['sign'], Tone>> = {
  shown: 'good',
  saved: 'good',
  unsaved: 'warn',
  failed: 'bad',
  missing: 'quiet',
};

export function shopperHolds({ key, shown: value, sign }: ShopperContext): readonly HeldRow[] {
  if (key === null) return [];
  return [{ label: key, value: value ?? '—', tag: { text: sign, tone: SIGN_TONES[sign] } }];
}

export const crowdHolds = ({ count }: CrowdContext): readonly HeldRow[] => [
  { label: 'requests', value: String(count) },
];

/** The loads that it coordinates. */
export const apiHolds = ({ loads }: ApiContext): readonly HeldRow[] =>
  firstRows(loads, ({ key, waiting }) => ({
    label: key,
    value: waiting.length === 0 ? '' : `${waiting.length} waiting`,
    tag: { text: 'loading', tone: 'quiet' },
  }));

const ENTRY_TAGS: Readonly<Record<Entry['state'], HeldRow['tag']>> = {
  clean: { text: 'clean', tone: 'good' },
  dirty: { text: 'dirty', tone: 'warn' },
  leaving: { text: 'dirty, leaving', tone: 'warn' },
  tombstone: { text: 'tombstone', tone: 'quiet' },
  ghost: { text: 'deleted', tone: 'quiet' },
};

/** Entries, the last used first, then leases and who waits. The context is that of any cache. */
export function cacheHolds(context: Loose): readonly HeldRow[] {
  const entries: readonly Entry[] = context.entries;
  const leases: readonly Lease[] = context.leases;
  return [
    ...firstRows([...entries].reverse(), ({ key, value, version, state }) => ({
      label: key,
      value: state === 'tombstone' ? `≥ ${version}` : shown(value),
      ...tagged(ENTRY_TAGS[state]),
    })),
    ...firstRows(leases, ({ key, token, waiting }) => ({
      label: key,
      value: waiting.length === 0 ? `token ${token}` : `token ${token}, ${waiting.length} waiting`,
      tag: { text: 'lease', tone: 'quiet' },
    })),
    ...counted('blocked', context.blocked?.length, 'bad'),
    ...counted('waiting for the log', context.held?.length, 'quiet'),
    ...counted('waiting for the replay', context.deferred?.length, 'warn'),
  ];
}

export function databaseHolds(context: DatabaseContext): readonly HeldRow[] {
  return [
    ...firstRows(context.rows, ({ key, value }) => ({ label: key, value: shown(value) })),
    ...firstRows(context.locks, ({ key, holder }) => ({
      label: key,
      value: holder.op,
      tag: { text: 'locked', tone: 'quiet' },
    })),
    ...counted('at work', context.busy.length, 'quiet'),
    ...counted('in the queue', context.queue.length, 'warn'),
  ];
}

export function walHolds({ records, syncedVersion }: WalContext): readonly HeldRow[] {
  return firstRows(records, ({ key, value, version }) => ({
    label: key,
    value: shown(value),
    tag:
      version <= syncedVersion
        ? { text: 'on disk', tone: 'good' }
        : { text: 'not on disk', tone: 'warn' },
  }));
}

export function replicaHolds({ records }: Pick<WalContext, 'records'>): readonly HeldRow[] {
  return firstRows(records, ({ key, value }) => ({ label: key, value: shown(value) }));
}

export function cdcHolds({ done, todo }: CdcContext): readonly HeldRow[] {
  return [
    { label: 'up to commit', value: String(done) },
    ...firstRows(todo, ({ key }) => ({ label: key, value: 'to delete' })),
  ];
}

function firstRows<T>(items: readonly T[], row: (item: T) => HeldRow): HeldRow[] {
  const rows = items.slice(0, MOST_ROWS).map(row);
  const rest = items.length - rows.length;
  return rest === 0 ? rows : [...rows, { label: `and ${rest} more`, value: '' }];
}

const counted = (label: string, count: number | undefined, tone: Tone): HeldRow[] =>
  count === undefined || count === 0
    ? []
    : [{ label, value: String(count), tag: { text: label, tone } }];

const tagged = (tag: HeldRow['tag']): Pick<HeldRow, 'tag'> => (tag === undefined ? {} : { tag });
