import { afterEach, describe, expect, it, vi } from 'vitest';
import { everyFrame, nextTurn } from './clock.ts';

afterEach(() => vi.unstubAllGlobals());

/** Frames that come when the test says so. */
function frames() {
  const waiting = new Map<number, (nowMs: number) => void>();
  let handle = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: (nowMs: number) => void) => {
    waiting.set(++handle, callback);
    return handle;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => waiting.delete(id));
  return (nowMs: number): void => {
    for (const [id, callback] of Array.from(waiting)) {
      waiting.delete(id);
      callback(nowMs);
    }
  };
}

describe('every frame', () => {
  it('tells the real seconds since the frame before', () => {
    const frame = frames();
    const seen: number[] = [];
    everyFrame((realS) => seen.push(realS));
    for (const nowMs of [1_000, 1_016, 1_048]) frame(nowMs);
    expect(seen).toEqual([0.016, 0.032]);
  });

  it('does not catch up on the time of a hidden page, and never goes back', () => {
    const frame = frames();
    const seen: number[] = [];
    everyFrame((realS) => seen.push(realS));
    for (const nowMs of [0, 60_000, 59_000]) frame(nowMs);
    expect(seen).toEqual([0.1, 0]);
  });

  it('ends when it is stopped', () => {
    const frame = frames();
    const seen: number[] = [];
    const stop = everyFrame((realS) => seen.push(realS));
    frame(0);
    stop();
    frame(16);
    expect(seen).toEqual([]);
  });
});

it('gives way to other tasks before it goes on', async () => {
  const order: string[] = [];
  setTimeout(() => order.push('task'), 0);
  await new Promise((resolve) => setTimeout(resolve, 1));
  const turn = nextTurn().then(() => order.push('turn'));
  order.push('now');
  await turn;
  expect(order).toEqual(['task', 'now', 'turn']);
});
