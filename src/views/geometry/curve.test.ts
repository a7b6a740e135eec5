import { expect, test } from 'vitest';
import { along, type Box, heading, measure } from './curve.ts';
import { type Placed, placesOf, routesOf, sizeOf } from './layout.ts';

const box = (x: number, y: number): Box => ({ x, y, width: 184, height: 90 });

test('equal parts of the way are equally long, though the curve bends', () => {
  const route = measure({
    from: { x: 0, y: 0 },
    bend1: { x: 300, y: 0 },
    bend2: { x: -200, y: 300 },
    to: { x: 100, y: 300 },
  });
  const places = Array.from({ length: 11 }, (_, i) => along(route, i / 10));
  const steps = places.slice(1).map((to, i) => {
    const from = places[i] ?? to;
    return Math.hypot(to.x - from.x, to.y - from.y);
  });
  expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.25);
  expect(places[0]).toEqual({ x: 0, y: 0 });
  expect(places[10]).toEqual({ x: 100, y: 300 });
});

test('a message leaves a box sideways when the other stands beside it, downwards when it stands below', () => {
  const boxes = new Map([
    ['api', box(0, 0)],
    ['cache', box(320, 0)],
    ['db', box(0, 300)],
  ]);
  const routes = routesOf(
    [
      { id: 'api--cache', from: 'api', to: 'cache' },
      { id: 'api--db', from: 'api', to: 'db' },
    ],
    boxes,
  );
  const beside = routes.get('api--cache');
  const below = routes.get('api--db');
  expect(beside && heading(beside, 0).x).toBeCloseTo(1);
  expect(below && heading(below, 0).y).toBeCloseTo(1);
});

test('a way that would lie behind a box goes where it is seen', () => {
  const boxes = new Map([
    ['ann', box(0, 0)],
    ['thief', box(0, 250)],
    ['api', box(272, 500)],
  ]);
  const route = routesOf([{ id: 'ann--api', from: 'ann', to: 'api' }], boxes).get('ann--api');
  const thief = boxes.get('thief');
  if (!route || !thief) throw new Error('There is no route.');
  for (let part = 0; part <= 1; part += 0.05) {
    const { x, y } = along(route, part);
    expect(x > thief.x && x < thief.x + thief.width && y > thief.y && y < thief.y + 110).toBe(
      false,
    );
  }
});

test('lines that end at the same side of a box keep apart, in the order of their other ends', () => {
  const boxes = new Map([
    ['a', box(0, 0)],
    ['b', box(0, 400)],
    ['api', box(320, 200)],
  ]);
  const routes = routesOf(
    [
      { id: 'b--api', from: 'b', to: 'api' },
      { id: 'a--api', from: 'a', to: 'api' },
    ],
    boxes,
  );
  const ends = ['a--api', 'b--api'].map((id) => routes.get(id)?.curve.to.y ?? 0);
  expect(ends[1]).toBeGreaterThan((ends[0] ?? 0) + 10);
});

test.each(['landscape', 'flat', 'upright'] as const)(
  'no two boxes lie over each other: %s',
  (shape) => {
    const nodes = [0, 1, 2].flatMap((column) => [0, 2].map((row) => ({ column, row })));
    const boxes = placesOf(nodes, shape).map(({ x, y }) => box(x, y));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart = Math.abs(a.x - b.x) >= 184 || Math.abs(a.y - b.y) >= 120;
        expect(apart).toBe(true);
      }
    }
  },
);

test('between two boxes that stand close together a message goes round above them', () => {
  const boxes = new Map([
    ['cache', box(0, 0)],
    ['db', box(184 + 50, 0)],
  ]);
  const route = routesOf([{ id: 'cache--db', from: 'cache', to: 'db' }], boxes).get('cache--db');
  if (route === undefined) throw new Error('There is no route.');
  expect(along(route, 0.5).y).toBeLessThan(-30);
  for (const part of [0.1, 0.3, 0.7, 0.9]) expect(along(route, part).y).toBeLessThan(0);
});

test('boxes of a wide diagram stand closer together', () => {
  const row = (count: number) => Array.from({ length: count }, (_, column) => ({ column, row: 0 }));
  const step = (count: number) => placesOf(row(count), 'landscape')[1]?.x ?? 0;
  expect(step(5)).toBeLessThan(step(3));
  expect(step(5)).toBeGreaterThan(184 + 60);
});

test('of five columns the last goes back below a drawing, where it is alone and has room', () => {
  const row = Array.from({ length: 5 }, (_, column) => ({ column, row: 1 }));
  const places = (queue: number, more: readonly Placed[] = []) =>
    placesOf(
      [
        ...row.map((node) =>
          node.column === queue ? { ...node, drawing: 'queue' as const } : node,
        ),
        ...more,
      ],
      'landscape',
    );
  const [, , queue, beside, last] = places(2);
  if (!queue || !beside || !last) throw new Error('unreachable');
  // At the side of the boxes that it belongs to, so that no line runs under the drawing.
  expect(last.x).toBeGreaterThan(queue.x);
  expect(last.x + sizeOf({}).width).toBeLessThan(beside.x);
  expect(last.y - queue.y).toBeGreaterThan(320);
  expect(beside.y).toBe(queue.y);
  // Not where another box stands there, nor below what is no drawing.
  for (const kept of [places(2, [{ column: 2, row: 2 }]), places(1)]) {
    expect(kept[4]?.y).toBe(kept[3]?.y);
  }
});

test('a queue has room for its drawing: what is beside, beyond and below it keeps away', () => {
  const nodes: readonly (Placed & { readonly id: string })[] = [
    { id: 'load', column: 0, row: 1 },
    { id: 'queue', column: 2, row: 1, drawing: 'queue' },
    { id: 'relay', column: 2, row: 2 },
    { id: 'worker', column: 3, row: 2 },
  ];
  for (const shape of ['landscape', 'flat'] as const) {
    const [load, queue, relay, worker] = placesOf(nodes, shape);
    if (!load || !queue || !relay || !worker) throw new Error('unreachable');
    expect(relay.y - queue.y).toBeGreaterThan(320);
    expect(worker.x - queue.x).toBeGreaterThan(sizeOf({ drawing: 'queue' }).width + 60);
    // The empty column takes no room.
    expect(queue.x - load.x).toBeLessThan(2 * 184);
  }
  const boxes = new Map(
    placesOf(nodes, 'landscape').map(({ x, y }, i) => [
      nodes[i]?.id ?? '',
      { x, y, height: 110, ...sizeOf(nodes[i] ?? {}) },
    ]),
  );
  const route = routesOf([{ id: 'a', from: 'queue', to: 'worker' }], boxes).get('a');
  const queue = boxes.get('queue');
  if (!route || !queue) throw new Error('There is no route.');
  // It leaves at the side, not below, where it would run under the drawing.
  expect(along(route, 0).x).toBe(queue.x + queue.width);
});
