/** An instant or a span of virtual time: a whole number of microseconds. */
export type Micros = number;

export const MS = 1_000;
export const SECOND = 1_000_000;

/** Rounds to the nearest microsecond. Throws on what is not a finite number. */
export function fromMs(ms: number): Micros {
  if (!Number.isFinite(ms)) throw new RangeError(`A span must be a finite number, not ${ms}.`);
  return Math.round(ms * MS);
}
