import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastNotch, NOTCHES, notchOf, type Scale, valueAt } from './scale.ts';

const ms: Scale = { min: 10, max: 60_000, log: true };

test('the ends of a scale are its first and last notch', () => {
  expect(valueAt(0, ms)).toBe(10);
  expect(valueAt(NOTCHES, ms)).toBe(60_000);
  expect(notchOf(10, ms)).toBe(0);
  expect(notchOf(60_000, ms)).toBeCloseTo(NOTCHES);
});

test('on a log scale the middle is the geometric mean', () => {
  expect(valueAt(NOTCHES / 2, { min: 1, max: 10_000, log: true })).toBe(100);
});

test('a log scale may begin at zero', () => {
  const fromZero: Scale = { min: 0, max: 2_000, log: true };
  expect(valueAt(0, fromZero)).toBe(0);
  expect(valueAt(NOTCHES, fromZero)).toBe(2_000);
});

test('one notch beyond the last is without bound, where that is allowed', () => {
  const endless: Scale = { ...ms, endless: true };
  expect(valueAt(lastNotch(endless), endless)).toBe(Number.POSITIVE_INFINITY);
  expect(notchOf(Number.POSITIVE_INFINITY, endless)).toBe(lastNotch(endless));
  expect(valueAt(lastNotch(endless), ms)).toBe(60_000);
});

test('steps of a tenth come out as one writes them', () => {
  const tenths: Scale = { min: 0, max: 1.4, step: 0.1 };
  expect([50, 57, 64].map((notch) => valueAt(notch, tenths))).toEqual([0.7, 0.8, 0.9]);
});

test('every notch gives a value inside the bounds, and a higher notch none that is lower', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 }), fc.boolean(), (notch, log) => {
      const scale: Scale = { min: 1, max: 5_000, log };
      const value = valueAt(notch, scale);
      expect(value).toBeGreaterThanOrEqual(1);
      expect(value).toBeLessThanOrEqual(valueAt(notch + 1, scale));
    }),
  );
});
