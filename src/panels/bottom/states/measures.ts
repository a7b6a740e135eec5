/** How large the text of a statechart is, in its own pixels: the picture is scaled as a whole. */
import type { ChartLabel } from '../../../views/statechart.ts';

export const HEAD_PX = 26;
/** Of a line in a box or beside an edge. */
export const LINE_PX = 14;
export const PAD_PX = 10;
/** Of the data font at 10.5 px, and of the text font at 12.5 px and 600. */
const LABEL_CHAR_PX = 6.35;
const NAME_CHAR_PX = 7.3;
/** Room for a ring beside a label, and for the dot of an active state beside a name. */
const MARK_PX = 14;
/** Longer labels go on in the next line: wide ones would drive the states apart. */
const CHARS_MAX = 24;
/** In a box around others, which is wide in any case. */
const WIDE_CHARS_MAX = 64;
const LINES_MAX = 4;

/** A label as it is broken into lines: between words, where it is too long. */
export function linesOf({ text }: ChartLabel, wide = false): readonly string[] {
  const most = wide ? WIDE_CHARS_MAX : CHARS_MAX;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.length <= LINES_MAX
    ? lines
    : [...lines.slice(0, LINES_MAX - 1), `${lines[LINES_MAX - 1]} …`];
}

export const labelHeight = (labels: readonly ChartLabel[], wide = false): number =>
  labels.reduce((sum, label) => sum + linesOf(label, wide).length, 0) * LINE_PX;

export const labelWidth = (labels: readonly ChartLabel[], wide = false): number => {
  const lines = labels.flatMap((label) => linesOf(label, wide));
  return Math.max(0, ...lines.map((line) => line.length)) * LABEL_CHAR_PX + MARK_PX;
};

export const nameWidth = (name: string): number => name.length * NAME_CHAR_PX + MARK_PX;
