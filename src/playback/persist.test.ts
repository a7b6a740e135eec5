import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Library } from '../flow/library.ts';
import { type Beginning, beginPlayback } from './begin.ts';
import { encodeLink } from './link.ts';
import { keepIn, readBack, written } from './persist.ts';
import { createPlayback } from './store.ts';
import { crashAt, notes, notesRun } from './testing/notes.ts';
import { browserVault, type Vault } from './vault.ts';

const catalogue = [notes];
const library = new Library([{ ...notes, load: () => Promise.resolve(notes) }]);

/** Keeps what is written the way IndexedDB does: as a copy of plain data. */
function memory(content?: unknown): Vault & { content: () => unknown } {
  let kept = content;
  return {
    read: () => Promise.resolve(kept),
    write: (value) => {
      kept = structuredClone(value);
      return Promise.resolve();
    },
    content: () => kept,
  };
}

const beginning = (part: Partial<Beginning> = {}): Beginning => ({
  library,
  first: notes.id,
  fragment: '',
  vault: memory(),
  plays: true,
  ...part,
});

function aSession() {
  const store = createPlayback({ catalogue, run: notesRun() });
  store.getState().seek(310_000);
  store.getState().addFault(crashAt(320_000));
  store.getState().setFix('log', 'on');
  store.getState().undo();
  store.getState().setSpeed(4);
  return store;
}

describe('a reload', () => {
  it('brings back run, branches, playhead and speed', async () => {
    const before = aSession().getState();
    const vault = memory(structuredClone(written(before)));
    const { store } = await beginPlayback(beginning({ vault }));
    const after = store.getState();
    expect(after.scene.run).toEqual(before.scene.run);
    expect(after.playhead).toEqual(before.playhead);
    expect([after.speed, after.current, after.player]).toEqual([4, before.current, 'paused']);
    expect(
      after.branches.map(({ id, run, parent, changed }) => ({ id, run, parent, changed })),
    ).toEqual(
      before.branches.map(({ id, run, parent, changed }) => ({ id, run, parent, changed })),
    );
    after.setSeed(5);
    expect(store.getState().branches).toHaveLength(4);
  });

  it('brings back the very entry among those of one instant', async () => {
    const session = aSession();
    session.getState().seekEntry(13);
    const { store } = await beginPlayback(
      beginning({ vault: memory(written(session.getState())) }),
    );
    expect(store.getState().playhead).toEqual({ atUs: 30_000, index: 13 });
  });

  it('goes on playing from where it stood', async () => {
    const { store } = await beginPlayback(
      beginning({ vault: memory(written(aSession().getState())) }),
    );
    store.getState().play();
    store.getState().advance(0.05);
    expect(store.getState().playhead.atUs).toBeGreaterThan(309_999);
  });
});

describe('what was kept', () => {
  it('is used without its branches that are no longer right', () => {
    const session = aSession();
    const kept = structuredClone(written(session.getState())) as {
      branches: { id: number; run: object }[];
    };
    kept.branches[1] = { id: 2, run: { ...notesRun(), variant: 'gone' } };
    const back = readBack(catalogue, kept);
    expect(back?.branches.list.map(({ id, parent }) => [id, parent])).toEqual([
      [1, null],
      [3, null],
    ]);
    expect(back?.branches.current).toBe(3);
    expect(back?.place).toEqual({ atUs: 0 });
  });

  it('never breaks the page, whatever it has become', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.jsonValue(), async (anything, json) => {
        const kept = { version: 1, branches: [json, { id: 1, run: json }], current: json };
        for (const content of [anything, kept]) {
          const { store } = await beginPlayback(
            beginning({ vault: memory(content), plays: false }),
          );
          expect(store.getState()).toMatchObject({
            run: notesRun(),
            playhead: { atUs: 0, index: 2 },
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing where the browser has no IndexedDB, and nothing fails', async () => {
    expect('indexedDB' in globalThis).toBe(false);
    const vault = browserVault('anything');
    await vault.write({ a: 1 });
    expect(await vault.read()).toBeUndefined();
  });
});

describe('keeping', () => {
  it('writes after edits and moves of the playhead, and at the end at once', () => {
    vi.useFakeTimers();
    const vault = memory();
    const store = createPlayback({ catalogue, run: notesRun() });
    const stop = keepIn(vault, store);
    store.getState().select({ kind: 'node', node: 'ada' });
    vi.runAllTimers();
    expect(vault.content()).toBeUndefined();
    store.getState().setFix('log', 'on');
    expect(vault.content()).toBeUndefined();
    vi.runAllTimers();
    expect(vault.content()).toMatchObject({ current: 2, atUs: 0 });
    store.getState().seek(123_000);
    stop();
    expect(vault.content()).toMatchObject({ atUs: 123_000 });
    store.getState().seek(5_000);
    vi.runAllTimers();
    expect(vault.content()).toMatchObject({ atUs: 123_000 });
    vi.useRealTimers();
  });
});

describe('the page', () => {
  it('opens playing on a first visit, unless the system asks for no motion', async () => {
    const first = await beginPlayback(beginning());
    expect(first.store.getState()).toMatchObject({ playing: true, playhead: { atUs: 0 } });
    expect(first.wasLink).toBe(false);
    const still = await beginPlayback(beginning({ plays: false }));
    expect(still.store.getState().playing).toBe(false);
  });

  it('opens the moment of a link, beside what was kept', async () => {
    const fragment = await encodeLink(notesRun({ seed: 77 }), 30_000, 10);
    const vault = memory(written(aSession().getState()));
    const { store, wasLink } = await beginPlayback(beginning({ fragment, vault }));
    expect(store.getState()).toMatchObject({
      run: { seed: 77 },
      playhead: { atUs: 30_000, index: 10 },
      playing: false,
    });
    expect(store.getState().branches).toHaveLength(4);
    expect(wasLink).toBe(true);
  });

  it('opens as it would have without a link that is broken, and says what is wrong', async () => {
    const { store } = await beginPlayback(beginning({ fragment: '#v1:xyz' }));
    expect(store.getState()).toMatchObject({ run: notesRun(), playing: true });
    expect(store.getState().problem?.title).toBe('This link cannot be opened.');
  });
});
