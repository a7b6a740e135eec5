import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tells } from '../views/now.ts';
import { SPEEDS, speedText } from './state.ts';
import { createPlayback, type PlaybackStore } from './store.ts';
import { crashAt, notes, notesRun } from './testing/notes.ts';

const opened = (): PlaybackStore =>
  createPlayback({ catalogue: [notes], run: notesRun({ faults: [crashAt(320_000)] }) });
const last = (store: PlaybackStore): number => store.getState().scene.trace.entries.length - 1;

describe('a step', () => {
  it('forward and back again leads to the same entry, from wherever one stands', () => {
    const store = opened();
    fc.assert(
      fc.property(fc.nat(400_000), fc.integer({ min: 1, max: 9 }), (atUs, count) => {
        store.getState().seek(atUs);
        const from = store.getState().playhead.index;
        for (let n = 0; n < count; n++) store.getState().stepForward();
        const steps = store.getState().playhead.index - from;
        expect(steps).toBe(Math.min(count, last(store) - from));
        for (let n = 0; n < steps; n++) store.getState().stepBack();
        expect(store.getState().playhead.index).toBe(from);
      }),
    );
  });

  it('is exactly one entry, also among those of one instant', () => {
    const store = opened();
    store.getState().toStart();
    for (let index = store.getState().playhead.index + 1; index <= last(store); index++) {
      store.getState().stepForward();
      const { playhead, scene } = store.getState();
      expect(playhead).toEqual({ atUs: scene.trace.entries[index]?.atUs, index });
    }
    store.getState().stepForward();
    expect(store.getState().playhead.index).toBe(last(store));
  });

  it('back goes to before the first entry, and no further', () => {
    const store = opened();
    for (let n = 0; n < 5; n++) store.getState().stepBack();
    expect(store.getState().playhead).toEqual({ atUs: 0, index: -1 });
  });

  it('stops playing', () => {
    const store = opened();
    store.getState().play();
    store.getState().stepForward();
    expect(store.getState().playing).toBe(false);
  });

  it('to what tells something passes over the rest, forward and back', () => {
    const store = opened();
    const { entries } = store.getState().scene.trace;
    const told = entries.filter((entry) => entry.id > 2 && tells(entry)).map(({ id }) => id);
    const seen: number[] = [];
    for (const _ of told) {
      store.getState().skipForward();
      seen.push(store.getState().playhead.index);
    }
    expect(seen).toEqual(told);
    for (const id of told.toReversed().slice(1)) {
      store.getState().skipBack();
      expect(store.getState().playhead.index).toBe(id);
    }
    store.getState().skipBack();
    expect(store.getState().playhead.index).toBe(2);
  });
});

describe('a seek', () => {
  it('stands after everything of an instant', () => {
    const store = opened();
    store.getState().seek(30_000);
    expect(store.getState().playhead).toEqual({ atUs: 30_000, index: 18 });
  });

  it('stays inside the run', () => {
    const store = opened();
    store.getState().seek(99_000_000);
    expect(store.getState().playhead).toEqual({ atUs: 370_000, index: last(store) });
    for (const nowhere of [-5, Number.NaN]) {
      store.getState().seek(nowhere);
      expect(store.getState().playhead).toEqual({ atUs: 0, index: 2 });
    }
    store.getState().seekEntry(1_000_000);
    expect(store.getState().playhead.index).toBe(last(store));
  });

  it('to evidence lights the entries that show it', () => {
    const store = opened();
    store.getState().showEvidence(71, [65, 66]);
    expect(store.getState()).toMatchObject({ playhead: { index: 71 }, lit: [65, 66] });
    store.getState().setFix('log', 'on');
    expect(store.getState().lit).toEqual([]);
  });
});

describe('playing', () => {
  const play = (store: PlaybackStore, frames: readonly number[]): void => {
    store.getState().play();
    for (const frame of frames) store.getState().advance(frame);
  };

  it('moves the playhead by the pace, as far in many frames as in few', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 0.1, noNaN: true }), { maxLength: 40 }),
        (frames) => {
          const [many, one] = [opened(), opened()];
          play(many, frames);
          play(one, [frames.reduce((sum, each) => sum + each, 0)]);
          const [a, b] = [many, one].map((store) => store.getState().playhead.atUs);
          expect(Math.abs((a ?? 0) - (b ?? 9e9))).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('never goes back, and shows every entry up to where it is', () => {
    const store = opened();
    store.getState().play();
    for (let n = 0, before = 0; store.getState().playing; n++) {
      if (n > 10_000) throw new Error('It never ends.');
      store.getState().advance(1 / 60);
      const { playhead, scene } = store.getState();
      expect(playhead.index).toBe(scene.trace.indexAt(playhead.atUs));
      expect(playhead.atUs).toBeGreaterThanOrEqual(before);
      before = playhead.atUs;
    }
    expect(store.getState().playhead.index).toBe(last(store));
  });

  it('goes as fast as the speed says', () => {
    const [once, twice] = [opened(), opened()];
    twice.getState().setSpeed(2);
    play(once, [0.8]);
    play(twice, [0.4]);
    expect(twice.getState().playhead).toEqual(once.getState().playhead);
  });

  it('stops at the end, and begins anew from there', () => {
    const store = opened();
    play(store, [9_999]);
    expect(store.getState()).toMatchObject({ player: 'paused', playhead: { index: last(store) } });
    store.getState().toggle();
    expect(store.getState()).toMatchObject({ player: 'playing', playhead: { atUs: 0, index: 2 } });
  });

  it('stands still while it is paused or a hand holds the playhead, and goes on when that lets go', () => {
    const store = opened();
    store.getState().advance(1);
    expect(store.getState().playhead.atUs).toBe(0);
    store.getState().play();
    store.getState().grab();
    store.getState().seek(100_000);
    store.getState().advance(1);
    expect(store.getState()).toMatchObject({ playing: true, playhead: { atUs: 100_000 } });
    store.getState().release();
    store.getState().advance(0.1);
    expect(store.getState().playhead.atUs).toBeGreaterThan(100_000);
    store.getState().pause();
    store.getState().grab();
    store.getState().release();
    expect(store.getState().playing).toBe(false);
  });

  it('waits where something else has not come further', () => {
    const store = opened();
    store.getState().setLimit(30_000);
    play(store, [9_999]);
    expect(store.getState()).toMatchObject({ playing: true, playhead: { atUs: 30_000 } });
    store.getState().setLimit(null);
    store.getState().advance(9_999);
    expect(store.getState().playing).toBe(false);
  });

  it('stands still, and does not go back, where something else is behind it', () => {
    const store = opened();
    store.getState().seek(100_000);
    store.getState().setLimit(30_000);
    play(store, [0.5]);
    expect(store.getState().playhead.atUs).toBe(100_000);
  });

  it('goes on over an edit', () => {
    const store = opened();
    play(store, [0.5]);
    const { playhead } = store.getState();
    store.getState().setFix('log', 'on');
    expect(store.getState()).toMatchObject({ playing: true, playhead });
    store.getState().advance(0.2);
    expect(store.getState().playhead.atUs).toBeGreaterThan(playhead.atUs);
  });
});

describe('the speed', () => {
  it('is on a log scale from 1/16 to 64, and stays there', () => {
    expect([SPEEDS[0], SPEEDS.at(-1), SPEEDS.length]).toEqual([1 / 16, 64, 11]);
    const store = opened();
    const speeds = [0, 1_000, 3].map((speed) => {
      store.getState().setSpeed(speed);
      return store.getState().speed;
    });
    expect(speeds).toEqual([1 / 16, 64, 3]);
    expect([1 / 16, 0.25, 1, 64].map(speedText)).toEqual(['1/16×', '¼×', '1×', '64×']);
  });
});
