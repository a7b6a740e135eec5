/** A run's choices by name and with types, as the machines of this family read them. */
import type { Choice } from '../../flow/flow.ts';
import { type SettingsOf, settingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';
import type { VariantId } from './variants.ts';

/** What there is before a run begins. */
export interface Seeding {
  /** Pages have been loaded, and show what the server has. */
  readonly loaded: boolean;
  /** Devices of person A begin without a network. */
  readonly offline: boolean;
  /** A comment waits in the outbox. */
  readonly stored: boolean;
  /** The server refuses more and more, from nothing to everything. */
  readonly ramp: boolean;
}

const SEEDING: Seeding = { loaded: true, offline: false, stored: false, ramp: false };

export type Settings = SettingsOf<VariantId, typeof fixes, typeof params> & Seeding;

export const stateSettings = (choice: Choice): Settings => ({
  ...settingsOf<Settings>(choice),
  ...SEEDING,
  ...(choice.workload.settings as Partial<Seeding> | undefined),
});

export const hasOutbox = ({ variant }: Settings): boolean =>
  variant === 'offline' || variant === 'kinds';
export const hasPrefs = ({ variant }: Settings): boolean =>
  variant === 'prefs' || variant === 'kinds';
export const hasComponent = ({ variant }: Settings): boolean => variant === 'kinds';
export const hasTodos = ({ variant }: Settings): boolean => variant !== 'prefs';

export const isOptimistic = ({ optimism }: Settings): boolean => optimism === 'on';
/** The page keeps what the server has apart from the open changes. */
export const isLayered = ({ revert }: Settings): boolean =>
  revert === 'layered' || revert === 'orderedLayer';
/** The server compares versions. */
export const matches = ({ conflict }: Settings): boolean =>
  conflict === 'version' || conflict === 'merge';
