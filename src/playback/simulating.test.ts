import { describe, expect, it } from 'vitest';
import { createPlayback, type PlaybackStore } from './store.ts';
import { crashAt, notes, notesRun } from './testing/notes.ts';

/** A clock on which every look takes a second, so that nothing is quick. */
function slow(): PlaybackStore {
  let nowMs = 0;
  const timing = { nowMs: () => (nowMs += 1_000), nextTurn: () => Promise.resolve() };
  return createPlayback({
    catalogue: [notes],
    run: notesRun({ params: { saveCount: 40 } }),
    timing,
  });
}

describe('a long simulation', () => {
  it('leaves the former run on the screen and the controls ahead, until it is there', async () => {
    const store = slow();
    const { scene } = store.getState();
    store.getState().setFix('log', 'on');
    const meanwhile = store.getState();
    expect(meanwhile).toMatchObject({ working: true, scene, run: { fixes: { log: 'on' } } });
    expect(meanwhile.branches).toHaveLength(2);
    await store.getState().settled();
    const after = store.getState();
    expect(after.working).toBe(false);
    expect(after.scene.run).toEqual(meanwhile.run);
    expect(after.branches[1]?.verdicts).toBeDefined();
  });

  it('is dropped for a later edit, which builds on it', async () => {
    const store = slow();
    store.getState().addFault(crashAt(100_000));
    store.getState().setFix('log', 'on');
    await store.getState().settled();
    expect(store.getState().scene.run).toMatchObject({
      faults: [crashAt(100_000)],
      fixes: { log: 'on' },
    });
    expect(store.getState().branches.map(({ verdicts }) => verdicts !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('can be left by undo, at once, for a run that is known', async () => {
    const store = slow();
    const { scene } = store.getState();
    store.getState().setFix('log', 'on');
    store.getState().undo();
    expect(store.getState()).toMatchObject({ working: false, scene });
    await store.getState().settled();
    expect(store.getState().scene).toBe(scene);
  });

  it('makes the same trace in slices as in one go', async () => {
    const store = slow();
    store.getState().addFault(crashAt(100_000));
    await store.getState().settled();
    const { scene } = store.getState();
    const quick = createPlayback({ catalogue: [notes], run: scene.run }).getState().scene;
    expect(scene.trace.entries).toEqual(quick.trace.entries);
  });
});

describe('branches that were left before they were simulated', () => {
  it('are examined later, without touching what is shown', async () => {
    const store = slow();
    store.getState().addFault(crashAt(100_000));
    store.getState().setFix('log', 'on');
    await store.getState().settled();
    const { scene, playhead } = store.getState();
    await store.getState().examine();
    expect(store.getState()).toMatchObject({ scene, playhead, working: false });
    const [, left] = store.getState().branches;
    expect(left?.verdicts?.find(({ id }) => id === 'forward')?.verdict).toBe('broken');
  });

  it('wait when somebody wants something else', async () => {
    const store = slow();
    store.getState().addFault(crashAt(100_000));
    store.getState().setFix('log', 'on');
    await store.getState().settled();
    const examined = store.getState().examine();
    store.getState().setSeed(5);
    await examined;
    await store.getState().settled();
    expect(store.getState().scene.run.seed).toBe(5);
    expect(store.getState().branches[1]?.verdicts).toBeUndefined();
  });
});
