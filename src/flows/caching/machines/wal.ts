/**
 * The write-ahead log of a write-back cache, on the disk of the cache's machine. With
 * `always` a write waits until it is on disk; with `everysec` the log is forced to disk once a
 * second, and a power loss takes what came since.
 * SIMPLIFIED: it keeps what the database does not have; real logs keep all up to a checkpoint.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Command, fact, send } from '../../../kernel/system.ts';
import type { Append, FlushItem, Forget, PowerLost, Replay } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export interface WalContext {
  /** Writes that the database does not have yet, the oldest first. */
  readonly records: readonly FlushItem[];
  /** Versions above this one are not on disk yet. */
  readonly syncedVersion: number;
}

/** A record is on disk. */
interface Forced extends FlushItem {
  readonly type: 'forced';
  readonly to: string;
  readonly op: string;
}

/** What outlives a crash: what is on disk. */
export const onDisk = ({ records, syncedVersion }: WalContext): WalContext => ({
  records: records.filter(({ version }) => version <= syncedVersion),
  syncedVersion,
});

export const walMachine = (s: Settings) => {
  const forces = s.wal === 'always';
  const newest = (records: readonly FlushItem[]): number =>
    records.reduce((highest, { version }) => Math.max(highest, version), 0);
  return setup({
    types: {} as {
      context: WalContext;
      events: Append | Forget | Replay | PowerLost | Forced;
      emitted: Command;
      input: WalContext;
    },
    delays: { sync: s.walSyncMs },
    guards: {
      isSynced: ({ context }) => newest(context.records) <= context.syncedVersion,
    },
    actions: {
      append: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'APPEND' || event.version === null) return;
        const { key, value, version, from, op } = event;
        enqueue.assign({ records: [...context.records, { key, value, version }] });
        if (forces && s.walDiskMs > 0) {
          enqueue.raise(
            { type: 'forced', key, value, version, to: from, op },
            { id: `force:${version}`, delay: s.walDiskMs },
          );
          return;
        }
        if (forces) {
          enqueue.assign({ syncedVersion: Math.max(context.syncedVersion, version) });
        }
        enqueue.emit(send(from, { type: 'APPENDED', key, value, version }));
      }),
      confirm: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'forced') return;
        const { key, value, version, to, op } = event;
        // A power loss took it before it was on disk.
        if (!context.records.some((record) => record.version === version)) return;
        enqueue.assign({ syncedVersion: Math.max(context.syncedVersion, version) });
        enqueue.emit(send(to, { type: 'APPENDED', key, value, version }, { op }));
      }),
      sync: assign(({ context }) => ({
        syncedVersion: Math.max(context.syncedVersion, newest(context.records)),
      })),
      forget: assign(({ context, event }) => {
        if (event.type !== 'FORGET') return {};
        const { items } = event;
        const isKept = (record: FlushItem): boolean =>
          !items.some(({ key, version }) => record.key === key && record.version <= version);
        return { records: context.records.filter(isKept) };
      }),
      tell: emit(({ context, event }) =>
        send('from' in event ? event.from : [], { type: 'RECORDS', items: context.records }),
      ),
      loseTail: enqueueActions(({ context, enqueue }) => {
        const kept = onDisk(context);
        enqueue.assign(kept);
        const count = context.records.length - kept.records.length;
        if (count > 0) enqueue.emit(fact({ type: 'logLost', count }));
      }),
    },
  }).createMachine({
    id: 'wal',
    context: ({ input }) => input,
    on: {
      APPEND: { actions: 'append' },
      forced: { actions: 'confirm' },
      FORGET: { actions: 'forget' },
      REPLAY: { actions: 'tell' },
      POWER_LOST: { actions: 'loseTail' },
    },
    initial: 'onDisk',
    states: {
      onDisk: {
        always: {
          guard: ({ context }) => newest(context.records) > context.syncedVersion,
          target: 'inMemory',
        },
      },
      inMemory: {
        always: { guard: 'isSynced', target: 'onDisk' },
        after: forces ? {} : { sync: { target: 'onDisk', actions: 'sync' } },
      },
    },
  });
};
