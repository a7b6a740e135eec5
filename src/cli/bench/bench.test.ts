import { describe, expect, it } from 'vitest';
import { frameWorkMs } from './frames.ts';
import { median, quantile, rounds } from './measure.ts';

describe('what the bench computes', () => {
  it('finds the middle and other places of values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
  });

  it('lets contenders take turns, and throws the first round away', () => {
    const turns: string[] = [];
    const times = rounds(2, { a: () => turns.push('a'), b: () => turns.push('b') });
    expect(turns.join('')).toBe('ababab');
    expect(times.a).toHaveLength(2);
  });

  it("adds up the main thread's tasks of each frame, in its own processor time", () => {
    const main = { pid: 1, tid: 2 };
    const frame = (ts: number) => ({ name: 'FireAnimationFrame', ph: 'X', ...main, ts, dur: 1 });
    const task = (ts: number, dur: number, tdur: number) => ({
      name: 'ThreadControllerImpl::RunTask',
      ph: 'X',
      ...main,
      ts,
      dur,
      tdur,
    });
    const traceEvents = [
      { name: 'thread_name', ph: 'M', ...main, ts: 0, args: { name: 'CrRendererMain' } },
      task(1_000, 5_000, 4_000),
      { ...task(1_000, 4_900, 3_900), name: 'RunTask' },
      frame(2_000),
      task(7_000, 2_000, 1_000),
      { ...task(8_000, 9_000, 9_000), tid: 3 },
      frame(20_000),
      task(21_000, 9_000, 3_000),
      frame(40_000),
    ];
    const buffer = Buffer.from(JSON.stringify({ traceEvents }));
    expect(frameWorkMs(buffer)).toEqual({ works: [5, 3], frames: 3 });
  });
});
