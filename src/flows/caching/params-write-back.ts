/** The numbers of write-back: when what is dirty is written, and how the log and replicas follow. */
import type { ParamSpec } from '../../flow/flow.ts';
import { RECOVERS } from './when.ts';

const ms = { unit: 'ms', scale: 'log' } as const;

export const writeBackParams = {
  flushIntervalMs: {
    ...ms,
    title: 'Flush every',
    explain: 'How often the cache writes its dirty entries to the database.',
    min: 10,
    max: 60_000,
    default: 1_000,
    variants: ['write-back'],
  },
  flushBatch: {
    unit: 'entries',
    scale: 'log',
    title: 'Entries in a flush',
    explain: 'How many entries go into one message to the database.',
    min: 1,
    max: 1_000,
    default: 10,
    variants: ['write-back'],
  },
  flushInflight: {
    unit: 'flushes',
    title: 'Flushes at once',
    explain: 'How many flushes may be on their way at the same time.',
    min: 1,
    max: 8,
    step: 1,
    default: 2,
    variants: ['write-back'],
  },
  flushTimeoutMs: {
    ...ms,
    title: 'Flush timeout',
    explain:
      'A flush that is not confirmed within this time is given up and sent again with the next.',
    min: 10,
    max: 60_000,
    default: 5_000,
    mayBeInfinite: true,
    variants: ['write-back'],
  },
  dirtyLimit: {
    unit: 'entries',
    scale: 'log',
    title: 'Limit of dirty entries',
    explain: 'How many entries may wait for a flush.',
    min: 1,
    max: 10_000,
    default: 1_000,
    variants: ['write-back'],
  },
  walSyncMs: {
    ...ms,
    title: 'Log goes to disk every',
    explain: 'How often the log is forced to disk.',
    min: 10,
    max: 10_000,
    default: 1_000,
    variants: ['write-back'],
    when: { wal: ['everysec'] },
  },
  replayMs: {
    ...ms,
    title: 'Duration of a replay',
    explain: 'How long the cache needs to read its log, or its replica, after a crash.',
    min: 0,
    max: 60_000,
    default: 500,
    variants: ['write-back'],
    when: RECOVERS,
  },
  replicationLagMs: {
    ...ms,
    title: 'Replication lag',
    explain: 'How long after a write its copy sets out for the replica.',
    min: 0,
    max: 10_000,
    default: 50,
    variants: ['write-back'],
    when: { replication: ['async'] },
  },
} as const satisfies Readonly<Record<string, ParamSpec>>;
