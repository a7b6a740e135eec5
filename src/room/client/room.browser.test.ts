/** The client in a real browser: what it loads of `mqtt` there is not what Node loads. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import type { RoomScene } from '../protocol.ts';
import { hostRoom, joinRoom } from './room.ts';
import type { Memory } from './saved.ts';

const SCENE: RoomScene = {
  moment: { kind: 'step', scenario: 'cache.write-back-crash', step: 'guess' },
  playhead: { atUs: 0 },
  playing: false,
  speed: 1,
};

function memory(): Memory {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 8_000, interval: 20 });

test('two pages are a room over a server: follow, vote, reload, go', async () => {
  const { server, code, secret } = await commands.openRoom();
  onTestFinished(() => commands.closeRoom());
  const host = hostRoom({ server, code, secret, start: () => SCENE, memory: memory() });
  const own = memory();
  const before = joinRoom({ server, code, memory: own });
  await until(() => expect(before.get().state?.moment).toEqual(SCENE.moment));
  host.openPoll(null, ['A', 'B']);
  await until(() => expect(before.get().poll?.options).toEqual(['A', 'B']));
  before.vote('B');
  await until(() => expect(host.get().board?.counts).toEqual([[0, 1]]));
  await until(() => expect(before.get().voteOnItsWay).toBe(false));
  const { pid } = before.get();
  before.close();
  const after = joinRoom({ server, code, memory: own });
  await until(() => expect(after.get()).toMatchObject({ connection: 'in', pid, vote: 'B' }));
  after.close();
  await until(() => expect(host.get().roster).toMatchObject([{ pid, presence: { here: false } }]));
  expect(await host.answers()).toHaveLength(1);
  host.close();
});
