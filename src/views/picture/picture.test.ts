import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openingRun } from '../../flow/compile.ts';
import { allFlows } from '../../flows/catalogue.ts';
import { crashAt, notesScene } from '../../playback/testing/notes.ts';
import { momentAt, momentOf, sceneOf } from '../scene.ts';
import { spanBetween } from '../sequencePlan.ts';
import { COLOURS } from './colours.ts';
import { diagramPicture, roomFor } from './diagramPicture.ts';
import { clipped, widthOf, wrapped } from './letters.ts';
import { type Painter, paint } from './paint.ts';
import { LINES_MAX, sequencePicture } from './sequencePicture.ts';
import type { Picture } from './shapes.ts';
import { svgOf } from './svg.ts';

const flows = await allFlows();

const textsOf = ({ shapes }: Picture): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
const hostile = (note: string) =>
  notesScene([], {
    params: { saveCount: 1 },
    inputs: [{ op: 'save-h1', node: 'ada', atUs: 60_000, event: { type: 'save', note } }],
  });

describe('the diagram as a picture', () => {
  const scene = notesScene([crashAt(320_000)]);

  test('shows the boxes with their states and what they hold, and messages with their words', () => {
    const texts = textsOf(diagramPicture(scene, momentAt(scene.trace, 10_000)));
    for (const text of ['Ada', 'Server', 'Disk', 'notes', 'save note 1', '0.010 s']) {
      expect(texts).toContain(text);
    }
  });

  test('asks a canvas for weights in hundreds: others are no fonts outside of browsers', () => {
    const fonts: string[] = [];
    const painter = new Proxy({} as Painter<string>, {
      get: () => () => {},
      set: (_, name, value) => {
        if (name === 'font') fonts.push(String(value));
        return true;
      },
    });
    paint(painter, (d) => d, diagramPicture(scene, momentAt(scene.trace, 10_000)), 1);
    expect(fonts.length).toBeGreaterThan(5);
    for (const font of fonts) expect(font).toMatch(/^[1-9]00 [\d.]+px /);
  });

  test('says which node is down, and which guarantee is broken', () => {
    const down = textsOf(diagramPicture(scene, momentAt(scene.trace, 330_000)));
    expect(down).toContain('down');
    const violation = scene.trace.violations.find(({ kind }) => kind === 'violation');
    const broken = textsOf(diagramPicture(scene, momentOf(scene.trace, violation?.id ?? 0)));
    expect(broken.some((each) => each.startsWith('Broken: '))).toBe(true);
  });

  test('is the same for the same run and instant, whatever was looked at before', () => {
    const at = (atUs: number) => svgOf(diagramPicture(scene, momentAt(scene.trace, atUs)));
    const first = at(215_000);
    at(700_000);
    expect(at(215_000)).toBe(first);
    expect(at(216_000)).not.toBe(first);
  });

  test('keeps one size through a film', () => {
    const instants = Array.from({ length: 60 }, (_, i) => i * 12_000);
    const room = roomFor(scene, instants);
    const sizes = new Set(
      instants.map((atUs) => {
        const { width, height } = diagramPicture(scene, momentAt(scene.trace, atUs), { room });
        return `${width} ${height}`;
      }),
    );
    expect([...sizes]).toHaveLength(1);
  });

  test.each(flows.map((flow) => [flow.id, flow] as const))('can be made of %s', (_, flow) => {
    const shown = sceneOf(flow, openingRun(flow));
    for (const part of [0, 0.3, 0.6, 1]) {
      const at = momentAt(shown.trace, Math.round(shown.trace.endUs * part));
      const svg = svgOf(diagramPicture(shown, at));
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      for (const { title } of shown.compiled.plan.nodes) expect(svg).toContain(`>${title}</text>`);
    }
  });
});

describe('the sequence as a picture', () => {
  test('has the messages of its part, with faults and broken guarantees as lines', () => {
    const scene = notesScene([crashAt(320_000)]);
    const whole = textsOf(sequencePicture(scene));
    expect(whole).toContain('save note 1');
    expect(whole.some((each) => each.startsWith('Crash Server at'))).toBe(true);
    expect(whole.some((each) => each.startsWith('Broken at'))).toBe(true);
    const part = textsOf(sequencePicture(scene, spanBetween(scene.trace, 300_000, 330_000)));
    expect(part).not.toContain('save note 1');
    expect(part.some((each) => each.startsWith('Crash Server at'))).toBe(true);
  });

  test('keeps to what can be read, and says what it left out', () => {
    const picture = sequencePicture(notesScene([], { params: { saveCount: 400 } }));
    expect(picture.height).toBeLessThan(LINES_MAX * 20 + 200);
    expect(textsOf(picture).some((each) => /^\d+ messages before/.test(each))).toBe(true);
  });
});

describe('an SVG', () => {
  test('lets no word of a run be read as markup', () => {
    const svg = svgOf(sequencePicture(hostile('</text><script>x</script>&"\u0007\uD800')));
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/text&gt;&lt;script');
    expect(svg).toContain('&amp;&quot;');
    // oxlint-disable-next-line no-control-regex
    expect(svg).not.toMatch(/[\u0000-\u0009\u000B-\u001F]|\p{Surrogate}/u);
  });

  test('loads nothing', () => {
    const scene = notesScene();
    expect(svgOf(diagramPicture(scene, momentAt(scene.trace, 0)))).not.toMatch(
      /href|url\(|@import/,
    );
  });
});

test('the colours are those of the light theme', () => {
  const tokens = readFileSync('src/app/style/tokens.css', 'utf8');
  const light = Object.fromEntries(
    Array.from(tokens.matchAll(/--([\w-]+): light-dark\((#\w+),/g), ([, name, colour]) => [
      name,
      colour,
    ]),
  );
  expect(light).toMatchObject(COLOURS);
});

describe('letters', () => {
  test('are as wide in the even type as they are', () => {
    expect(widthOf('PUT cart:1', 10, 'data')).toBeCloseTo(60);
    expect(widthOf('日本', 10, 'data')).toBeCloseTo(20);
  });

  test('are left out where there is no room, and a line breaks between words', () => {
    expect(clipped('abcdefgh', 30, 10, 'data')).toBe('abcd…');
    expect(clipped('abc', 30, 10, 'data')).toBe('abc');
    expect(wrapped('one two three four', 48, 10, 'data', 2)).toEqual(['one two', 'three f…']);
  });
});
