import { describe, expect, test } from 'vitest';
import { openingRun } from '../../flow/compile.ts';
import { parseRunText } from '../../flow/parse.ts';
import { allFlows } from '../../flows/catalogue.ts';
import { crashAt, notesScene } from '../../playback/testing/notes.ts';
import { sceneOf } from '../scene.ts';
import { code, fenced, plain } from './markdown.ts';
import { report } from './report.ts';

const flows = await allFlows();

describe('a report', () => {
  const scene = notesScene([crashAt(320_000)], { params: { saveCount: 1 } });
  const text = report(scene, 'https://example.org/#v1:abc');

  test('begins with what broke, when, and by which entries', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^# Broken: /),
      '',
      expect.stringContaining('1 were acknowledged, 0 are on disk.'),
    ]);
  });

  test('tells faults, verdicts, causes, and how to see the same again', () => {
    expect(text).toContain('- At 0.320 s: Server crashes: what it held in memory is gone.');
    expect(text).toMatch(/\| \*\*broken\*\* \|/);
    expect(text).toContain('npm run -s sim -- run notes --variant');
    expect(text).toContain("--fault 'crash server @320ms");
    expect(text).toContain('npm run -s sim -- break notes --guarantee');
    expect(text).toContain('<https://example.org/#v1:abc>');
  });

  test('tells the chain of causes of what broke, back to a user and to a fault', () => {
    const caching = flows.find(({ id }) => id === 'caching');
    if (caching === undefined) throw new Error('There is no caching.');
    const crash = { kind: 'crash', node: 'cache', atUs: 5_400_000, downForUs: 1_000_000 } as const;
    const lost = sceneOf(caching, { ...openingRun(caching), faults: [crash] });
    const [, why = ''] = report(lost, null).split(/^## Why C2 broke.*$/m);
    expect(why).toContain('**It began with a user**\n\n1. 5.200 s Shopper B begins write-3');
    expect(why).toContain('**A fault came in between**\n\n1. 5.400 s Cache crashes');
    expect(why).toContain('**Then it is judged**\n\n1. **6.903 s Broken: Every acknowledged');
    expect(why).toContain('Note over n3: Crash Cache');
  });

  test('holds the very run, as JSON', () => {
    const json = /```json\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';
    expect(parseRunText([scene.flow], json)).toEqual({ ok: true, run: scene.run });
  });

  test('names a fault that never came to the run, and a run that is too long for a link', () => {
    const late = report(notesScene([{ kind: 'drop', message: 'save-9/SAVE' }]), null);
    expect(late).toContain('It never came to it: save-9/SAVE is dropped on its way.');
    expect(late).toContain('too long for a link');
    expect(late).toContain('No guarantee was broken in this run.');
  });

  test('replays acts by hand from the JSON, as no option makes them', () => {
    const inputs = [{ op: 'save-h1', node: 'ada', atUs: 0, event: { type: 'save', note: 'x' } }];
    const byHand = report(notesScene([], { inputs }), null);
    expect(byHand).toContain('By hand, at 0.000 s: Ada: save.');
    expect(byHand).toContain('run --run run.json');
  });

  test.each(flows.map((flow) => [flow.id, flow] as const))('can be made of %s', (_, flow) => {
    const made = report(sceneOf(flow, openingRun(flow)), null);
    expect(made).toContain(`(\`${flow.id}\`)`);
    expect(made).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('words of a run', () => {
  test('are shown as they are, whatever they hold', () => {
    expect(plain('<img src=x> [a](b) *c* `d` | e\nf @all #1')).toBe(
      '\\<img src=x\\> \\[a\\](b) \\*c\\* \\`d\\` \\| e f @<!-- -->all \\#1',
    );
    expect(plain('see https://x.org')).toBe('see https<!-- -->://x.org');
  });

  test('do not end the code in which they stand', () => {
    expect(code('a `` b')).toBe('```a `` b```');
    expect(fenced('sh', 'x\n```\ny')).toEqual(['````sh', 'x\n```\ny', '````']);
  });
});
