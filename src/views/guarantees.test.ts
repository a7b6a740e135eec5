import { describe, expect, it } from 'vitest';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import { guaranteesAt, type Verdict } from './guarantees.ts';
import type { Scene } from './scene.ts';

const verdicts = (scene: Scene, atUs: number): Verdict[] =>
  guaranteesAt(scene, scene.trace.indexAt(atUs)).map(({ verdict }) => verdict);

describe('a verdict', () => {
  it('is open while the run goes on, and final at rest', () => {
    const scene = notesScene();
    expect(verdicts(scene, 10_000)).toEqual(['holds so far', 'not judged yet', 'not seen yet']);
    expect(verdicts(scene, 60_000)).toEqual(['holds so far', 'not judged yet', 'seen']);
    expect(verdicts(scene, scene.trace.endUs)).toEqual(['holds', 'holds', 'seen']);
  });

  it('is broken from the entry on that broke it, and not before', () => {
    const scene = notesScene([crashAt(120_000)]);
    const { id, atUs } = scene.trace.violations.find(({ kind }) => kind === 'violation') ?? {
      id: 0,
      atUs: 0,
    };
    expect(guaranteesAt(scene, id - 1)[0]?.verdict).toBe('holds so far');
    expect(guaranteesAt(scene, id)[0]).toMatchObject({
      verdict: 'broken',
      count: 1,
      first: { entry: id, atUs, sentence: 'There were 1 notes, now there are 1.' },
    });
  });

  it('names the entries that show it', () => {
    const scene = notesScene([crashAt(120_000)]);
    const because = guaranteesAt(scene, scene.trace.entries.length)[0]?.first?.because ?? [];
    expect(because.map((id) => scene.trace.entries[id]?.kind)).toContain('fact');
  });

  it('stays open when the run was ended before it was at rest', () => {
    const scene = notesScene([], { untilUs: 10_000 });
    expect(verdicts(scene, 10_000)).toEqual(['holds so far', 'not judged yet', 'not seen yet']);
  });

  it('says that what should have been seen was not, at rest', () => {
    expect(verdicts(notesScene([], { workload: 'nobody' }), 0)[2]).toBe('not seen');
  });

  it('is the same object as long as it stands', () => {
    const scene = notesScene([crashAt(120_000)]);
    const before = guaranteesAt(scene, 30);
    expect(guaranteesAt(scene, 31)).toBe(before);
    const after = guaranteesAt(scene, scene.trace.entries.length);
    expect(after[0]).not.toBe(before[0]);
    expect(after[2]).toBe(before[2]);
  });
});
