import { describe, expect, it } from 'vitest';
import type { Metric } from '../../flow/property.ts';
import type { Seen } from '../../kernel/monitor.ts';
import { SECOND } from '../../kernel/time.ts';
import { metrics } from './metrics.ts';

function measured(id: string, events: readonly (Seen & { atS?: number })[]): number | null {
  const metric: Metric | undefined = metrics.find((each) => each.id === id);
  if (metric === undefined) throw new Error(`There is no metric "${id}".`);
  const { start, on, value } = metric;
  return value(
    events.reduce((state: unknown, seen) => on(state, seen, (seen.atS ?? 0) * SECOND), start),
    0,
  );
}

const saw = (type: string, more: object = {}): Seen => ({
  kind: 'fact',
  fact: { type, ...more },
  op: '',
  actor: 'client-a',
  node: 'client-a',
});

describe('the delay of a reconnect', () => {
  it('is that of the last one, in seconds, and nothing before the first', () => {
    expect(measured('reconnect-delay', [saw('opened')])).toBeNull();
    expect(
      measured('reconnect-delay', [
        saw('waits', { delayMs: 1_000 }),
        saw('waits', { delayMs: 2_500 }),
        saw('opened'),
      ]),
    ).toBe(2.5);
  });
});

describe('the time until all are back', () => {
  const hub = (kind: 'down' | 'up', atS: number): Seen & { atS: number } => ({
    kind,
    node: 'hub',
    atS,
  });
  const at = (atS: number, type: string): Seen & { atS: number } => ({ ...saw(type), atS });
  const fallen = [
    at(1, 'opened'),
    at(1, 'opened'),
    hub('down', 5),
    at(5, 'lost'),
    at(5, 'lost'),
    hub('up', 10),
    at(11, 'opened'),
  ];

  it('runs from the return of the server to the last client', () => {
    expect(measured('time-to-all-open', fallen)).toBeNull();
    expect(measured('time-to-all-open', [...fallen, at(14, 'opened')])).toBe(4);
  });

  it('counts from when the server had booted', () => {
    const booted = [...fallen.slice(0, -1), at(12, 'booted'), at(13, 'opened'), at(14, 'opened')];
    expect(measured('time-to-all-open', booted)).toBe(2);
  });

  it('is not that of a later blip', () => {
    const back = [...fallen, at(14, 'opened'), at(50, 'lost'), at(51, 'opened')];
    expect(measured('time-to-all-open', back)).toBe(4);
  });
});

describe('the latency', () => {
  const at = (atS: number, type: string, more: object): Seen & { atS: number } => ({
    ...saw(type, more),
    atS,
  });
  const published = [at(1, 'published', { n: 1 }), at(3, 'published', { n: 2 })];

  it('counts every event that a whole state brings', () => {
    const shown = [...published, at(5, 'reset', { after: 0, upTo: 2 })];
    expect(measured('latency-p50', shown)).toBeCloseTo(2.05, 1);
    expect(measured('latency-p99', shown)).toBeCloseTo(4.1, 1);
  });

  it('is not that of what was shown before, or to a newcomer', () => {
    const shown = [...published, at(5, 'reset', { after: 2, upTo: 2 })];
    expect(measured('latency-p50', shown)).toBeNull();
  });
});
