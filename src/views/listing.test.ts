import { describe, expect, it } from 'vitest';
import { notesScene } from '../playback/testing/notes.ts';
import { type ListingView, listingsAt } from './listing.ts';
import type { Scene } from './scene.ts';

const at = (scene: Scene, atUs: number, op?: string): readonly ListingView[] =>
  listingsAt(scene, scene.trace.indexAt(atUs), op);
const litLines = (listing: ListingView | undefined): string[] =>
  listing?.lines.filter(({ lit }) => lit).map(({ text }) => text) ?? [];

describe('a listing', () => {
  it('has the line lit at which the request stands', () => {
    const [save, flush] = at(notesScene(), 25_000);
    expect(litLines(save)).toEqual(['check the note']);
    expect(save?.lit).toEqual({ actor: 'server/save-save-1', op: 'save-1', done: false });
    expect(litLines(flush)).toEqual([]);
  });

  it('keeps the last line lit while the answer is on its way, and no longer', () => {
    const scene = notesScene();
    const [save] = at(scene, 35_000);
    expect(litLines(save)).toEqual(['store it in memory']);
    expect(save?.lit).toMatchObject({ op: 'save-1', done: true });
    expect(litLines(at(scene, 60_000)[0])).toEqual([]);
    expect(at(scene, 60_000)[0]?.lit).toBeNull();
  });

  it('follows the node itself where that walks through it', () => {
    const scene = notesScene();
    expect(litLines(at(scene, 300_000)[1])).toEqual(['wait']);
    expect(litLines(at(scene, 735_000)[1])).toEqual(['write to disk']);
  });

  it('shows the lines that go with the fixes, and numbers all but comments', () => {
    const lines = (scene: Scene) =>
      at(scene, 0)[0]?.lines.map(({ number, text }) => [number, text]);
    expect(lines(notesScene())).toEqual([
      [null, '# the server answers first'],
      [1, 'check the note'],
      [2, 'store it in memory'],
    ]);
    expect(lines(notesScene([], { fixes: { log: 'on' } }))?.[2]).toEqual([
      2,
      'store it, append it to the log',
    ]);
  });

  it('follows one request among several, the one that moved last unless another is chosen', () => {
    const scene = notesScene([{ kind: 'duplicate', message: 'save-1/SAVE', afterUs: 5_000 }]);
    const [both] = at(scene, 26_000);
    expect(both?.lines[1]?.count).toBe(2);
    expect(both?.lit?.actor).toBe('server/save-save-1~2');
    expect(at(scene, 26_000, 'save-1')[0]?.lit?.op).toBe('save-1');
    expect(at(scene, 26_000, 'save-2')[0]?.lit).toBeNull();
  });

  it('is the same object as long as nothing in it changes', () => {
    const scene = notesScene();
    const before = at(scene, 21_000);
    expect(at(scene, 29_000)).toBe(before);
    expect(at(scene, 35_000)[0]).not.toBe(before[0]);
  });
});
