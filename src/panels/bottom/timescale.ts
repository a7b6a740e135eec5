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

/** The span of time that lies within so many pixels. */
export const usOf = ({ width, endUs }: TimeScale, px: number): Micros =>
  Math.round((px / width) * endUs);

/** How far an arrow key moves a mark, alone or with Shift. */
export const stepBy = ({ endUs }: TimeScale, far: boolean): Micros =>
  Math.round(endUs * (far ? 0.05 : 0.005));

/** A hand that presses is not quite still. */
export const DRAG_FROM_PX = 4;

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
