/** Which fixes and parameters are shown, and which of them first. */

interface Fitted {
  readonly variants?: readonly string[];
  readonly when?: Readonly<Record<string, readonly string[]>>;
}

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
  const shown = Object.entries(specs).filter(
    ([, { variants, when = {} }]) =>
      (variants?.includes(variant) ?? true) &&
      Object.entries(when).every(([fix, values]) => values.includes(fixes[fix] ?? '')),
  );
  const first = shown.filter(([, { variants }]) => variants !== undefined);
  const rest = shown.filter(([, { variants }]) => variants === undefined);
  return first.length === 0 ? { first: rest, rest: [] } : { first, rest };
}

/** What a person has changed is never out of the way. */
export function withChanged<T>(
  { first, rest }: Parted<T>,
  isChanged: (name: string) => boolean,
): Parted<T> {
  return {
    first: [...first, ...rest.filter(([name]) => isChanged(name))],
    rest: rest.filter(([name]) => !isChanged(name)),
  };
}
