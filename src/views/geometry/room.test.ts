import { describe, expect, test } from 'vitest';
import { type Placed, placesOf, type Shape, withRoom } from './layout.ts';

const NODES: readonly Placed[] = [
  { column: 0, row: 0 },
  { column: 0, row: 1 },
  { column: 1, row: 0 },
  { column: 2, row: 0.5 },
];
const moved = (heights: readonly number[], shape: Shape) => {
  const places = placesOf(NODES, shape);
  return withRoom(places, heights, shape).map(({ y }, i) => y - (places[i]?.y ?? 0));
};

describe('a box that is higher than its place', () => {
  test('moves what stands below it, and nothing beside it', () => {
    expect(moved([300, 90, 300, 90], 'landscape')).toEqual([0, expect.any(Number), 0, 0]);
    const [, below = 0] = moved([300, 90, 300, 90], 'landscape');
    expect(below).toBeGreaterThan(0);
    expect(moved([400, 90, 300, 90], 'landscape')[1]).toBe(below + 100);
  });

  test('moves all that is below it where columns go down, and keeps one line on one line', () => {
    const [first = 0, beside = 0, second = 0, third = 0] = moved([90, 300, 90, 90], 'upright');
    expect([first, beside]).toEqual([0, 0]);
    expect(second).toBeGreaterThan(0);
    expect(third).toBeLessThanOrEqual(second);
  });

  test('moves nothing where there is room, or where nothing is measured', () => {
    expect(moved([90, 90, 90, 90], 'flat')).toEqual([0, 0, 0, 0]);
    expect(moved([], 'upright')).toEqual([0, 0, 0, 0]);
  });
});
