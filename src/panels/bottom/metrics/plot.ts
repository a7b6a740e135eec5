/** One chart of metrics as uPlot draws it: steps, because a value holds until something happens. */
import uPlot from 'uplot';
import type { Chart, ChartLine } from '../../../views/charts.ts';
import { formatTime } from '../../../views/words.ts';
import type { Ink } from '../drawTimeline.ts';
import type { Size } from '../useSize.ts';

/** Microseconds in a second, uPlot's unit here. */
export const US = 1_000_000;

/** Lines of one chart, in their order: told apart by colour, and by their names beside a swatch. */
export const LINE_INKS = ['--request', '--command', '--push', '--reply'] as const;
export const lineInk = (i: number): string => LINE_INKS[i % LINE_INKS.length] ?? LINE_INKS[0];
/** The run to compare with. */
const OTHER_DASH = [5, 4];

/** In pixels at the usual size of type. */
const MARGIN = { top: 8, right: 10, bottom: 20, left: 44 };

/** Where the picture lies within its box, in CSS pixels. */
export interface PlotArea {
  readonly left: number;
  readonly width: number;
  readonly endS: number;
}

export const plotArea = ({ width }: Size, grown: number, endS: number): PlotArea => ({
  left: MARGIN.left * grown,
  width: Math.max(1, width - (MARGIN.left + MARGIN.right) * grown),
  endS,
});

export function plotOptions(
  { unit, lines }: Chart,
  { width, height }: Size,
  grown: number,
  endS: number,
  ink: Ink,
): uPlot.Options {
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const line = (i: number, isOther: boolean): uPlot.Series => ({
    stroke: ink(lineInk(i)),
    width: isOther ? 1.4 : 1.8,
    ...(isOther && { dash: OTHER_DASH }),
    points: { show: false },
    ...(stepped && { paths: stepped }),
  });
  const axis: uPlot.Axis = {
    stroke: ink('--ink-3'),
    font: `${10.5 * grown}px ${ink('--font-data')}`,
    ticks: { show: false },
    grid: { stroke: ink('--line'), width: 1 },
    gap: 4,
  };
  return {
    width,
    height,
    padding: [MARGIN.top * grown, MARGIN.right * grown, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [0, endS] },
      y: { range: (_, low, high) => yRange(unit, low, high) },
    },
    axes: [
      {
        ...axis,
        size: MARGIN.bottom * grown,
        space: 64 * grown,
        values: (_, marks) => marks.map((s) => (s === 0 ? '0' : formatTime(s * US))),
      },
      {
        ...axis,
        size: MARGIN.left * grown,
        space: 26 * grown,
        ...(lines.every(isWhole) && { incrs: WHOLE_STEPS }),
        values: (_, marks) => marks.map(shortNumber),
      },
    ],
    series: [
      {},
      ...lines.map((_, i) => line(i, false)),
      ...lines.flatMap(({ others }, i) => (others === null ? [] : [line(i, true)])),
    ],
  };
}

/** The series of `plotOptions`, in its order. */
export const plotData = (seconds: readonly number[], { lines }: Chart): uPlot.AlignedData => [
  [...seconds],
  ...lines.map(({ values }) => [...values]),
  ...lines.flatMap(({ others }) => (others === null ? [] : [[...others]])),
];

/** What is counted has no half. */
const WHOLE_STEPS = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((n) => n * 10 ** power),
).flat();
const isWhole = ({ values, others }: ChartLine): boolean =>
  [...values, ...(others ?? [])].every((value) => value === null || Number.isInteger(value));

/** From nought, so that heights can be compared; a share goes to the whole. */
function yRange(unit: string, low: number | null, high: number | null): [number, number] {
  if (unit === '%') return [0, 100];
  const top = high ?? 0;
  return [Math.min(0, low ?? 0), top <= 0 ? 1 : top * 1.08];
}

const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
const shortNumber = (value: number): string => SHORT.format(value);
