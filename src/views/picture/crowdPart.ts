/** A crowd in its node's box: how many are in which state, and a strip of what they try in time. */
import type { Tone } from '../../flow/look.ts';
import type { Micros } from '../../kernel/time.ts';
import type { CrowdView } from '../crowd.ts';
import { formatTime } from '../words.ts';
import type { Colour } from './colours.ts';
import { clipped, widthOf } from './letters.ts';
import { line, n, type Rect, rect, type Shape } from './shapes.ts';

const BAR = 18;
const TITLES = 82;
const PAD = 12;
const STRIP = 52;
const FILLS: Readonly<Record<Tone, Colour>> = {
  good: 'reply',
  warn: 'command',
  bad: 'error',
  quiet: 'control',
};

export function crowdPart(
  { bars, count, attempts, attemptsSoFar }: CrowdView,
  { x, y, width }: Rect,
  atUs: Micros,
): { readonly height: number; readonly shapes: readonly Shape[] } {
  const [left, right] = [x + PAD, x + width - PAD];
  const digits = Math.max(5, ...bars.map((bar) => counted(bar.count).length));
  const counts = widthOf('0'.repeat(digits), 11, 'data') + 2;
  const track = right - counts - 12 - (left + TITLES);
  const bottom = y + 8 + bars.length * BAR + 8;
  const strip = bottom + 20;
  const { spanUs, counts: spans, most, title } = attempts;
  const step = (right - left) / Math.max(1, spans.length);
  const nowX = left + Math.min(spans.length, atUs / spanUs) * step;
  const shapes: Shape[] = [
    ...bars.flatMap((bar, i): Shape[] => {
      const top = y + 8 + i * BAR;
      const part = count === 0 ? 0 : bar.count / count;
      return [
        data(clipped(bar.title, TITLES - 6, 11, 'data'), left, top + 12, 11, 'ink-2'),
        rect(
          { x: left + TITLES, y: top + 4, width: track, height: 9 },
          { radius: 3, fill: 'quiet' },
        ),
        ...(part === 0
          ? []
          : [
              rect(
                { x: left + TITLES, y: top + 4, width: Math.max(1, track * part), height: 9 },
                { radius: 3, fill: FILLS[bar.tone] },
              ),
            ]),
        { ...data(counted(bar.count), right, top + 12, 11, 'ink'), weight: 600, anchor: 'end' },
      ];
    }),
    data(title, left, bottom + 12, 11, 'ink-2'),
    { ...data(counted(attemptsSoFar), right, bottom + 12, 11, 'ink'), weight: 600, anchor: 'end' },
    ...columns(spans, most, left, strip, step, nowX),
    line(`M${left} ${strip + STRIP}H${right}`, { colour: 'control', width: 1 }),
    line(`M${n(nowX)} ${strip}V${strip + STRIP}`, { colour: 'ink', width: 1.5 }),
    data('0', left, strip + STRIP + 12, 9.5, 'ink-3'),
    {
      ...data(
        most === 0 ? '' : `at most ${counted(most)} in ${formatTime(spanUs)}`,
        (left + right) / 2,
        strip + STRIP + 12,
        9.5,
        'ink-3',
      ),
      anchor: 'middle',
    },
    {
      ...data(formatTime(spans.length * spanUs), right, strip + STRIP + 12, 9.5, 'ink-3'),
      anchor: 'end',
    },
  ];
  return { height: strip + STRIP + 24 - y, shapes };
}

/** What was tried is dark, and what comes is pale. */
function columns(
  counts: readonly number[],
  most: number,
  left: number,
  top: number,
  step: number,
  nowX: number,
): Shape[] {
  const column = (count: number, i: number): string => {
    const height = Math.max(1.5, (count / most) * STRIP);
    return `M${n(left + i * step)} ${n(top + STRIP)}v${n(-height)}h${n(step)}V${n(top + STRIP)}z`;
  };
  const part = (fits: (i: number) => boolean, fill: Colour): Shape[] => {
    const d = counts.map((count, i) => (count > 0 && fits(i) ? column(count, i) : '')).join('');
    return d === '' ? [] : [{ kind: 'path', d, fill }];
  };
  const isPast = (i: number): boolean => left + i * step < nowX;
  return [...part((i) => !isPast(i), 'line-strong'), ...part(isPast, 'push')];
}

const counted = (count: number): string => count.toLocaleString('en');

const data = (text: string, x: number, y: number, size: number, colour: Colour) =>
  ({ kind: 'text', x, y, text, size, font: 'data', colour }) as const;
