/** A part of the run as a message sequence diagram: one after the other, not to scale. */
import { lifelinesOf, type Segment, segmentLabel } from '../lifelines.ts';
import { runTitle } from '../runWords.ts';
import type { Scene } from '../scene.ts';
import { type SequencePlan, type Span, sequencePlan, WHOLE } from '../sequencePlan.ts';
import { capitalised, formatClock } from '../words.ts';
import { clipped, widthOf } from './letters.ts';
import { line, n, type Picture, rect, type Shape } from './shapes.ts';

/** More lines than a reader can take in: of a longer part, the last. */
export const LINES_MAX = 600;

const LINE = 20;
const HEAD = 52;
const TITLES = 34;
const CLOCKS = 78;
const COLUMN_MIN = 150;
const PAD = 20;

export function sequencePicture(scene: Scene, wanted: Span = WHOLE): Picture {
  const { rows, nodeSpans } = lifelinesOf(scene);
  const { plan, left } = planOf(scene, wanted);
  const { entries } = scene.trace;
  const labels = plan.segments.map(({ segment }) => segmentLabel(scene, segment));
  const longest = Math.max(0, ...labels.map((each) => widthOf(each, 10.5, 'data')));
  const titles = Math.max(...rows.map(({ title }) => widthOf(title, 12.5, 'text')));
  const column = Math.max(COLUMN_MIN, Math.min(300, longest + 36), titles + 28);
  const width = Math.ceil(Math.max(640, CLOCKS + rows.length * column + PAD));
  const top = HEAD + TITLES + 18;
  const yOf = (at: number): number => top + at * LINE;
  const bottom = yOf(Math.max(1, plan.lineCount)) + 8;
  const xs = new Map(rows.map(({ node }, i) => [node, CLOCKS + column * (i + 0.5)]));
  const last = entries[plan.order.at(-1) ?? -1]?.atUs ?? scene.trace.endUs;
  const first = entries[plan.order[0] ?? 0]?.atUs ?? 0;
  return {
    title: `${runTitle(scene)}, from ${formatClock(first)} to ${formatClock(last)}`,
    description: `${plan.segments.length} messages between ${rows.map(({ title }) => title).join(', ')}.`,
    width,
    height: Math.ceil(bottom + PAD),
    ground: 'panel',
    shapes: [
      ...headOf(scene, width, first, last, left),
      ...rows.flatMap(({ node, title }): Shape[] => {
        const x = xs.get(node) ?? 0;
        return [
          line(`M${n(x)} ${HEAD + TITLES}V${n(bottom)}`, { colour: 'line-strong', width: 1.2 }),
          {
            kind: 'text',
            x,
            y: HEAD + 24,
            text: title,
            size: 12.5,
            font: 'text',
            weight: 620,
            colour: 'ink',
            anchor: 'middle',
          },
        ];
      }),
      ...nodeSpans.flatMap(({ node, what, fromUs, toUs }): Shape[] => {
        const [from, to] = [fromUs, toUs].map((us) => scene.trace.indexAt(us));
        const begin = plan.lineAfter(from ?? 0);
        const end = plan.lineAfter(to ?? 0);
        if (end <= begin) return [];
        const box = {
          x: (xs.get(node) ?? 0) - 5,
          y: yOf(begin),
          width: 10,
          height: yOf(end) - yOf(begin),
        };
        const isDown = what === 'down';
        return [
          rect(box, {
            radius: 3,
            fill: isDown ? 'bad-ground' : 'warn-ground',
            stroke: { colour: isDown ? 'error' : 'command', width: 1, dash: [3, 2] },
          }),
        ];
      }),
      ...clocksOf(scene, plan, yOf),
      ...plan.segments.flatMap(({ segment, line: from, endLine }, i) =>
        arrow(segment, labels[i] ?? '', xs, yOf(from), yOf(endLine), column),
      ),
      ...plan.marks.flatMap(({ line: at, words, tone }): Shape[] => {
        const colour = tone === 'brokenMark' ? 'error' : 'command';
        const text = clipped(capitalised(words), width - CLOCKS - PAD, 10.5, 'data');
        return [
          line(`M${CLOCKS} ${yOf(at)}H${width - PAD}`, {
            colour,
            width: 1.4,
            ...(tone === 'faultMark' && { dash: [5, 4] }),
          }),
          rect(
            { x: CLOCKS, y: yOf(at) - 15, width: widthOf(text, 10.5, 'data') + 8, height: 14 },
            { radius: 3, fill: 'panel' },
          ),
          {
            kind: 'text',
            x: CLOCKS + 4,
            y: yOf(at) - 4.5,
            text,
            size: 10.5,
            font: 'data',
            weight: 600,
            colour,
          },
        ];
      }),
    ],
  };
}

/** At most `LINES_MAX` lines, the last; `left` messages are not among them. */
function planOf(scene: Scene, wanted: Span): { plan: SequencePlan; left: number } {
  const plan = sequencePlan(scene, wanted);
  const from = plan.order.at(-LINES_MAX);
  if (plan.lineCount <= LINES_MAX || from === undefined) return { plan, left: 0 };
  const shorter = sequencePlan(scene, { ...wanted, from });
  return { plan: shorter, left: plan.segments.length - shorter.segments.length };
}

function headOf(scene: Scene, width: number, fromUs: number, toUs: number, left: number): Shape[] {
  const span = `${formatClock(fromUs)} to ${formatClock(toUs)}`;
  const words = left === 0 ? span : `${left} messages before, ${span}`;
  const room = width - 3 * PAD - widthOf(words, 12, 'data');
  return [
    {
      kind: 'text',
      x: PAD,
      y: 32,
      text: clipped(runTitle(scene), room, 15, 'text'),
      size: 15,
      font: 'text',
      weight: 640,
      colour: 'ink',
    },
    {
      kind: 'text',
      x: width - PAD,
      y: 32,
      text: words,
      size: 12,
      font: 'data',
      colour: 'ink-2',
      anchor: 'end',
    },
    line(`M0 ${HEAD}H${width}`, { colour: 'line', width: 1 }),
  ];
}

/** The instant of a line, where it is another than that of the line above. */
function clocksOf({ trace }: Scene, plan: SequencePlan, yOf: (line: number) => number): Shape[] {
  return plan.order.flatMap((id, i): Shape[] => {
    const text = formatClock(trace.entries[id]?.atUs ?? 0);
    const before = trace.entries[plan.order[i - 1] ?? -1];
    if (before !== undefined && formatClock(before.atUs) === text) return [];
    return [
      {
        kind: 'text',
        x: CLOCKS - 14,
        y: yOf(i) + 3.4,
        text,
        size: 9.5,
        font: 'data',
        colour: 'ink-3',
        anchor: 'end',
      },
    ];
  });
}

/** A cross where it is lost. */
function arrow(
  { from, to, kind, fate }: Segment,
  label: string,
  xs: ReadonlyMap<string, number>,
  y1: number,
  y2: number,
  column: number,
): Shape[] {
  const [x1, x2] = [xs.get(from) ?? 0, xs.get(to) ?? 0];
  const isLost = fate === 'lost' || fate === 'failed';
  const part = isLost ? 0.6 : 1;
  const [endX, endY] = [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
  const sign = x2 > x1 ? -1 : 1;
  const room = Math.max(column, Math.abs(x2 - x1)) - 20;
  const isAnswer = kind === 'reply' || kind === 'error';
  const text = clipped(label, room, 10.5, 'data');
  const [middle, base] = [(x1 + x2) / 2, (y1 + y2) / 2 - 3];
  const width = widthOf(text, 10.5, 'data') + 6;
  return [
    line(`M${n(x1)} ${n(y1)}L${n(endX)} ${n(endY)}`, {
      colour: kind,
      width: 1.5,
      ...(isAnswer && { dash: [5, 3] }),
    }),
    isLost
      ? line(`M${n(endX - 4)} ${n(endY - 4)}l8 8m0 -8l-8 8`, { colour: 'error', width: 2 })
      : { kind: 'path', d: `M${n(endX)} ${n(endY)}l${sign * 7} -4v8z`, fill: kind },
    // The line is not to be read through the words.
    rect({ x: middle - width / 2, y: base - 9, width, height: 12 }, { fill: 'panel' }),
    {
      kind: 'text',
      x: middle,
      y: base,
      text,
      size: 10.5,
      font: 'data',
      weight: 600,
      colour: kind,
      anchor: 'middle',
    },
  ];
}
