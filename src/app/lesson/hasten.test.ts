import { expect, test } from 'vitest';
import { openingRun } from '../../flow/compile.ts';
import { caching } from '../../flows/caching/index.ts';
import { createPlayback } from '../../playback/store.ts';
import type { Beat } from '../../scenario/beats.ts';
import { makeHaste } from './hasten.ts';

const opening = openingRun(caching);
const crowd = { ...opening, variant: 'cache-aside', workload: 'hot-key' };

async function begin(run = crowd) {
  const store = createPlayback({ catalogue: [caching], run });
  await store.getState().settled();
  const hasten = makeHaste(store);
  const play = async (untilUs: number | null) => {
    await hasten({ run, fromUs: 0, untilUs, plays: true } as Beat);
    return store.getState();
  };
  return { play, store };
}

test('a crowd that would take minutes is watched within one', async () => {
  const { play } = await begin();
  const { pace, speed } = await play(null);
  expect(pace.totalS).toBeGreaterThan(60);
  expect(pace.totalS / speed).toBeLessThanOrEqual(60);
  expect(pace.totalS / speed).toBeGreaterThan(30);
});

test('a short stretch plays at the speed that was chosen, also after a long one', async () => {
  const { play, store } = await begin();
  store.getState().setSpeed(0.5);
  await play(null);
  expect((await play(100_000)).speed).toBe(0.5);
});

test('who plays faster than is needed stays as fast', async () => {
  const { play, store } = await begin();
  store.getState().setSpeed(64);
  expect((await play(null)).speed).toBe(64);
});
