import { expect, test } from 'vitest';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import { alongside, differencesOf, metricPairs, verdictPairs } from './comparison.ts';
import { momentAt } from './scene.ts';

const plain = notesScene();
const crashed = notesScene([crashAt(320_000)]);
const last = (scene: typeof plain): number => scene.trace.entries.length - 1;

test('equal runs do not differ in any entry', () => {
  expect(differencesOf(plain, notesScene())).toEqual([]);
});

test('entries differ from the first divergence on, each on the side that has it', () => {
  const differences = differencesOf(plain, crashed);
  expect(differences[0]).toMatchObject({ side: 'now', atUs: 320_000, moved: false });
  expect(differences[0]?.sentence).toContain('crashes');
  for (const { side, entry, atUs } of differences) {
    const { trace } = side === 'was' ? plain : crashed;
    expect(trace.entries[entry]?.atUs).toBe(atUs);
    expect(atUs).toBeGreaterThanOrEqual(320_000);
  }
});

test('the playhead stands at the same entry in both runs until they part, and at the end of both at the end', () => {
  const early = momentAt(plain.trace, 110_000);
  expect(alongside(plain, early, crashed)).toBe(early.index);
  const late = momentAt(plain.trace, 400_000);
  expect(crashed.trace.entries[alongside(plain, late, crashed)]?.atUs).toBeLessThanOrEqual(400_000);
  expect(alongside(plain, momentAt(plain.trace, plain.trace.endUs), crashed)).toBe(last(crashed));
});

test('metrics and guarantees stand in pairs, with what changed between them', () => {
  for (const { was, now, delta } of metricPairs(plain, last(plain), crashed, last(crashed))) {
    expect(delta).toBe(was === null || now === null ? null : now - was);
  }
  const verdicts = verdictPairs(plain, last(plain), crashed, last(crashed));
  expect(verdicts.length).toBeGreaterThan(0);
  expect(verdicts.some(({ was, now }) => was === 'holds' && now === 'broken')).toBe(true);
});
