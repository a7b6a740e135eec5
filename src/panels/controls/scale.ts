/** Where a number stands on a slider, and which number stands at a place: linear or logarithmic. */

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly log?: boolean;
  /** One more notch at the end, which is `Infinity`. */
  readonly endless?: boolean;
}

/** Notches of a slider; the endless one comes after the last. */
export const NOTCHES = 100;
export const lastNotch = (scale: Scale): number => NOTCHES + (scale.endless ? 1 : 0);

/** A logarithm of zero is nowhere: a scale that starts at or below zero counts from one. */
const shift = ({ min }: Scale): number => (min > 0 ? 0 : 1 - min);

export function notchOf(value: number, scale: Scale): number {
  if (value === Number.POSITIVE_INFINITY) return lastNotch(scale);
  const { min, max, log } = scale;
  const inside = Math.min(max, Math.max(min, value));
  if (min === max) return 0;
  if (!log) return ((inside - min) / (max - min)) * NOTCHES;
  const by = shift(scale);
  return (Math.log((inside + by) / (min + by)) / Math.log((max + by) / (min + by))) * NOTCHES;
}

export function valueAt(notch: number, scale: Scale): number {
  if (scale.endless && notch > NOTCHES) return Number.POSITIVE_INFINITY;
  const { min, max, log } = scale;
  const part = Math.min(1, Math.max(0, notch / NOTCHES));
  if (!log) return settle(min + part * (max - min), scale);
  const by = shift(scale);
  return settle((min + by) * ((max + by) / (min + by)) ** part - by, scale);
}

/** Inside the bounds and on a step; on a log scale without a step, two digits that count. */
export function settle(value: number, scale: Scale): number {
  if (value === Number.POSITIVE_INFINITY) return scale.endless ? value : scale.max;
  const { min, max, step, log } = scale;
  const digits = log && Math.abs(value) >= 10 ? Number(value.toPrecision(2)) : value;
  const size = step ?? (max - min <= 1 ? 0.01 : 1);
  const stepped = min + Math.round((digits - min) / size) * size;
  // A sum of steps such as 0.1 is not quite the number that one would write.
  return Math.min(max, Math.max(min, Number(stepped.toPrecision(12))));
}
