import { describe, expect, it } from 'vitest';
import type { Metric } from '../../../flow/property.ts';
import { commits, down, type Event, isSaved, saw, writes } from '../fixture.ts';
import { metrics } from './index.ts';

const metric = (id: string): Metric => {
  const found = metrics.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no metric "${id}".`);
  return found;
};

function measured(id: string, events: readonly Event[], atUs = 0): number | null {
  const { start, on, value } = metric(id);
  return value(
    events.reduce((state: unknown, { seen, atUs: at }) => on(state, seen, at), start),
    atUs,
  );
}

const cache = (type: string, value: string | null = 'v0', more: object = {}, atUs = 0): Event =>
  saw('cache', 'r', { type, key: 'cart:1', value, ...more }, atUs);
const load = (op: string, type: 'loadStarted' | 'loadEnded', atUs = 0): Event =>
  saw(`api/${op}`, op, { type, key: 'cart:1' }, atUs);

describe('the metrics', () => {
  it('have nothing to tell before anything happened, or nought', () => {
    for (const { start, value } of metrics) expect(value(start, 0) ?? 0).toBe(0);
  });

  it('share hits among lookups', () => {
    expect(measured('hit-ratio', [cache('hit'), cache('missed'), cache('hit'), cache('hit')])).toBe(
      75,
    );
  });

  it('count loads, those of the last second, and the largest herd', () => {
    const events = [
      load('r1', 'loadStarted', 0),
      load('r2', 'loadStarted', 500_000),
      load('r1', 'loadEnded', 600_000),
      load('r3', 'loadStarted', 700_000),
      load('r4', 'loadStarted', 1_300_000),
    ];
    expect(measured('loads', events)).toBe(4);
    expect(measured('loads-per-second', events, 1_300_000)).toBe(3);
    expect(measured('loads-per-second', events, 9_000_000)).toBe(0);
    expect(measured('concurrent-loads', events)).toBe(3);
  });

  it('count what was served stale, and how old it was', () => {
    const events = [
      cache('hit', 'v0', {}, 500),
      commits('v1', 1_000),
      cache('hit', 'v0', {}, 4_000),
      cache('hit', 'v1', {}, 9_000),
    ];
    expect(measured('stale-hits', events)).toBe(1);
    expect(measured('stale-age', events)).toBe(3);
  });

  it('count keys in which cache and database differ, until the cache is gone', () => {
    const events = [cache('stored', 'v0'), commits('v1')];
    expect(measured('different-keys', events)).toBe(1);
    expect(measured('different-keys', [...events, cache('deleted')])).toBe(0);
    expect(measured('different-keys', [...events, down('cache')])).toBe(0);
    expect(measured('different-keys', [cache('stored', null)])).toBe(0);
    expect(measured('different-keys', [cache('stored', null), commits('v1')])).toBe(1);
    const warm = saw('cache', '', { type: 'warmed', keys: ['cart:1', 'cart:2'] });
    expect(measured('different-keys', [warm])).toBe(0);
    expect(measured('different-keys', [warm, commits('v1')])).toBe(1);
  });

  it('count writes that were acknowledged and went down with the cache', () => {
    const acked = [writes('w1', 'v1'), isSaved('w1', 'v1')];
    expect(measured('lost-writes', [...acked, down('cache')])).toBe(1);
    expect(measured('lost-writes', [...acked, commits('v1'), down('cache')])).toBe(0);
    expect(measured('lost-writes', [writes('w1', 'v1'), down('cache')])).toBe(0);
    expect(measured('lost-writes', [...acked, down('cache'), cache('recovered', 'v1')])).toBe(0);
  });

  it('count a write whose acknowledgement was still under way when the cache went down', () => {
    const held = [writes('w1', 'v1'), cache('stored', 'v1', { dirty: true }), down('cache')];
    expect(measured('lost-writes', held)).toBe(0);
    expect(measured('lost-writes', [...held, isSaved('w1', 'v1')])).toBe(1);
    expect(measured('lost-writes', [...held, commits('v1'), isSaved('w1', 'v1')])).toBe(0);
    const back = [...held, cache('stored', 'v1', { dirty: true }), isSaved('w1', 'v1')];
    expect(measured('lost-writes', back)).toBe(0);
  });

  it('count no write as lost whose flush was under way, and the newer of two of which only the older came back', () => {
    const one = [writes('w1', 'v1'), isSaved('w1', 'v1')];
    expect(measured('lost-writes', [...one, down('cache'), commits('v1')])).toBe(0);
    const two = [...one, writes('w2', 'v2'), isSaved('w2', 'v2'), down('cache')];
    expect(measured('lost-writes', [...two, cache('recovered', 'v1')])).toBe(1);
    expect(measured('lost-writes', [...two, cache('recovered', 'v2')])).toBe(0);
  });

  it('count acknowledged writes that leave the cache without a crash', () => {
    const held = [writes('w1', 'v1'), cache('stored', 'v1', { dirty: true }), isSaved('w1', 'v1')];
    for (const end of ['evicted', 'expired']) {
      expect(measured('lost-writes', [...held, cache(end, 'v1', { dirty: true })])).toBe(1);
      expect(measured('lost-writes', [...held, cache(end, 'v1', { dirty: false })])).toBe(0);
    }
    const filled = [...held, cache('stored', 'v0', { dirty: false })];
    expect(measured('lost-writes', filled)).toBe(1);
    expect(measured('lost-writes', [...filled, commits('v1')])).toBe(0);
  });

  it('find quantiles of latency to a twentieth', () => {
    const took = (ms: number) => cache('answered', 'v0', { tookUs: ms * 1_000 });
    const events = Array.from({ length: 100 }, (_, i) => took(i + 1));
    expect(Math.abs((measured('latency-p50', events) ?? 0) / 50 - 1)).toBeLessThan(0.06);
    expect(Math.abs((measured('latency-p99', events) ?? 0) / 99 - 1)).toBeLessThan(0.06);
  });
});
