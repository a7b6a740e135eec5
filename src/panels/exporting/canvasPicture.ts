/** A picture on a canvas of the page, in the page's fonts. */
import { paint } from '../../views/picture/paint.ts';
import { FONTS, type Picture } from '../../views/picture/shapes.ts';

/** Resolves once the fonts of a picture are there: a canvas does not wait for them. */
export async function fontsReady(): Promise<void> {
  const faces = Object.values(FONTS).map((family) => document.fonts.load(`600 12px ${family}`));
  await Promise.all(faces);
}

/** Gives the canvas its size and draws. */
export function drawOn(canvas: HTMLCanvasElement, picture: Picture, scale: number): void {
  const [width, height] = [even(picture.width * scale), even(picture.height * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('This browser gives no canvas to draw on.');
  paint(context, (d) => new Path2D(d), picture, scale);
}

/** Films have an even number of pixels. */
const even = (length: number): number => 2 * Math.round(length / 2);

export async function pngOf(picture: Picture, scale: number): Promise<Blob> {
  await fontsReady();
  const canvas = document.createElement('canvas');
  drawOn(canvas, picture, scale);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture is too large.')) : resolve(blob)),
      'image/png',
    );
  });
}
