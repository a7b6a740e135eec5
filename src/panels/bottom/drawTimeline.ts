/** The timeline's picture: lifelines, messages, when nodes were down, and what the pace does. */
import type { Pace } from '../../playback/pace.ts';
import { type Lifelines, type Segment, segmentsWithin } from '../../views/lifelines.ts';
import { formatTime } from '../../views/words.ts';
import { marksOf, type TimeScale, xOf } from './timescale.ts';

export interface TimelineLayout {
  readonly scale: TimeScale;
  readonly height: number;
  readonly top: number;
  readonly rowStep: number;
  /** How much larger than usual type is. */
  readonly grown: number;
  /** Where the axis begins. */
  readonly axisY: number;
}

export type Ink = (token: string) => string;

/** More than these cannot be told apart on a screen. */
const SEGMENTS_MAX = 6_000;
const LOSS_MARK = 3.5;

export const rowY = ({ top, rowStep }: TimelineLayout, row: number): number => top + row * rowStep;

export function drawTimeline(
  paint: CanvasRenderingContext2D,
  lifelines: Lifelines,
  pace: Pace,
  layout: TimelineLayout,
  ink: Ink,
): void {
  const { scale } = layout;
  const rows = new Map(lifelines.rows.map(({ node }, i) => [node, i]));
  drawSpans(paint, lifelines, rows, layout, ink);
  paint.lineWidth = 1;
  paint.strokeStyle = ink('--line');
  for (const row of rows.values()) {
    line(paint, scale.left, rowY(layout, row), scale.left + scale.width, rowY(layout, row));
  }
  const { segments } = segmentsWithin(lifelines, 0, scale.endUs, SEGMENTS_MAX);
  for (const segment of segments) drawSegment(paint, segment, rows, layout, ink);
  drawAxis(paint, pace, layout, ink);
}

function drawSpans(
  paint: CanvasRenderingContext2D,
  lifelines: Lifelines,
  rows: ReadonlyMap<string, number>,
  layout: TimelineLayout,
  ink: Ink,
): void {
  const { scale, rowStep } = layout;
  for (const { nodes, atUs, toUs } of lifelines.faults) {
    if (atUs === null || toUs === null) continue;
    const places = nodes.map((node) => rowY(layout, rows.get(node) ?? 0));
    const top = Math.min(...places) - rowStep / 2;
    const bottom = Math.max(...places) + rowStep / 2;
    paint.fillStyle = ink('--bad-ground');
    paint.fillRect(xOf(scale, atUs), top, xOf(scale, toUs) - xOf(scale, atUs), bottom - top);
  }
  for (const { node, what, fromUs, toUs } of lifelines.nodeSpans) {
    paint.strokeStyle = ink(what === 'down' ? '--error' : '--command');
    paint.lineWidth = 3;
    paint.setLineDash([2, 3]);
    const y = rowY(layout, rows.get(node) ?? 0);
    line(paint, xOf(scale, fromUs), y, xOf(scale, toUs), y);
    paint.setLineDash([]);
  }
}

function drawSegment(
  paint: CanvasRenderingContext2D,
  { from, to, sendUs, endUs, kind, fate }: Segment,
  rows: ReadonlyMap<string, number>,
  layout: TimelineLayout,
  ink: Ink,
): void {
  const isLost = fate === 'lost' || fate === 'failed';
  const x1 = xOf(layout.scale, sendUs);
  const y1 = rowY(layout, rows.get(from) ?? 0);
  const reach = fate === 'lost' ? 0.55 : 1;
  const x2 = x1 + (xOf(layout.scale, endUs) - x1) * reach;
  const y2 = y1 + (rowY(layout, rows.get(to) ?? 0) - y1) * reach;
  paint.lineWidth = 1.6;
  paint.strokeStyle = ink(isLost ? '--error' : `--${kind}`);
  if (kind === 'background') paint.setLineDash([3, 3]);
  line(paint, x1, y1, x2, y2);
  paint.setLineDash([]);
  if (!isLost) return;
  paint.lineWidth = 2;
  line(paint, x2 - LOSS_MARK, y2 - LOSS_MARK, x2 + LOSS_MARK, y2 + LOSS_MARK);
  line(paint, x2 - LOSS_MARK, y2 + LOSS_MARK, x2 + LOSS_MARK, y2 - LOSS_MARK);
}

function drawAxis(
  paint: CanvasRenderingContext2D,
  pace: Pace,
  layout: TimelineLayout,
  ink: Ink,
): void {
  const { scale, axisY, grown } = layout;
  for (const { kind, fromUs, toUs } of pace.stretches) {
    const x1 = xOf(scale, fromUs);
    const x2 = xOf(scale, toUs);
    if (kind === 'skipped' && x2 - x1 < 6) continue;
    paint.lineWidth = kind === 'stretched' ? 3 : 1;
    paint.strokeStyle = ink(kind === 'stretched' ? '--ink-3' : '--control');
    if (kind === 'skipped') paint.setLineDash([2, 4]);
    line(paint, x1, axisY, Math.max(x2, x1 + 1), axisY);
    paint.setLineDash([]);
  }
  paint.fillStyle = ink('--ink-3');
  paint.font = `${11 * grown}px ${ink('--font-data')}`;
  const marks = marksOf(scale);
  for (const at of marks) {
    const x = xOf(scale, at);
    paint.textAlign = at === 0 ? 'left' : 'center';
    if (x > scale.left + scale.width - 16 && at !== 0) paint.textAlign = 'right';
    paint.fillText(at === 0 ? '0' : formatTime(at), x, axisY + LABELS_BELOW * grown);
  }
}

/** Beneath the marks of what broke, which stand on the axis. */
const LABELS_BELOW = 21;

function line(
  paint: CanvasRenderingContext2D,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): void {
  paint.beginPath();
  paint.moveTo(x1, y1);
  paint.lineTo(x2, y2);
  paint.stroke();
}
