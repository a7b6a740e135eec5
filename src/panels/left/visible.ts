import type { Guide } from '../../playback/state.ts';

/** Without what whoever leads has hidden. */
export function visible<T>(
  specs: Readonly<Record<string, T>>,
  kind: 'fix' | 'param',
  guide: Guide | null,
): Readonly<Record<string, T>> {
  const hidden = guide?.hidden ?? [];
  return Object.fromEntries(
    Object.entries(specs).filter(([name]) => !hidden.includes(`${kind}:${name}`)),
  );
}
