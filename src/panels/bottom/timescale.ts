/** True time on the timeline: from instants to pixels and back, and the marks of its axis. */
import type { Micros } from '../../kernel/time.ts';

export interface TimeScale {
  /** Pixels before the first instant: where the names of the lifelines stand. */
  readonly left: number;
  readonly width: number;
  readonly endUs: Micros;
}

export const xOf = (scale: TimeScale, atUs: Micros): number =>
  scale.left + (scale.endUs > 0 ? (atUs / scale.endUs) * scale.width : 0);

export const atX = (scale: TimeScale, x: number): Micros =>
  Math.round(Math.min(1, Math.max(0, (x - scale.left) / scale.width)) * scale.endUs);

const MARK_EVERY_PX = 72;

/** Instants for the axis: 1, 2 or 5 times a power of ten apart, as dense as they can be read. */
export function marksOf({ width, endUs }: TimeScale): readonly Micros[] {
  if (endUs <= 0 || width <= 0) return [];
  const wanted = (endUs / width) * MARK_EVERY_PX;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= wanted) ?? wanted;
  const marks: Micros[] = [];
  for (let at = 0; at <= endUs; at += step) marks.push(at);
  return marks;
}
