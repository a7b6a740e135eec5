/** A run's choices by name and with types, as the machines of this family read them. */
import type { SettingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export const VARIANTS = ['standard'] as const;
export type Variant = (typeof VARIANTS)[number];

export type Settings = SettingsOf<Variant, typeof fixes, typeof params>;

export const hasWorker = ({ payOrder }: Settings): boolean => payOrder === 'outbox';

/** The key under which the provider is to know a charge. */
export const providerKey = (s: Settings, key: string, refunds: number): string | null => {
  if (s.providerKey === 'off') return null;
  return s.freshKeyAfterRefund === 'on' && refunds > 0 ? `${key}.${refunds}` : key;
};
