/** Frames of a canvas as WebM, by the browser's own encoder. */
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Output,
  Quality,
  WebMOutputFormat,
} from 'mediabunny';
import type { FilmWriter } from './film.ts';

/** Letters and lines stay sharp. */
const QUALITY = new Quality('high');

export async function webmWriter(
  canvas: HTMLCanvasElement,
  framesASecond: number,
): Promise<FilmWriter> {
  const { width, height } = canvas;
  const codec = await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], { width, height });
  if (codec === null) {
    throw new Error('This browser has no encoder for WebM. Choose GIF.');
  }
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY });
  output.addVideoTrack(source, { frameRate: framesASecond });
  await output.start();
  return {
    add: (atS, forS) => source.add(atS, forS),
    async finish() {
      await output.finalize();
      if (target.buffer === null) throw new Error('The film came out empty.');
      return new Blob([target.buffer], { type: 'video/webm' });
    },
    cancel: () => output.cancel(),
  };
}
