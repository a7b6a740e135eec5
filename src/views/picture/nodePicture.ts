/** A node's box with all that it holds, as the page draws it. */
import type { HeldRow, Tone } from '../../flow/look.ts';
import type { Micros } from '../../kernel/time.ts';
import { sizeOf } from '../geometry/layout.ts';
import { type NodeView, ON_DISK, showsKept } from '../nodeViews.ts';
import { type TimerView, timeLeft } from '../timers.ts';
import type { Colour } from './colours.ts';
import { crowdPart } from './crowdPart.ts';
import { ICON_PATHS } from './icons.ts';
import { lanesPart } from './lanesPart.ts';
import { clipped, widthOf } from './letters.ts';
import { arc, circle, line, type Rect, rect, type Shape } from './shapes.ts';

export interface NodePart {
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const EDGE = 1.5;
const PAD = 12;
const HEAD = 36;
const STATE_LINE = 16.5;
const ROW_LINE = 19.5;
const ROWS_SHOWN = 5;
const RINGS_SHOWN = 3;

export const TONES: Readonly<Record<Tone, { readonly ground: Colour; readonly ink: Colour }>> = {
  good: { ground: 'good-ground', ink: 'reply' },
  warn: { ground: 'warn-ground', ink: 'command' },
  bad: { ground: 'bad-ground', ink: 'error' },
  quiet: { ground: 'quiet', ink: 'ink-2' },
};

/** With its left upper corner at a place. */
export function nodePart(node: NodeView, x: number, y: number, atUs: Micros): NodePart {
  const { width } = sizeOf(node);
  const inside = { x: x + EDGE, width: width - 2 * EDGE };
  const parts: Shape[] = [...headOf(node, x, y, width, atUs)];
  let bottom = y + EDGE + HEAD;
  const state = stateOf(node, inside.x + PAD, bottom, inside.width - 2 * PAD);
  parts.push(...state.shapes);
  bottom += state.height;
  const drawings = [
    node.crowd === null ? null : crowdPart(node.crowd, { ...inside, y: bottom, height: 0 }, atUs),
    node.lanes.length === 0
      ? null
      : lanesPart(node.lanes, { ...inside, y: bottom, height: 0 }, atUs),
  ];
  for (const drawing of drawings) {
    if (drawing === null) continue;
    parts.push(line(`M${inside.x} ${bottom}h${inside.width}`, { colour: 'line', width: 1 }));
    parts.push(...drawing.shapes);
    bottom += drawing.height;
  }
  const holds = holdsOf(node.holds, { ...inside, y: bottom, height: 0 });
  parts.push(...holds.shapes);
  const height = bottom + holds.height + EDGE - y;
  const box: Rect = {
    x: x + EDGE / 2,
    y: y + EDGE / 2,
    width: width - EDGE,
    height: height - EDGE,
  };
  return { height, shapes: [boxOf(node, box), ...parts] };
}

function boxOf({ status }: NodeView, box: Rect): Shape {
  switch (status) {
    case 'up':
      return rect(box, {
        radius: 12,
        fill: 'panel',
        stroke: { colour: 'line-strong', width: EDGE },
      });
    case 'paused':
      return rect(box, { radius: 12, fill: 'panel', stroke: { colour: 'command', width: EDGE } });
    case 'down':
      return rect(box, {
        radius: 12,
        fill: 'bad-ground',
        stroke: { colour: 'bad-line', width: EDGE, dash: [5, 4] },
      });
  }
}

function headOf(node: NodeView, x: number, y: number, width: number, atUs: Micros): Shape[] {
  const left = x + EDGE + 11;
  const top = y + EDGE + 9;
  const rings = ringsOf(node).slice(0, RINGS_SHOWN);
  const room = width - 2 * EDGE - 11 - 29 - 9 - rings.length * 20;
  return [
    rect({ x: left, y: top, width: 22, height: 22 }, { radius: 6, fill: 'quiet' }),
    {
      kind: 'path',
      d: ICON_PATHS[node.icon],
      at: { x: left + 4.5, y: top + 4.5, scale: 13 / 24 },
      stroke: { colour: 'ink', width: 2 },
    },
    {
      kind: 'text',
      x: left + 29,
      y: top + 15.7,
      text: clipped(node.title, room, 13.4, 'text'),
      size: 13,
      font: 'text',
      weight: 620,
      colour: node.status === 'down' ? 'error' : 'ink',
    },
    ...rings.flatMap((timer, i) => {
      const centre = x + width - EDGE - 9 - 8 - (rings.length - 1 - i) * 20;
      return ring(timer, centre, top + 11, atUs);
    }),
  ];
}

/** Timers that its queue draws have no ring of their own. */
function ringsOf({ timers, lanes }: NodeView): readonly TimerView[] {
  const drawn = new Set(lanes.flatMap(({ slots }) => slots.map(({ timer }) => timer?.id)));
  return timers.filter(({ id }) => !drawn.has(id));
}

const ring = (timer: TimerView, x: number, y: number, atUs: Micros): Shape[] => [
  circle(x, y, 6, { stroke: { colour: 'line', width: 2.5 } }),
  ...arc(x, y, 6, timeLeft(timer, atUs), { colour: 'background', width: 2.5 }),
  ...(timer.deadline ? [circle(x, y, 2, { fill: 'background' as const })] : []),
];

interface Word {
  readonly text: string;
  readonly colour: Colour;
  readonly weight: number;
}

/** What it is and where it stands; below, what is wrong with it. */
function stateOf(node: NodeView, x: number, y: number, width: number): NodePart {
  const { role, status, state, actors, moreActors, note } = node;
  const standing = status === 'up' ? (actors[0]?.state ?? state) : status;
  const strong = status === 'up' ? 'request' : status === 'down' ? 'error' : 'command';
  const atWork = actors.length + moreActors;
  const words = (text: string, colour: Colour, weight: number): Word[] =>
    text.split(' ').map((each) => ({ text: each, colour, weight }));
  const lines = [
    ...linesOf(
      [
        ...words(`${role} ·`, 'ink-2', 400),
        ...(standing === '' ? [] : words(standing, strong, 600)),
        ...(atWork > 1 ? words(`· ${atWork} at work`, 'ink-2', 400) : []),
      ],
      width,
    ),
    ...(note === '' ? [] : linesOf(words(note, 'error', 400), width)),
    ...(showsKept(node) ? linesOf(words(`${ON_DISK}:`, 'ink-2', 400), width) : []),
  ];
  const shapes = lines.flatMap((each, i) => {
    let left = x;
    return each.map(({ text, ...look }): Shape => {
      const shape: Shape = {
        kind: 'text',
        x: left,
        y: y + i * STATE_LINE + 12.2,
        text,
        size: 11,
        font: 'data',
        ...look,
      };
      left += widthOf(`${text} `, 11, 'data');
      return shape;
    });
  });
  return { height: lines.length * STATE_LINE + 9, shapes };
}

function linesOf(words: readonly Word[], width: number): Word[][] {
  const lines: Word[][] = [];
  let used = 0;
  for (const word of words) {
    const text = clipped(word.text, width, 11, 'data');
    const own = widthOf(text, 11, 'data');
    const space = widthOf(' ', 11, 'data');
    const line = lines.at(-1);
    if (line === undefined || used + space + own > width) {
      lines.push([{ ...word, text }]);
      used = own;
    } else {
      line.push({ ...word, text });
      used += space + own;
    }
  }
  return lines;
}

function holdsOf(rows: readonly HeldRow[], { x, y, width }: Rect): NodePart {
  if (rows.length === 0) return { height: 0, shapes: [] };
  const shown = rows.length > ROWS_SHOWN + 1 ? rows.slice(0, ROWS_SHOWN) : rows;
  const more = rows.length - shown.length;
  const top = y + 7;
  const shapes = shown.flatMap((row, i) =>
    heldRow(row, x + PAD, x + width - PAD, top + i * ROW_LINE),
  );
  if (more > 0) {
    shapes.push(dataText(`and ${more} more`, x + PAD, top + shown.length * ROW_LINE, 'ink-3'));
  }
  return {
    height: 7 + (shown.length + Number(more > 0)) * ROW_LINE + 8,
    shapes: [line(`M${x} ${y}h${width}`, { colour: 'line', width: 1 }), ...shapes],
  };
}

function heldRow({ label, value, tag }: HeldRow, left: number, right: number, y: number): Shape[] {
  const shapes: Shape[] = [];
  let end = right;
  if (tag !== undefined) {
    const width = widthOf(tag.text, 10, 'data') + 10;
    const { ground, ink } = TONES[tag.tone];
    end -= width;
    shapes.push(rect({ x: end, y: y + 2, width, height: 15 }, { radius: 4, fill: ground }), {
      ...dataText(tag.text, end + 5, y - 0.5, ink),
      size: 10,
    });
    end -= 6;
  }
  if (value !== '') {
    const text = clipped(value, end - left, 11.5, 'data');
    end -= widthOf(text, 11.5, 'data');
    shapes.push(dataText(text, end, y, 'ink'));
    end -= 6;
  }
  const room = end - left;
  if (label !== '' && room > 12) {
    shapes.push(dataText(clipped(label, room, 11.5, 'data'), left, y, 'ink'));
  }
  return shapes;
}

const dataText = (text: string, x: number, y: number, colour: Colour) =>
  ({ kind: 'text', x, y: y + 13.9, text, size: 11.5, font: 'data', colour }) as const;
