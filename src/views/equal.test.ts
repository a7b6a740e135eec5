import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal, kept, keptList } from './equal.ts';

describe('equal', () => {
  it('agrees with what JSON would say about plain data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(equal(a, structuredClone(a))).toBe(true);
        expect(equal(a, [a])).toBe(false);
        if (JSON.stringify(a) === JSON.stringify(b)) expect(equal(a, b)).toBe(true);
      }),
    );
  });

  it.each([
    [{ a: 1 }, { a: 1, b: undefined }],
    [
      { a: 1, b: 2 },
      { a: 1, c: 2 },
    ],
    [[1, 2], [1]],
    [[], {}],
    [null, {}],
    [0, false],
  ])('tells %j from %j', (a, b) => {
    expect(equal(a, b)).toBe(false);
  });
});

describe('reuse', () => {
  it('keeps the former object when nothing changed, and takes the fresh one when something did', () => {
    const former = { x: [1] };
    expect(kept(former, { x: [1] })).toBe(former);
    const fresh = { x: [2] };
    expect(kept(former, fresh)).toBe(fresh);
  });

  it('keeps each equal member of a list, and the list itself when all are', () => {
    const former = [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ];
    const same = keptList(
      former,
      [
        { id: 'a', n: 1 },
        { id: 'b', n: 1 },
      ],
      ({ id }) => id,
    );
    expect(same).toBe(former);
    const [a, b] = keptList(
      former,
      [
        { id: 'a', n: 2 },
        { id: 'b', n: 1 },
      ],
      ({ id }) => id,
    );
    expect(a).toEqual({ id: 'a', n: 2 });
    expect(b).toBe(former[1]);
    expect(keptList(former, [{ id: 'a', n: 1 }], ({ id }) => id)).toHaveLength(1);
  });
});
