/**
 * A part of the run as a film. Its frames are pictures of the run at instants that its pace gives:
 * nothing is recorded from the screen, so the same part makes the same frames on any machine.
 */
import type { Micros } from '../../kernel/time.ts';
import { nextTurn } from '../../playback/clock.ts';
import type { Pace } from '../../playback/pace.ts';
import { diagramPicture, roomFor } from '../../views/picture/diagramPicture.ts';
import { type Rect, united } from '../../views/picture/shapes.ts';
import { momentAt, type Scene } from '../../views/scene.ts';
import { drawOn, fontsReady } from './canvasPicture.ts';

export const FORMATS = ['webm', 'gif'] as const;
export type FilmFormat = (typeof FORMATS)[number];

export const FRAMES_A_SECOND = { webm: 30, gif: 12.5 } as const satisfies Record<
  FilmFormat,
  number
>;
/** Wide enough to be read, and small enough to be pasted. */
const WIDTHS_PX = { webm: 1_280, gif: 960 } as const satisfies Record<FilmFormat, number>;
/** The last frame stands a while. */
const HOLD_S = 1.2;
export const FILM_MAX_S = 60;

export interface Part {
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** Multiplies the pace. */
  readonly speed: number;
}

export interface FilmWriter {
  /** Takes what is on the canvas. */
  readonly add: (atS: number, forS: number) => Promise<void>;
  readonly finish: () => Promise<Blob>;
  readonly cancel: () => Promise<void>;
}

/** How long a part takes to watch, in seconds, without the hold at its end. */
export const lengthOf = (pace: Pace, { fromUs, toUs, speed }: Part): number =>
  (pace.toWatch(toUs) - pace.toWatch(fromUs)) / speed;

/** The instants of its frames. */
export function instantsOf(pace: Pace, part: Part, format: FilmFormat): Micros[] {
  const count = Math.max(1, Math.ceil(lengthOf(pace, part) * FRAMES_A_SECOND[format]));
  const [from, to] = [pace.toWatch(part.fromUs), pace.toWatch(part.toUs)];
  const at = (i: number): Micros => pace.toVirtual(from + ((to - from) * i) / count);
  return [...Array.from({ length: count }, (_, i) => at(i)), part.toUs];
}

/** `null` where it was called off. Rejects with what the browser says when it cannot write films. */
export async function makeFilm(
  scene: Scene,
  instants: readonly Micros[],
  format: FilmFormat,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Blob | null> {
  await fontsReady();
  const room = await roomOf(scene, instants, signal);
  if (room === null) return null;
  const canvas = document.createElement('canvas');
  // The first to ask decides: a GIF reads every frame back.
  canvas.getContext('2d', { alpha: false, willReadFrequently: format === 'gif' });
  const pictureAt = (atUs: Micros) => diagramPicture(scene, momentAt(scene.trace, atUs), { room });
  const { width } = pictureAt(instants[0] ?? 0);
  const scale = Math.min(2, WIDTHS_PX[format] / width);
  const spanS = 1 / FRAMES_A_SECOND[format];
  let writer: FilmWriter | undefined;
  for (const [i, atUs] of instants.entries()) {
    drawOn(canvas, pictureAt(atUs), scale);
    writer ??= await writerFor(format, canvas);
    await writer.add(i * spanS, i === instants.length - 1 ? HOLD_S : spanS);
    onProgress((i + 1) / instants.length);
    await nextTurn();
    if (signal.aborted) {
      await writer.cancel();
      return null;
    }
  }
  return (await writer?.finish()) ?? null;
}

/** Frames a turn while the room is measured: the page stays quick. */
const MEASURED_AT_ONCE = 24;

async function roomOf(
  scene: Scene,
  instants: readonly Micros[],
  signal: AbortSignal,
): Promise<Rect | null> {
  let room: Rect | null = null;
  for (let i = 0; i < instants.length; i += MEASURED_AT_ONCE) {
    const some = roomFor(scene, instants.slice(i, i + MEASURED_AT_ONCE));
    room = room === null ? some : united(room, some);
    await nextTurn();
    if (signal.aborted) return null;
  }
  return room;
}

async function writerFor(format: FilmFormat, canvas: HTMLCanvasElement): Promise<FilmWriter> {
  switch (format) {
    case 'webm':
      return (await import('./webm.ts')).webmWriter(canvas, FRAMES_A_SECOND.webm);
    case 'gif':
      return (await import('./gif.ts')).gifWriter(canvas);
  }
}

/** Browsers write films on pages from https or this machine, and not all of them. */
export const canWriteWebm = (): boolean => 'VideoEncoder' in globalThis;
