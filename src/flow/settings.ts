/** A run's choices by name and with types, as the machines of a family read them. */
import type { Choice, FixSpec, ParamSpec } from './flow.ts';

type FixTable = Readonly<Record<string, FixSpec>>;
type ParamTable = Readonly<Record<string, ParamSpec>>;

/**
 * The variant, the value of each fix and the number of each parameter, by name. Spans and counts
 * may be `Infinity`. `Fixes` and `Params` are the types of the flow's own tables.
 */
export type SettingsOf<
  Variant extends string,
  Fixes extends FixTable,
  Params extends ParamTable,
> = {
  readonly variant: Variant;
} & { readonly [name in keyof Fixes]: Fixes[name]['values'][number] } & {
  readonly [name in keyof Params]: number;
};

/** Pure. `Settings` is a `SettingsOf` the flow's own tables. */
export function settingsOf<Settings>({ variant, fixes, params }: Choice): Settings {
  // The contract has filled in every fix and parameter that the flow's tables name.
  return { variant, ...fixes, ...params } as unknown as Settings;
}
