import { expect, test } from 'vitest';
import { formatTime } from '../../views/words.ts';
import { microsOf } from './TimeField.tsx';

test.each([
  ['3.2', 3_200_000],
  ['3.2 s', 3_200_000],
  ['200ms', 200_000],
  ['1,500 ms', 1_500_000],
  ['2 min 5 s', 125_000_000],
  ['340 µs', 340],
  ['', undefined],
  ['soon', undefined],
  ['3 days', undefined],
  ['-1 s', undefined],
])('%j is %j microseconds', (text, us) => {
  expect(microsOf(text)).toBe(us);
});

test.each([0, 1, 999, 1_000, 250_500, 3_142_000, 59_999_000, 61_500_000, 7_265_000_000])(
  'what is shown of %i microseconds can be typed',
  (us) => {
    expect(microsOf(formatTime(us))).toBe(us);
  },
);
