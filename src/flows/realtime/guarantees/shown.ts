/** Which publications a client shows, as its facts tell it; shared by R1, R1+, R2 and DROP. */
import type { Member } from './roster.ts';

export interface Shown extends Member {
  /** Of publications up to this number nothing is known. */
  readonly floor: number;
  /** The newest that is shown. */
  readonly upTo: number;
  /** Those between floor and `upTo` that are not, the newest `MOST_MISSING`. */
  readonly missing: readonly number[];
}

const MOST_MISSING = 32;

export const shownFrom = (actor: string, floor: number): Shown => ({
  actor,
  floor,
  upTo: floor,
  missing: [],
});

/** One publication was applied. */
export function withApplied(shown: Shown, n: number): Shown {
  if (n > shown.upTo) return { ...stretched(shown, n), upTo: n };
  const missing = shown.missing.filter((each) => each !== n);
  return missing.length === shown.missing.length ? shown : { ...shown, missing };
}

/** Everything up to this one is shown, as a whole. */
export function withWhole(shown: Shown, upTo: number): Shown {
  const missing = shown.missing.filter((each) => each > upTo);
  return { ...shown, missing, upTo: Math.max(shown.upTo, upTo) };
}

/** Everything up to this one is covered by a snapshot, yet was not applied. */
export function withSkipped(shown: Shown, upTo: number): Shown {
  return upTo <= shown.upTo ? shown : { ...stretched(shown, upTo + 1), upTo };
}

export const isShown = ({ floor, upTo, missing }: Shown, n: number): boolean =>
  n > floor && n <= upTo && !missing.includes(n);

export const lacks = ({ floor, upTo, missing }: Shown, n: number): boolean =>
  n > floor && (n > upTo || missing.includes(n));

function stretched(shown: Shown, next: number): Shown {
  const first = Math.max(shown.upTo + 1, next - MOST_MISSING);
  const gap = Array.from({ length: Math.max(0, next - first) }, (_, i) => first + i);
  const missing = [...shown.missing, ...gap];
  if (missing.length <= MOST_MISSING) return { ...shown, missing };
  const kept = missing.slice(-MOST_MISSING);
  return { ...shown, missing: kept, floor: Math.max(shown.floor, (kept[0] ?? next) - 1) };
}
