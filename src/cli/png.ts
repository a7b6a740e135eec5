/** A picture as a PNG, with the fonts of the page. */
import { createRequire } from 'node:module';
import { paint } from '../views/picture/paint.ts';
import type { Picture } from '../views/picture/shapes.ts';
import { UsageError } from './usage.ts';

/** Sharp on a screen of high density, and on paper. */
const SCALE = 2;

const FONT_FILES = {
  'Inter Variable': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'JetBrains Mono Variable':
    '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
} as const;

export async function pngOf(picture: Picture): Promise<Uint8Array> {
  const { createCanvas, GlobalFonts, Path2D } = await drawing();
  const { resolve } = createRequire(import.meta.url);
  for (const [family, file] of Object.entries(FONT_FILES)) {
    if (!GlobalFonts.has(family)) GlobalFonts.registerFromPath(resolve(file), family);
  }
  const canvas = createCanvas(picture.width * SCALE, picture.height * SCALE);
  paint(canvas.getContext('2d'), (d) => new Path2D(d), picture, SCALE);
  return canvas.encode('png');
}

/** It comes as a program for some kinds of machine, and there may be none for this one. */
async function drawing() {
  try {
    return await import('@napi-rs/canvas');
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(
      `A PNG cannot be drawn here: ${why}.`,
      'Run npm ci again with optional packages, or export diagram.svg.',
    );
  }
}
