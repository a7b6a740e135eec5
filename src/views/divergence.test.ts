import { describe, expect, it } from 'vitest';
import type { Fault } from '../kernel/schedule.ts';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import { divergenceOf } from './divergence.ts';

const from = (faults: readonly Fault[], others: readonly Fault[]): number | null =>
  divergenceOf(notesScene(faults).trace, notesScene(others).trace);

describe('two runs', () => {
  it('differ from the instant of the fault that one of them has', () => {
    expect(from([], [crashAt(320_000)])).toBe(320_000);
    expect(from([crashAt(320_000)], [])).toBe(320_000);
    expect(from([], [{ kind: 'drop', message: 'save-2/SAVE' }])).toBe(100_000);
  });

  it('do not differ because their faults are listed in another order', () => {
    const cut: Fault = { kind: 'cut', link: 'ada--server', atUs: 400_000, forUs: 1_000 };
    expect(from([crashAt(320_000), cut], [cut, crashAt(320_000)])).toBeNull();
    expect(from([], [])).toBeNull();
  });

  it('do not differ in what machines hold before it shows', () => {
    const late = notesScene([], { params: { flushEveryMs: 900 } });
    expect(divergenceOf(notesScene().trace, late.trace)).toBe(730_000);
  });

  it('differ where one ends before the other', () => {
    const short = notesScene([], { untilUs: 110_000 });
    expect(divergenceOf(notesScene().trace, short.trace)).toBe(110_000);
  });
});
