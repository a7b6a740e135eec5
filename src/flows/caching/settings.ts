/** A run's choices by name and with types, as the machines of this family read them. */
import type { SettingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export type Variant = 'cache-aside' | 'write-through' | 'write-back';

export type Settings = SettingsOf<Variant, typeof fixes, typeof params>;

/**
 * What a query costs the database itself; the rest of the round trip is the way. A database
 * without a limit has no queue, and all of the round trip is the way.
 */
export const workMs = ({
  dbRttMs,
  dbConcurrency,
}: Pick<Settings, 'dbRttMs' | 'dbConcurrency'>): number =>
  Number.isFinite(dbConcurrency) ? dbRttMs * 0.75 : 0;

export const hasWal = (s: Settings): boolean => s.variant === 'write-back' && s.wal !== 'off';
export const hasReplica = (s: Settings): boolean =>
  s.variant === 'write-back' && s.replication !== 'none';
export const hasCdc = (s: Settings): boolean => s.variant !== 'write-back' && s.cdc === 'on';
