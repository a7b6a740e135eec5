/** A run's choices by name and with types, as the machines of this family read them. */
import type { SettingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export const VARIANTS = ['standard'] as const;
export type Variant = (typeof VARIANTS)[number];

export type Settings = SettingsOf<Variant, typeof fixes, typeof params>;

export const hasWorker = ({ payOrder }: Settings): boolean => payOrder === 'outbox';
