import { describe, expect, it } from 'vitest';
import type { Metric } from '../../flow/property.ts';
import type { Seen } from '../../kernel/monitor.ts';
import { metrics } from './metrics.ts';

function measured(id: string, events: readonly Seen[]): number | null {
  const metric: Metric | undefined = metrics.find((each) => each.id === id);
  if (metric === undefined) throw new Error(`There is no metric "${id}".`);
  const { start, on, value } = metric;
  return value(
    events.reduce((state: unknown, seen) => on(state, seen, 0), start),
    0,
  );
}

const run = (type: 'started' | 'ended', worker: string, op: string, tick: number | null): Seen => ({
  kind: 'fact',
  fact: { type, job: op, tick, receipt: 1 },
  op,
  actor: `${worker}/${op}`,
  node: worker,
});
const started = (worker: string, op: string, tick: number | null = null): Seen =>
  run('started', worker, op, tick);

describe('the runs of one job at once', () => {
  const most = (...events: Seen[]): number | null => measured('runs-at-once', events);

  it('are those of its copies, not of other jobs', () => {
    expect(most(started('w1', 'order-1'), started('w2', 'order-2'))).toBe(1);
    expect(most(started('w1', 'order-1'), started('w2', 'order-1'))).toBe(2);
  });

  it('count all ticks of a recurring job as one job', () => {
    expect(most(started('w1', 'tick-1', 1), started('w2', 'tick-2', 2))).toBe(2);
  });

  it('end with the run, and with its worker', () => {
    const next = started('w2', 'order-1');
    expect(most(started('w1', 'order-1'), run('ended', 'w1', 'order-1', null), next)).toBe(1);
    expect(most(started('w1', 'order-1'), { kind: 'down', node: 'w1' }, next)).toBe(1);
    expect(most(started('w1', 'order-1'), { kind: 'up', node: 'w1' }, next)).toBe(2);
  });
});
