import { describe, expect, test } from 'vitest';
import { chance } from '../chance.ts';
import { PairMap } from './intern.ts';
import { States } from './states.ts';
import { World } from './world.ts';

describe('the states met so far', () => {
  test('are found again by their content, however many there are', () => {
    const states = new States();
    const known = new Map<string, number>();
    const run = new Int32Array(64);
    const mistaken: number[] = [];
    for (let n = 0; n < 20_000; n++) {
      const length = 3 + (n % 53);
      for (let i = 1; i < length; i++)
        run[i] = Math.floor(chance(n % 15_000, 'run', String(i)) * 9);
      // Equal counts make equal lengths.
      run[1] = length;
      run[0] = n;
      const key = run.slice(1, length).join();
      const at = states.intern(run, length);
      if (at !== (known.get(key) ?? -Math.abs(at))) mistaken.push(n);
      known.set(key, Math.abs(at));
    }
    expect(mistaken).toEqual([]);
    expect(states.count).toBe(known.size);
  });

  test('remember their latest visit apart from their content', () => {
    const states = new States();
    const at = -states.intern(Int32Array.of(7, 1, 2), 3);
    states.setVisit(at, 9);
    expect(states.intern(Int32Array.of(8, 1, 2), 3)).toBe(at);
    expect(states.visitOf(at)).toBe(9);
  });
});

const contentOf = ({ monitor, situation, own, ...bags }: World) => [
  monitor,
  situation,
  [...own],
  ...Object.values(bags).map((bag) => bag.list()),
];

test('a world is read back as it was written', () => {
  const world = new World(2);
  world.monitor = 3;
  world.situation = 4;
  world.own.set([5, -6]);
  for (const bag of [world.spawned, world.flights, world.timers, world.calls, world.streams]) {
    for (let i = 0; i < 31; i++) bag.add(100 - i);
  }
  const run = new Int32Array(300);
  const length = world.write(run);
  const again = new World(2);
  again.read(run, 0);
  expect(again.write(new Int32Array(300))).toBe(length);
  expect(contentOf(again)).toEqual(contentOf(world));
});

test('a pair is remembered among many', () => {
  const pairs = new PairMap();
  const keys = Array.from({ length: 9_000 }, (_, n) => [1 + (n % 100), n] as const);
  for (const [a, b] of keys) pairs.set(a, b, a * 10_000 - b);
  expect(keys.filter(([a, b]) => pairs.get(a, b) !== a * 10_000 - b)).toEqual([]);
  expect(pairs.get(101, 1)).toBe(0);
});
