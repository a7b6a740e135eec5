/** A queue in its node's box: in each lane its slots, the head at the right, where they leave. */
import type { Micros } from '../../kernel/time.ts';
import { type LaneView, placeInTime, type SlotView } from '../laneViews.ts';
import { timeLeft } from '../timers.ts';
import { formatTime } from '../words.ts';
import type { Colour } from './colours.ts';
import { CHEVRON_PATH } from './icons.ts';
import { widthOf } from './letters.ts';
import { arc, circle, line, type Rect, rect, type Shape } from './shapes.ts';

const LANE = 43;
const TITLES = 80;
const PAD = 12;
const PIPS_MAX = 5;

export function lanesPart(
  lanes: readonly LaneView[],
  { x, y, width }: Rect,
  atUs: Micros,
): { readonly height: number; readonly shapes: readonly Shape[] } {
  const shapes = lanes.flatMap((lane, i) => {
    const top = y + i * LANE;
    const middle = top + LANE / 2;
    const left = x + PAD + TITLES;
    const right = x + width - PAD;
    return [
      ...(i === 0 ? [] : [line(`M${x + PAD} ${top}H${right}`, { colour: 'line', width: 1 })]),
      { ...data(lane.title, x + PAD, middle + 4, 11.5, 'ink-2'), font: 'text' as const },
      {
        ...data(
          String(lane.count),
          x + PAD + widthOf(`${lane.title} `, 11.5, 'text') + 2,
          middle + 4,
          12.5,
          'ink',
        ),
        weight: 600,
      },
      ...(lane.lane === 'delayed'
        ? timeLine(lane, left + 10, right - 10, middle, atUs)
        : slotRow(lane, right, middle, atUs)),
    ];
  });
  return { height: lanes.length * LANE, shapes };
}

function slotRow({ lane, slots, more }: LaneView, right: number, y: number, atUs: Micros): Shape[] {
  const shapes: Shape[] = [];
  let end = right;
  if (lane === 'waiting' && slots.length > 0) {
    const at = { x: end - 9, y: y - 6, scale: 0.5 };
    shapes.push({ kind: 'path', d: CHEVRON_PATH, at, stroke: { colour: 'ink-3', width: 2 } });
    end -= 10;
  }
  for (const slot of slots) {
    const size = lane === 'inFlight' ? 32 : 28;
    shapes.push(...slotShapes(slot, lane, end - size / 2, y, size, atUs));
    end -= size + 3;
  }
  if (more > 0) shapes.push({ ...data(`+${more}`, end, y + 4, 11, 'ink-2'), anchor: 'end' });
  return shapes;
}

function slotShapes(
  { mark, attempts, urgent, bad, timer }: SlotView,
  lane: LaneView['lane'],
  x: number,
  y: number,
  size: number,
  atUs: Micros,
): Shape[] {
  const isDead = lane === 'dead';
  const ink: Colour = isDead || bad === true ? 'error' : urgent ? 'request' : 'ink';
  const edge: Colour = isDead ? 'bad-line' : urgent ? 'request' : 'line-strong';
  const ground =
    lane === 'inFlight'
      ? [
          circle(x, y, size / 2, { fill: 'warn-ground' }),
          ...(timer === null
            ? []
            : [
                circle(x, y, 14, { stroke: { colour: 'line', width: 3 } }),
                ...arc(x, y, 14, timeLeft(timer, atUs), { colour: 'command', width: 3 }),
              ]),
        ]
      : [
          rect(
            {
              x: x - size / 2 + 0.75,
              y: y - size / 2 + 0.75,
              width: size - 1.5,
              height: size - 1.5,
            },
            {
              radius: 6,
              fill: isDead ? 'bad-ground' : 'panel-sunk',
              stroke: { colour: edge, width: 1.5 },
            },
          ),
        ];
  const pips = Math.min(attempts, PIPS_MAX);
  return [
    ...ground,
    { ...data(mark, x, y + 3.8, 11, ink), weight: 600, anchor: 'middle' },
    ...Array.from({ length: pips }, (_, i) =>
      circle(x + (i - (pips - 1) / 2) * 4.5, y + size / 2 - 4.5, 1.5, { fill: ink }),
    ),
  ];
}

/** What is not yet due, by its time: now is at the right. */
function timeLine(
  { slots, more, spanUs }: LaneView,
  left: number,
  right: number,
  y: number,
  atUs: Micros,
): Shape[] {
  const axis = y + 11;
  return [
    line(`M${left - 8} ${axis}H${right}`, { colour: 'control', width: 1.5, dash: [3, 3] }),
    line(`M${right} ${axis - 6}V${axis + 1}`, { colour: 'ink-3', width: 2 }),
    data(spanUs === 0 ? '' : formatTime(spanUs), left - 8, axis + 10, 9.5, 'ink-3'),
    { ...data('now', right + 9, axis + 10, 9.5, 'ink-3'), anchor: 'end' },
    ...slots.toReversed().flatMap((slot): Shape[] => {
      const x = right - placeInTime(slot, spanUs, atUs) * (right - left);
      const width = widthOf(slot.mark, 10.5, 'data') + 9;
      const edge = slot.urgent ? 'request' : 'control';
      return [
        line(`M${x} ${y}V${axis}`, { colour: 'control', width: 1.5 }),
        rect(
          { x: x - width / 2, y: y - 16, width, height: 17 },
          { radius: 5, fill: 'panel', stroke: { colour: edge, width: 1.5 } },
        ),
        {
          ...data(slot.mark, x, y - 3.8, 10.5, slot.bad === true ? 'error' : 'ink'),
          weight: 600,
          anchor: 'middle',
        },
      ];
    }),
    ...(more > 0 ? [data(`+${more}`, left + (right - left) * 0.45, axis + 10, 9.5, 'ink-2')] : []),
  ];
}

const data = (text: string, x: number, y: number, size: number, colour: Colour) =>
  ({ kind: 'text', x, y, text, size, font: 'data', colour }) as const;
