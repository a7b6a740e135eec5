// Tests compile this file in a project of their own, which finds the types no other way.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./gifenc.d.ts" />
/** Frames of a canvas as a GIF: larger and slower than WebM, and shown everywhere. */
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { FilmWriter } from './film.ts';

const COLOURS_MAX = 128;

export function gifWriter(canvas: HTMLCanvasElement): FilmWriter {
  const gif = GIFEncoder();
  return {
    async add(_, forS) {
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
      if (pixels === undefined) throw new Error('This browser gives no canvas to draw on.');
      const palette = quantize(pixels, COLOURS_MAX);
      const index = applyPalette(pixels, palette);
      gif.writeFrame(index, width, height, { palette, delay: Math.round(forS * 1_000) });
    },
    async finish() {
      gif.finish();
      return new Blob([new Uint8Array(gif.bytes())], { type: 'image/gif' });
    },
    async cancel() {},
  };
}
