import { expect, it } from 'vitest';
import { SpeedMeter } from './speedMeter.ts';

function after(seconds: number, speed: number, heldEvery: number): number | null {
  const meter = new SpeedMeter();
  for (let n = 0; n <= seconds * 60; n++) {
    meter.add({ atMs: (n * 1_000) / 60, watchS: (n * speed) / 60, held: n % heldEvery === 0 });
  }
  return meter.speed();
}

it('tells the speed of the last second while the playhead is held up', () => {
  expect(after(3, 5, 2)).toBeCloseTo(5);
});

it('says nothing while hardly anything holds it up, or too little is known', () => {
  expect(after(3, 5, 30)).toBeNull();
  expect(after(0.3, 5, 1)).toBeNull();
});

it('begins anew when the playhead goes back', () => {
  const meter = new SpeedMeter();
  for (let n = 0; n < 60; n++) meter.add({ atMs: n * 16, watchS: n, held: true });
  meter.add({ atMs: 1_000, watchS: 0, held: true });
  expect(meter.speed()).toBeNull();
});
