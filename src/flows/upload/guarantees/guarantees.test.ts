/** Each guarantee is fed facts by hand: one story that it lets pass, and one that breaks it. */
import { describe, expect, test } from 'vitest';
import type { Seen } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';
import { MIB } from '../settings.ts';
import { guarantees } from './index.ts';

type Told = Fact | readonly [op: string, fact: Fact];

const NUMBERS = { apiRamGiB: 1, partMiB: 5, parallel: 1, sizeLimitMiB: 200 };

/** Whether the facts break the guarantee, at once or at rest. */
function breaks(ref: string, told: readonly Told[]): boolean {
  const guarantee = guarantees.find((each) => each.ref === ref);
  if (guarantee === undefined) throw new Error(`No guarantee bears the code "${ref}".`);
  const { start, on, atRest } = guarantee.monitor(NUMBERS);
  let state = start;
  for (const each of told) {
    const [op, fact] = Array.isArray(each) ? (each as [string, Fact]) : ['upload-1', each as Fact];
    const seen: Seen = { kind: 'fact', fact, op, actor: 'x', node: 'x' };
    const judged = on(state, seen, 0);
    if (judged.violation !== undefined) return true;
    ({ state } = judged);
  }
  return (atRest?.(state, () => undefined) ?? null) !== null;
}

const selected = (mib = 10): Fact => ({
  type: 'selected',
  name: 'cat.png',
  sizeBytes: mib * MIB,
  bodyBytes: mib * MIB,
  contentType: 'image/png',
});
const stored = (more: object = {}): Fact => ({
  type: 'stored',
  key: 'cat',
  sizeBytes: 10 * MIB,
  contentType: 'image/png',
  sha256: 'a',
  kind: 'png',
  ...more,
});
const recorded = (status: string, sha256 = 'a'): Fact => ({
  type: 'recorded',
  id: 'upload-1',
  key: 'cat',
  status,
  sha256,
});
const shown = (sign: string): Fact => ({ type: 'shown', sign });
const sent = (mib: number): Fact => ({ type: 'sent', bytes: mib * MIB, part: 0 });
const deleted: Fact = { type: 'deleted', key: 'cat' };
const removed: Fact = { type: 'removed', id: 'upload-1' };
const opened: Fact = { type: 'opened', uploadId: 'mp-1' };
const part = (n: number): Fact => ({ type: 'partStored', part: n, bytes: 5 * MIB });
const interrupted: Fact = { type: 'interrupted', why: 'dropped' };
const expired: Fact = { type: 'urlExpired', part: 0 };

const STORIES: Readonly<Record<string, readonly [fine: Told[], broken: Told[]]>> = {
  U1: [
    [stored(), recorded('READY')],
    [recorded('READY'), stored()],
  ],
  U1r: [
    [recorded('READY'), stored()],
    [stored(), recorded('READY'), stored({ sha256: 'b' })],
  ],
  U2: [[stored(), deleted], [stored()]],
  U3: [[recorded('PENDING'), removed], [recorded('PENDING')]],
  U4: [[{ type: 'memory', bytes: 1_024 * MIB }], [{ type: 'memory', bytes: 1_025 * MIB }]],
  U5: [
    [selected(10), sent(6), interrupted, sent(9)],
    [selected(10), sent(6), interrupted, sent(10)],
  ],
  U6: [
    [selected(), expired, shown('done')],
    [selected(), expired, shown('failed')],
  ],
  U7: [
    [stored({ sizeBytes: 201 * MIB }), deleted],
    [stored({ sizeBytes: 201 * MIB }), recorded('READY')],
  ],
  U7t: [
    [stored(), recorded('READY')],
    [recorded('READY'), stored({ contentType: 'text/html' })],
  ],
  U7r: [
    [stored({ kind: 'exe' }), recorded('PENDING')],
    [stored({ kind: 'exe' }), recorded('READY')],
  ],
  U8: [[opened, { type: 'aborted', uploadId: 'mp-1' }], [opened]],
  U9: [
    [stored(), stored()],
    [stored(), ['upload-2', stored()]],
  ],
  U10: [
    [stored(), recorded('READY'), shown('done')],
    [stored(), recorded('READY'), shown('failed')],
  ],
  'U10+': [
    [selected(), stored(), recorded('READY'), shown('failed')],
    [selected(), stored(), shown('failed')],
  ],
};

describe('every guarantee', () => {
  test('has its two stories', () => {
    expect(Object.keys(STORIES).sort()).toEqual(guarantees.map(({ ref }) => ref).sort());
  });

  test.each(Object.entries(STORIES))(
    '%s lets one pass, and is broken by the other',
    (ref, [fine, bad]) => {
      expect(breaks(ref, fine)).toBe(false);
      expect(breaks(ref, bad)).toBe(true);
    },
  );

  test('U10 is broken by a page that says done too early, too', () => {
    expect(breaks('U10', [recorded('READY'), shown('done')])).toBe(true);
  });

  test('U10+ is broken where nobody knows how it ended, too', () => {
    expect(breaks('U10+', [selected(), stored(), shown('unknown')])).toBe(true);
  });

  test('U10+ counts a part once that came twice, and none of an upload that was given up', () => {
    const [one, two] = [part(1), part(2)];
    expect(breaks('U10+', [selected(), opened, one, one, shown('failed')])).toBe(false);
    expect(breaks('U10+', [selected(), opened, one, one, two, shown('failed')])).toBe(true);
    expect(breaks('U10+', [selected(), opened, one, opened, two, shown('failed')])).toBe(false);
  });

  test('U6 asks nothing of an upload that was cancelled', () => {
    expect(breaks('U6', [selected(), expired, shown('cancelled')])).toBe(false);
  });

  test('U5 allows as much again for a second drop', () => {
    const twice = [selected(10), sent(6), interrupted, sent(4), interrupted, sent(10)];
    expect(breaks('U5', twice)).toBe(false);
  });
});
