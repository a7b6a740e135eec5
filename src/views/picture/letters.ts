/** How wide words are, where nothing measures them: exact for the even type, near for the other. */
import type { Font } from './shapes.ts';

/** JetBrains Mono: every letter, of its size. */
const EVEN = 0.6;
const NARROW = /[iljtfrI1.,:;|!'"`()[\] ]/;
const BROAD = /[mwMW@%—…]/;
/** Chinese, Japanese, Korean, and pictures. */
const SQUARE =
  /[\u{1100}-\u{115F}\u{2E80}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{1F300}-\u{1FAFF}]/u;

export function widthOf(text: string, size: number, font: Font): number {
  let width = 0;
  for (const letter of text) {
    if (SQUARE.test(letter)) width += 1;
    else if (font === 'data') width += EVEN;
    else if (NARROW.test(letter)) width += 0.32;
    else if (BROAD.test(letter)) width += 0.9;
    else width += /[A-Z]/.test(letter) ? 0.7 : 0.59;
  }
  return width * size;
}

/** As much of a text as there is room for, with `…` where something is missing. */
export function clipped(text: string, width: number, size: number, font: Font): string {
  if (widthOf(text, size, font) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, size, font) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Lines that fit, broken between words; the last of `most` lines is clipped. */
export function wrapped(
  text: string,
  width: number,
  size: number,
  font: Font,
  most: number,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    const fits = last !== undefined && widthOf(longer, size, font) <= width;
    if (fits || (last !== undefined && lines.length === most)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((each) => clipped(each, width, size, font));
}
