/** A run's choices by name and with types, as the machines of this family read them. */
import type { Choice } from '../../flow/flow.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export const VARIANTS = ['websocket', 'sse', 'long-polling', 'polling', 'contention'] as const;
export type Variant = (typeof VARIANTS)[number];

type FixValues = {
  readonly [name in keyof typeof fixes]: (typeof fixes)[name]['values'][number];
};
type ParamValues = { readonly [name in keyof typeof params]: number };

export type Settings = { readonly variant: Variant } & FixValues & ParamValues;

/** Spans and counts may be `Infinity`. */
export function settingsOf({ variant, fixes, params }: Choice): Settings {
  // The contract has filled in every fix and parameter that the two tables name.
  return { variant, ...fixes, ...params } as unknown as Settings;
}
