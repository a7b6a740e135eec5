/** Messages under way, and the links that they take. */
import type { MessageKind } from '../../flow/message.ts';
import type { EntryId } from '../../kernel/entry.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Trace } from '../../kernel/trace.ts';
import { along, type Point, pathOf, type Route } from '../geometry/curve.ts';
import { DROPPED_AT, lanesOf, PILL_MARGIN, pairOf, placeIn } from '../geometry/lanes.ts';
import type { Pair } from '../geometry/layout.ts';
import { lifelinesOf } from '../lifelines.ts';
import type { LinkView } from '../linkViews.ts';
import { type MessageInFlight, waySoFar } from '../messages.ts';
import type { Scene } from '../scene.ts';
import type { Colour } from './colours.ts';
import { CROSS_PATH, GAUGE_PATH } from './icons.ts';
import { widthOf } from './letters.ts';
import { circle, line, n, type Rect, rect, type Shape, type Stroke } from './shapes.ts';

const LINES = {
  cut: { colour: 'error', width: 1.6, dash: [5, 5] },
  slow: { colour: 'command', width: 1.6, dash: [12, 4] },
  lossy: { colour: 'command', width: 1.6, dash: [2, 5] },
} as const satisfies Record<string, Stroke>;

export function linkLine({ faults }: LinkView, { curve }: Route): Shape {
  const kind = faults[0]?.kind;
  const befallen = kind === 'cut' || kind === 'slow' || kind === 'lossy' ? LINES[kind] : undefined;
  return line(pathOf(curve), befallen ?? { colour: 'link', width: 1.6 });
}

/** The sign of what befalls it, with its words. */
export function linkSign({ faults }: LinkView, route: Route): Shape[] {
  const [first] = faults;
  if (first === undefined) return [];
  const { x, y } = along(route, 0.5);
  const text = faults.map(({ words }) => words).join(', ');
  const isCut = first.kind === 'cut';
  return [
    circle(x, y, 12, { fill: isCut ? 'error' : 'command' }),
    {
      kind: 'path',
      d: isCut ? CROSS_PATH : GAUGE_PATH,
      at: { x: x - 7.5, y: y - 7.5, scale: 15 / 24 },
      stroke: { colour: 'on-kind', width: 2 },
    },
    rect(
      { x: x + 17, y: y - 9, width: widthOf(text, 10.5, 'data') + 10, height: 18 },
      { radius: 4, fill: 'bg' },
    ),
    { ...label(text, x + 22, y + 3.8, 10.5, 'error') },
  ];
}

/** With so many under way nobody can read their words: from here on each is a dot, as on the page. */
const CROWD_FROM = 40;

interface Placed {
  readonly shapes: readonly Shape[];
  /** What it covers. */
  readonly rect: Rect;
}

export function messageParts(
  scene: Scene,
  messages: readonly MessageInFlight[],
  pairs: readonly Pair[],
  routes: ReadonlyMap<string, Route>,
  atUs: Micros,
): Placed[] {
  const levels = levelsOf(scene.trace, scene, pairs);
  const own = messages.map(({ send }) => [send, levels.get(send) ?? 0] as const);
  const lanes = lanesOf(messages, pairs, routes, new Map(own));
  const areDots = messages.length >= CROWD_FROM;
  return messages.flatMap((message): Placed[] => {
    const lane = lanes.get(message.send);
    const part = waySoFar(message, atUs);
    if (lane === undefined || (message.doomed && part > DROPPED_AT)) return [];
    const place = placeIn(lane, PILL_MARGIN + part * (1 - 2 * PILL_MARGIN));
    return [areDots ? dot(message.kind, place) : pill(message, place)];
  });
}

/**
 * The lane of each message, from what was under way when it set out: a function of the trace, so
 * that a pill keeps its lane from one frame to the next.
 */
function levelsOf(
  trace: Trace,
  scene: Scene,
  pairs: readonly Pair[],
): ReadonlyMap<EntryId, number> {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const levels = new Map<EntryId, number>();
  const open = new Map<string, Map<EntryId, { level: number; end: EntryId }>>();
  for (const { send, end, from, to } of lifelinesOf(scene).messages) {
    const pair = pairOf(pairs, { from, to })?.id ?? '';
    const here = open.get(pair) ?? new Map<EntryId, { level: number; end: EntryId }>();
    open.set(pair, here);
    for (const [id, other] of here) if (other.end >= 0 && other.end < send) here.delete(id);
    const taken = new Set(Array.from(here.values(), ({ level }) => level));
    let level = 0;
    while (taken.has(level)) level++;
    here.set(send, { level, end });
    levels.set(send, level);
  }
  known.set(trace, levels);
  return levels;
}
const known = new WeakMap<Trace, ReadonlyMap<EntryId, number>>();

const HEIGHT = 27.5;
const CROSS_WIDTH = 16;

/** Filled, with a cross, with a tail, outlined, dashed: a kind is known without its colour. */
function pill({ label: text, kind, bent }: MessageInFlight, { x, y }: Point): Placed {
  const words = widthOf(text, 10.5, 'data');
  const cross = kind === 'error' ? CROSS_WIDTH : 0;
  const bend = bent === null ? 0 : widthOf(bent, 9.5, 'data') + 8;
  const width = words + 21 + cross + (bent === null ? 0 : bend + 4);
  const box = { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
  const left = box.x + 10.5;
  const isOutlined = kind === 'command' || kind === 'background';
  const ink: Colour = isOutlined ? kind : 'on-kind';
  const inner = { x: box.x + 0.75, y: box.y + 0.75, width: width - 1.5, height: HEIGHT - 1.5 };
  return {
    rect: box,
    shapes: [
      ...(bent === null
        ? []
        : [
            rect(
              { x: box.x - 3, y: box.y - 3, width: width + 6, height: HEIGHT + 6 },
              { radius: isOutlined ? 6 : 17, fill: 'bad-ground' },
            ),
          ]),
      rect(inner, {
        radius: isOutlined ? 4 : kind === 'push' ? [14, 14, 14, 2] : 14,
        fill: isOutlined ? 'panel' : kind,
        stroke: {
          colour: kind,
          width: 1.5,
          ...(kind === 'background' && { dash: [4, 3] }),
        },
      }),
      ...(cross === 0
        ? []
        : [
            {
              kind: 'path' as const,
              d: CROSS_PATH,
              at: { x: left, y: y - 6, scale: 0.5 },
              stroke: { colour: ink, width: 2 },
            },
          ]),
      label(text, left + cross, y + 3.8, 10.5, ink),
      ...(bent === null
        ? []
        : [
            rect(
              { x: left + cross + words + 4, y: y - 7.5, width: bend, height: 15 },
              { radius: 4, fill: 'panel' },
            ),
            label(bent, left + cross + words + 8, y + 3.4, 9.5, 'error'),
          ]),
    ],
  };
}

const R = 4;

function dot(kind: MessageKind, { x, y }: Point): Placed {
  const stroke = { colour: kind, width: 2 };
  const box = { x: x - R, y: y - R, width: 2 * R, height: 2 * R };
  return { rect: box, shapes: [dotShape(kind, x, y, stroke)] };
}

function dotShape(kind: MessageKind, x: number, y: number, stroke: Stroke): Shape {
  switch (kind) {
    case 'request':
      return circle(x, y, R, { fill: kind });
    case 'reply':
      return circle(x, y, R - 1, { stroke });
    case 'error':
      return line(`M${n(x - R)} ${n(y - R)}l8 8m0 -8l-8 8`, stroke);
    case 'push':
      return { kind: 'path', d: `M${n(x)} ${n(y - R)}l4 8h-8z`, fill: kind };
    case 'command':
      return rect({ x: x - R + 1, y: y - R + 1, width: 6, height: 6 }, { stroke });
    case 'background':
      return rect({ x: x - 2, y: y - 2, width: 4, height: 4 }, { stroke });
  }
}

const label = (text: string, x: number, y: number, size: number, colour: Colour) =>
  ({ kind: 'text', x, y, text, size, font: 'data', weight: 600, colour }) as const;
