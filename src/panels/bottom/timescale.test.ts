import { expect, test } from 'vitest';
import { atX, marksOf, type TimeScale, xOf } from './timescale.ts';

const scale: TimeScale = { left: 100, width: 700, endUs: 7_000_000 };

test('a place on the timeline is an instant, and back', () => {
  expect(xOf(scale, 3_500_000)).toBe(450);
  expect(atX(scale, 450)).toBe(3_500_000);
});

test('places beside the timeline are its ends', () => {
  expect(atX(scale, 0)).toBe(0);
  expect(atX(scale, 5_000)).toBe(7_000_000);
});

test('marks are round instants, no closer than they can be read', () => {
  const marks = marksOf(scale);
  expect(marks).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((s) => s * 1_000_000));
  expect(marksOf({ ...scale, endUs: 30_000_000 })).toContain(5_000_000);
});

test('a run without a duration has no marks, and all of it is at the left', () => {
  expect(marksOf({ ...scale, endUs: 0 })).toEqual([]);
  expect(xOf({ ...scale, endUs: 0 }, 0)).toBe(100);
});
