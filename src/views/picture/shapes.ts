/**
 * A picture as plain data: what stands where, in pixels. It is written as SVG, or painted on a
 * canvas frame by frame; both show the same.
 */
import type { Colour } from './colours.ts';

/** Words are set in the page's text type, names and numbers in its even type. */
export const FONTS = {
  text: "'Inter Variable', Inter, system-ui, sans-serif",
  data: "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, Menlo, monospace",
} as const;
export type Font = keyof typeof FONTS;

export interface Stroke {
  readonly colour: Colour;
  readonly width: number;
  readonly dash?: readonly number[];
}

interface Look {
  readonly fill?: Colour;
  readonly stroke?: Stroke;
}

export interface PathShape extends Look {
  readonly kind: 'path';
  /** As SVG writes it. */
  readonly d: string;
  /** Where its origin stands, and how large one of its units is. */
  readonly at?: { readonly x: number; readonly y: number; readonly scale: number };
}

export interface TextShape {
  readonly kind: 'text';
  readonly x: number;
  /** Of the line that letters stand on. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly font: Font;
  readonly weight?: number;
  readonly colour: Colour;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export type Shape = PathShape | TextShape;

export interface Picture {
  /** What it is, for those who do not see it. */
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly ground: Colour;
  readonly shapes: readonly Shape[];
}

export const rect = (
  { x, y, width, height }: Rect,
  look: Look & { readonly radius?: number | readonly [number, number, number, number] },
): PathShape => {
  const { radius = 0, ...rest } = look;
  const corners = typeof radius === 'number' ? [radius, radius, radius, radius] : radius;
  const most = Math.min(width, height) / 2;
  const [a = 0, b = 0, c = 0, d = 0] = corners.map((each) => Math.min(each, most));
  const [right, bottom] = [x + width, y + height];
  const corner = (r: number, toX: number, toY: number): string =>
    r === 0 ? '' : `A${n(r)} ${n(r)} 0 0 1 ${n(toX)} ${n(toY)}`;
  return {
    kind: 'path',
    d: [
      `M${n(x + a)} ${n(y)}H${n(right - b)}${corner(b, right, y + b)}`,
      `V${n(bottom - c)}${corner(c, right - c, bottom)}`,
      `H${n(x + d)}${corner(d, x, bottom - d)}`,
      `V${n(y + a)}${corner(a, x + a, y)}Z`,
    ].join(''),
    ...rest,
  };
};

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest that holds both. */
export function united(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

export const circle = (x: number, y: number, r: number, look: Look): PathShape => ({
  kind: 'path',
  d: `M${n(x - r)} ${n(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  ...look,
});

export const line = (d: string, stroke: Stroke): PathShape => ({ kind: 'path', d, stroke });

/** A part of a circle, from the top on, clockwise; `part` is in [0, 1]. */
export function arc(x: number, y: number, r: number, part: number, stroke: Stroke): PathShape[] {
  if (part <= 0) return [];
  if (part >= 1) return [circle(x, y, r, { stroke })];
  const angle = part * 2 * Math.PI;
  const end = `${n(x + r * Math.sin(angle))} ${n(y - r * Math.cos(angle))}`;
  return [line(`M${n(x)} ${n(y - r)}A${r} ${r} 0 ${part > 0.5 ? 1 : 0} 1 ${end}`, stroke)];
}

/** Hundredths of a pixel: the same text on every machine. */
export const n = (value: number): string => String(Math.round(value * 100) / 100 + 0);
