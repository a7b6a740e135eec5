/** A playback that follows the class, and does not follow whoever drives it. */
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { openingRun } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import { caching } from '../../flows/caching/index.ts';
import { encodeLink } from '../../playback/link.ts';
import type { Observable, RoomView } from '../../room/client/room.ts';
import type { RoomState } from '../../room/protocol.ts';
import { library } from '../library.ts';
import { followClass } from './follow.ts';

await library.load('caching');
const run = openingRun(caching);

function makeRoom() {
  const room = createStore<Pick<RoomView, 'state' | 'driving'>>(() => ({
    state: null,
    driving: false,
  }));
  let rev = 0;
  /** The class is shown this moment of a run, at rest. */
  const say = async (atUs: number, driving: boolean, of: Run = run) => {
    const link = await encodeLink(of);
    const state = { rev: ++rev, moment: { kind: 'run', link }, playhead: { atUs } };
    const still = { playing: false, speed: 1 };
    room.setState({ state: { ...state, ...still } as RoomState, driving });
  };
  const view = { get: room.getState, subscribe: room.subscribe };
  return { say, following: followClass(view as unknown as Observable<RoomView>) };
}

async function followed() {
  const { say, following } = makeRoom();
  await say(1_000_000, false);
  await expect.poll(() => following.get().store).not.toBeNull();
  const playback = following.get().store;
  if (playback === null) throw new Error('Nothing is shown.');
  return { say, at: () => playback.getState().playhead.atUs, playback };
}

test('it goes where the class goes', async () => {
  const { say, at } = await followed();
  expect(at()).toBe(1_000_000);
  await say(2_000_000, false);
  expect(at()).toBe(2_000_000);
});

test('whoever drives is not taken back to where they were a moment ago', async () => {
  const { say, at, playback } = await followed();
  await say(1_000_000, true);
  playback.getState().seek(5_000_000);
  await say(1_000_000, true);
  expect(at()).toBe(5_000_000);
});

test('when the wheel is taken back, the driver sees the run of the class again', async () => {
  const { say, at, playback } = await followed();
  await say(1_000_000, true);
  playback.getState().open({ ...run, seed: run.seed + 1 });
  await playback.getState().settled();
  await say(1_500_000, false);
  await expect.poll(at).toBe(1_500_000);
  expect(playback.getState().scene.run.seed).toBe(run.seed);
});
