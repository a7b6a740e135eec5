import { describe, expect, test } from 'vitest';
import { isLargerUpright } from './upright.ts';

const row = (columns: number) =>
  Array.from({ length: columns }, (_, column) => ({ column, row: 0 }));

describe('columns go down the room', () => {
  test('where it is higher than wide, and across it where it is wider', () => {
    expect(isLargerUpright(row(3), 400, 560)).toBe(true);
    expect(isLargerUpright(row(3), 800, 560)).toBe(false);
  });

  test('by what the boxes need, not by the room alone', () => {
    const beside = Array.from({ length: 4 }, (_, i) => ({ column: 0, row: i }));
    expect(isLargerUpright(beside, 400, 560)).toBe(false);
  });
});
