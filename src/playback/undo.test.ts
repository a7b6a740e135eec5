import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Playback } from './state.ts';
import { createPlayback, type PlaybackStore } from './store.ts';
import { crashAt, notes, notesRun } from './testing/notes.ts';

const opened = (): PlaybackStore => createPlayback({ catalogue: [notes], run: notesRun() });

describe('a drag', () => {
  it('is one branch, whatever it passed on its way', () => {
    const store = opened();
    for (const value of [600, 700, 800]) {
      store.getState().setParam('flushEveryMs', value, { dragging: true });
      expect(store.getState().scene.run.params).toEqual({ flushEveryMs: value });
    }
    store.getState().setParam('flushEveryMs', 800);
    expect(store.getState().branches.map(({ changed }) => changed)).toEqual([
      'As opened',
      'Flush every: 800 ms',
    ]);
    store.getState().setParam('flushEveryMs', 900, { dragging: true });
    expect(store.getState().branches).toHaveLength(3);
  });

  it('back to where it began leaves no branch', () => {
    const store = opened();
    store.getState().setParam('flushEveryMs', 600, { dragging: true });
    store.getState().setParam('flushEveryMs', 500, { dragging: true });
    store.getState().setParam('flushEveryMs', 500);
    const { branches, current, canUndo, run } = store.getState();
    expect([branches.length, current, canUndo, run.params]).toEqual([1, 1, false, {}]);
  });

  it('of another control is another branch', () => {
    const store = opened();
    store.getState().setParam('flushEveryMs', 600, { dragging: true });
    store.getState().setParam('saveCount', 4, { dragging: true });
    expect(store.getState().branches).toHaveLength(3);
  });
});

describe('undo and redo', () => {
  const anEdit = fc.oneof(
    fc.constantFrom('on', 'off').map((value) => (p: Playback) => p.setFix('log', value)),
    fc.integer({ min: 10, max: 30 }).map((ms) => (p: Playback) => p.setParam('flushEveryMs', ms)),
    fc.nat(3).map((seed) => (p: Playback) => p.setSeed(seed)),
    fc.nat(400).map((ms) => (p: Playback) => p.addFault(crashAt(ms * 1_000))),
    fc.nat(2).map((index) => (p: Playback) => p.removeFault(index)),
    fc.constant((p: Playback) => p.reset()),
  );

  it('walk back over every edit to the beginning, and forward again to the last', () => {
    fc.assert(
      fc.property(fc.array(anEdit, { maxLength: 8 }), (list) => {
        const store = opened();
        const seen = [store.getState().run];
        for (const edit of list) {
          edit(store.getState());
          const { run } = store.getState();
          if (run !== seen.at(-1)) seen.push(run);
        }
        for (const run of seen.slice(0, -1).reverse()) {
          store.getState().undo();
          expect(store.getState().run).toEqual(run);
        }
        expect(store.getState().canUndo).toBe(false);
        for (const run of seen.slice(1)) {
          store.getState().redo();
          expect(store.getState().run).toEqual(run);
          expect(store.getState().scene.run).toEqual(run);
        }
        expect(store.getState().canRedo).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('leave what was undone behind once something else is done', () => {
    const store = opened();
    for (const seed of [2, 3]) store.getState().setSeed(seed);
    store.getState().undo();
    store.getState().setSeed(4);
    expect(store.getState().canRedo).toBe(false);
    store.getState().undo();
    expect(store.getState().run.seed).toBe(2);
    expect(store.getState().branches.map(({ run }) => run.seed)).toEqual([1, 2, 3, 4]);
  });

  it('do nothing at the ends', () => {
    const store = opened();
    const { scene } = store.getState();
    store.getState().undo();
    store.getState().redo();
    expect(store.getState().scene).toBe(scene);
  });
});
