import '../../app/style/base.css';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { paceOf } from '../../playback/pace.ts';
import { crashAt, notesScene } from '../../playback/testing/notes.ts';
import { diagramPicture } from '../../views/picture/diagramPicture.ts';
import { sequencePicture } from '../../views/picture/sequencePicture.ts';
import { svgOf } from '../../views/picture/svg.ts';
import { endOf, momentAt } from '../../views/scene.ts';
import { pngOf } from './canvasPicture.ts';
import { Exporting } from './Exporting.tsx';
import { FRAMES_A_SECOND, instantsOf, lengthOf, makeFilm } from './film.ts';

const scene = notesScene([crashAt(320_000)]);
const pace = paceOf(scene.trace);
const part = { fromUs: 0, toUs: 120_000, speed: 4 };
const never = new AbortController().signal;
const bytesOf = async (blob: Blob | null) => new Uint8Array((await blob?.arrayBuffer()) ?? []);

test('an SVG is a document that a browser reads, whatever words are in the run', async () => {
  const hostile = notesScene([], {
    inputs: [
      {
        op: 'save-h1',
        node: 'ada',
        atUs: 60_000,
        event: { type: 'save', note: ']]></text><script>alert(1)</script>&\u0000\uD800"\'' },
      },
    ],
  });
  for (const picture of [
    sequencePicture(hostile),
    diagramPicture(hostile, momentAt(hostile.trace, 70_000)),
  ]) {
    const svg = new DOMParser().parseFromString(svgOf(picture), 'image/svg+xml');
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelector('script')).toBeNull();
    expect(svg.querySelector('title')?.textContent).toBe(picture.title);
  }
});

test('words fit their pills: the even type is as wide as it is taken to be', async () => {
  await document.fonts.load("600 10.5px 'JetBrains Mono Variable'");
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  context.font = "600 100px 'JetBrains Mono Variable'";
  expect(context.measureText('PUT cart:1').width).toBeCloseTo(600, 0);
});

test('a PNG is twice as large as the picture', async () => {
  const picture = diagramPicture(scene, momentAt(scene.trace, 10_000));
  const image = await createImageBitmap(await pngOf(picture, 2));
  expect([image.width, image.height]).toEqual([picture.width * 2, picture.height * 2]);
});

test('a film has a frame for every instant of its part, at the pace of the page', () => {
  const instants = instantsOf(pace, part, 'gif');
  expect(instants).toHaveLength(Math.ceil(lengthOf(pace, part) * FRAMES_A_SECOND.gif) + 1);
  expect([instants[0], instants.at(-1)]).toEqual([0, 120_000]);
  expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  expect(lengthOf(pace, { ...part, speed: 8 })).toBeCloseTo(lengthOf(pace, part) / 2);
});

test('the same part makes the same film, to the byte', async () => {
  const instants = instantsOf(pace, part, 'gif').slice(0, 6);
  const [first, again, other] = await Promise.all(
    [instants, instants, instants.map((us) => us + 20_000)].map(async (each) =>
      bytesOf(await makeFilm(scene, each, 'gif', () => {}, never)),
    ),
  );
  expect(new TextDecoder().decode(first?.slice(0, 6))).toBe('GIF89a');
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('a WebM plays as long as its part and a moment more', async () => {
  const instants = instantsOf(pace, part, 'webm');
  const progress = vi.fn<(part: number) => void>();
  const film = await makeFilm(scene, instants, 'webm', progress, never);
  const video = document.createElement('video');
  video.src = URL.createObjectURL(film ?? new Blob());
  await new Promise((resolve, reject) => {
    video.onloadedmetadata = resolve;
    video.onerror = reject;
  });
  expect(video.duration).toBeCloseTo((instants.length - 1) / 30 + 1.2, 1);
  expect(video.videoWidth).toBe(1_280);
  expect(progress).toHaveBeenLastCalledWith(1);
});

test('a film that is called off comes to nothing', async () => {
  const controller = new AbortController();
  const film = makeFilm(
    scene,
    instantsOf(pace, part, 'webm'),
    'webm',
    (done) => done > 0.1 && controller.abort(),
    controller.signal,
  );
  expect(await film).toBeNull();
});

test('where there is no clipboard, the text is selected', async () => {
  const screen = await render(<Exporting {...{ scene, pace }} moment={endOf(scene.trace)} />);
  const field = screen.getByRole('textbox', { name: 'Report' });
  await expect.element(field).toHaveValue(expect.stringContaining('# Broken: '));
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
  await screen.getByRole('button', { name: 'Copy: Report' }).click();
  await expect
    .element(screen.getByRole('status'))
    .toHaveTextContent('The text is selected: copy it with the keyboard.');
  const area = field.element() as HTMLTextAreaElement;
  expect([area.selectionStart, area.selectionEnd]).toEqual([0, area.value.length]);
  write.mockRestore();
});

test('where the browser writes no WebM, as on plain http, the animation is a GIF', async () => {
  const encoder = Object.getOwnPropertyDescriptor(globalThis, 'VideoEncoder');
  if (encoder === undefined) throw new Error('This browser never writes WebM.');
  Reflect.deleteProperty(globalThis, 'VideoEncoder');
  try {
    const screen = await render(<Exporting {...{ scene, pace }} moment={endOf(scene.trace)} />);
    await screen.getByRole('tab', { name: 'Animation' }).click();
    await expect.element(screen.getByText(/As a GIF: this browser writes no WebM/)).toBeVisible();
    expect(screen.getByRole('button', { name: /Format/ }).elements()).toEqual([]);
    await screen.getByRole('textbox', { name: 'To', exact: true }).fill('0.01 s');
    await screen.getByRole('textbox', { name: 'From' }).click();
    await screen.getByRole('button', { name: 'Make the animation' }).click();
    await expect
      .element(screen.getByRole('img', { name: 'The animation' }), { timeout: 10_000 })
      .toBeVisible();
  } finally {
    Object.defineProperty(globalThis, 'VideoEncoder', encoder);
  }
});

test('a part of the sequence shows that part alone', async () => {
  const screen = await render(<Exporting {...{ scene, pace }} moment={endOf(scene.trace)} />);
  await screen.getByRole('tab', { name: 'Sequence' }).click();
  const text = screen.getByRole('textbox', { name: 'Mermaid' });
  await expect.element(text).toHaveValue(expect.stringContaining('Save note 1'));
  await screen.getByRole('textbox', { name: 'From' }).fill('0.3');
  await screen.getByRole('textbox', { name: 'To', exact: true }).click();
  await expect.element(text).not.toHaveValue(expect.stringContaining('Save note 1'));
  await expect.element(text).toHaveValue(expect.stringContaining('Crash Server'));
});
