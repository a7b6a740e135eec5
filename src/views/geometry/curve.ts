/** The way of a link between two boxes, and the places along it. All in the diagram's own pixels. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
  /** How high it is with what it usually holds; `NOMINAL_HEIGHT` when left out. */
  readonly nominalHeight?: number;
}

/** A cubic Bézier curve, from one box to the other. */
export interface Curve {
  readonly from: Point;
  readonly bend1: Point;
  readonly bend2: Point;
  readonly to: Point;
}

/** Where links leave a box on its sides: at its name, which stays when its contents grow. */
const ANCHOR_Y = 34;
const GAP_BETWEEN_ANCHORS = 22;

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** Boxes grow with what they hold; which sides face each other does not change with it. */
export const NOMINAL_HEIGHT = 110;

/** Less room than this between two boxes, and a pill has no place there. */
const GAP_FOR_A_PILL = 60;

type Facing = readonly [Side, Side];

/** The sides that face each other, and after them those that do as well where the way between these is hidden. */
export function facings(a: Box, b: Box): readonly [Facing, ...Facing[]] {
  const sideways = Math.max(b.x - a.x - a.width, a.x - b.x - b.width);
  const upper = a.y < b.y ? a : b;
  const upDown = Math.abs(b.y - a.y) - (upper.nominalHeight ?? NOMINAL_HEIGHT);
  // So close beside each other a message would cover both: it goes round above them.
  if (sideways >= 0 && sideways < GAP_FOR_A_PILL && upDown < 0) return [['top', 'top']];
  const beside: Facing = b.x > a.x ? ['right', 'left'] : ['left', 'right'];
  const below: Facing = b.y > a.y ? ['bottom', 'top'] : ['top', 'bottom'];
  if (sideways >= upDown) return upDown < GAP_FOR_A_PILL ? [beside] : [beside, below];
  return sideways < GAP_FOR_A_PILL ? [below] : [below, beside];
}

/** How much of a way lies behind a box as high as it usually is: of `SAMPLES` places along it. */
export function hiddenBehind({ curve }: Route, { x, y, width, nominalHeight }: Box): number {
  const height = nominalHeight ?? NOMINAL_HEIGHT;
  let hidden = 0;
  for (let i = 1; i < SAMPLES; i++) {
    const place = bezier(curve, i / SAMPLES);
    const isInside = place.x > x && place.x < x + width && place.y > y && place.y < y + height;
    if (isInside) hidden++;
  }
  return hidden;
}

/** `place` counts from the middle: 0 is the only one, -0.5 and 0.5 are two. */
export function anchorOf(box: Box, side: Side, place: number): Point {
  switch (side) {
    case 'left':
      return { x: box.x, y: box.y + ANCHOR_Y + place * GAP_BETWEEN_ANCHORS };
    case 'right':
      return { x: box.x + box.width, y: box.y + ANCHOR_Y + place * GAP_BETWEEN_ANCHORS };
    case 'top':
      return { x: box.x + box.width / 2 + place * GAP_BETWEEN_ANCHORS * 2, y: box.y };
    case 'bottom':
      return { x: box.x + box.width / 2 + place * GAP_BETWEEN_ANCHORS * 2, y: box.y + box.height };
  }
}

export function curveBetween(from: Point, fromSide: Side, to: Point, toSide: Side): Curve {
  const isUpright = fromSide === 'top' || fromSide === 'bottom';
  const gap = Math.abs(isUpright ? to.y - from.y : to.x - from.x);
  // In a narrow gap a far bend would lead into the boxes at its sides.
  const most = fromSide === toSide ? Number.POSITIVE_INFINITY : gap * 1.6;
  const reach = Math.max(24, Math.min(most, Math.hypot(to.x - from.x, to.y - from.y) * 0.36));
  return { from, bend1: bend(from, fromSide, reach), bend2: bend(to, toSide, reach), to };
}

function bend({ x, y }: Point, side: Side, reach: number): Point {
  switch (side) {
    case 'left':
      return { x: x - reach, y };
    case 'right':
      return { x: x + reach, y };
    case 'top':
      return { x, y: y - reach };
    case 'bottom':
      return { x, y: y + reach };
  }
}

export function pathOf({ from, bend1, bend2, to }: Curve): string {
  const at = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${at(from)} C${at(bend1)} ${at(bend2)} ${at(to)}`;
}

/** A curve measured, so that equal parts of it are equally long. */
export interface Route {
  readonly curve: Curve;
  /** The length from the start to each of `SAMPLES + 1` evenly spaced values of t. */
  readonly lengths: Float64Array;
}

const SAMPLES = 32;

export function measure(curve: Curve): Route {
  const lengths = new Float64Array(SAMPLES + 1);
  let last = curve.from;
  for (let i = 1; i <= SAMPLES; i++) {
    const next = bezier(curve, i / SAMPLES);
    lengths[i] = (lengths[i - 1] ?? 0) + Math.hypot(next.x - last.x, next.y - last.y);
    last = next;
  }
  return { curve, lengths };
}

/** The place after `part` of the way, in [0, 1], by length: even motion looks even. */
export function along(route: Route, part: number): Point {
  return bezier(route.curve, steadily(route, part));
}

/** The direction there, of length 1. */
export function heading(route: Route, part: number): Point {
  const t = Math.min(0.98, Math.max(0.02, steadily(route, part)));
  const before = bezier(route.curve, t - 0.02);
  const after = bezier(route.curve, t + 0.02);
  const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
  return { x: (after.x - before.x) / length, y: (after.y - before.y) / length };
}

/** The curve's own t at a part of its length. */
function steadily({ lengths }: Route, part: number): number {
  const total = lengths[SAMPLES] ?? 0;
  const wanted = Math.min(1, Math.max(0, part)) * total;
  let low = 0;
  let high = SAMPLES;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((lengths[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  const before = lengths[low] ?? 0;
  const span = (lengths[high] ?? 0) - before;
  return (low + (span > 0 ? (wanted - before) / span : 0)) / SAMPLES;
}

function bezier({ from, bend1, bend2, to }: Curve, t: number): Point {
  const s = 1 - t;
  const a = s * s * s;
  const b = 3 * s * s * t;
  const c = 3 * s * t * t;
  const d = t * t * t;
  return {
    x: a * from.x + b * bend1.x + c * bend2.x + d * to.x,
    y: a * from.y + b * bend1.y + c * bend2.y + d * to.y,
  };
}
