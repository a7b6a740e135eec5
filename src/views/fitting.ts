/** Which fixes and parameters are shown, and which of them first. */

import { type Fitted, fits } from '../flow/flow.ts';

interface Parted<T> {
  readonly first: readonly (readonly [string, T])[];
  readonly rest: readonly (readonly [string, T])[];
}

/** Those that belong to the variant alone come first; those of no variant in particular are the rest. */
export function fitting<T extends Fitted>(
  specs: Readonly<Record<string, T>>,
  variant: string,
  fixes: Readonly<Record<string, string>>,
): Parted<T> {
  const shown = Object.entries(specs).filter(([, spec]) => fits(spec, variant, fixes));
  const first = shown.filter(([, { variants }]) => variants !== undefined);
  const rest = shown.filter(([, { variants }]) => variants === undefined);
  return first.length === 0 ? { first: rest, rest: [] } : { first, rest };
}

/** At most `count` come first; but what a person has changed is never out of the way. */
export function withChanged<T>(
  { first, rest }: Parted<T>,
  count: number,
  isChanged: (name: string) => boolean,
): Parted<T> {
  const others = [...first.slice(count), ...rest];
  return {
    first: [...first.slice(0, count), ...others.filter(([name]) => isChanged(name))],
    rest: others.filter(([name]) => !isChanged(name)),
  };
}
