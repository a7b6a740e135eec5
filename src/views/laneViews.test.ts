import { describe, expect, it } from 'vitest';
import { openingRun } from '../flow/compile.ts';
import type { Lane } from '../flow/look.ts';
import type { Run } from '../flow/run.ts';
import { jobs } from '../flows/jobs/index.ts';
import type { Fault } from '../kernel/schedule.ts';
import { SECOND } from '../kernel/time.ts';
import { diagramAt } from './diagram.ts';
import { type LaneView, placeInTime, SLOTS_SHOWN } from './laneViews.ts';
import { type Scene, sceneOf } from './scene.ts';
import { timeLeft } from './timers.ts';

/** Too many jobs, which often fail, and wait for their next attempt. */
const busy: Run = {
  ...openingRun(jobs),
  variant: 'fifo',
  workload: 'steady-load',
  fixes: { backoff: 'expo+jitter' },
  params: {
    arrivalsPerSecond: 6,
    durationMs: 20_000,
    failurePercent: 40,
    maxAttempts: 3,
    backoffBaseMs: 3_000,
    visibilityTimeoutMs: 5_000,
  },
};
const scene = sceneOf(jobs, busy);

function laneAt(of: Scene, index: number, lane: Lane): LaneView {
  const broker = diagramAt(of, index).nodes.find(({ id }) => id === 'broker');
  const found = broker?.lanes.find((each) => each.lane === lane);
  if (found === undefined) throw new Error(`The broker has no lane ${lane}.`);
  return found;
}

/** Each job that the broker hands out, and the entry before the step in which it does. */
function deliveries({ trace }: Scene): { before: number; job: string }[] {
  let before = -1;
  return trace.entries.flatMap((entry) => {
    if (entry.kind === 'step' && entry.actor === 'broker') before = entry.id - 1;
    const isDelivery = entry.kind === 'fact' && entry.fact.type === 'delivered';
    return isDelivery ? [{ before, job: String(entry.fact['job']) }] : [];
  });
}

/** Which of the deliveries took the head of the line as it stood when the broker was given something to do. */
function takenFromHead(of: Scene): { hits: number; of: number } {
  let hits = 0;
  let all = 0;
  for (const { before, job } of deliveries(of)) {
    const head = laneAt(of, before, 'waiting').slots[0];
    if (head === undefined) continue;
    all++;
    if (head.name === job) hits++;
  }
  return { hits, of: all };
}

describe('a queue', () => {
  it('stands in the order in which it is handed out', () => {
    const { hits, of } = takenFromHead(scene);
    expect(of).toBeGreaterThan(20);
    expect(hits).toBe(of);
  });

  it('has the urgent before the others where classes count', () => {
    const classes = sceneOf(jobs, { ...busy, variant: 'priority', workload: 'two-classes' });
    const { hits, of } = takenFromHead(classes);
    expect(of).toBeGreaterThan(20);
    expect(hits).toBe(of);
    const mixed = deliveries(classes)
      .map(({ before }) => laneAt(classes, before, 'waiting').slots.map(({ urgent }) => urgent))
      .filter((urgent) => new Set(urgent).size === 2);
    expect(mixed.length).toBeGreaterThan(0);
    for (const urgent of mixed) expect(urgent).toEqual(urgent.toSorted((a, b) => +b - +a));
  });

  it('says how many there are beyond those that fit', () => {
    const { count, slots, more } = laneAt(scene, scene.trace.indexAt(15 * SECOND), 'waiting');
    expect(count).toBeGreaterThan(SLOTS_SHOWN);
    expect(slots).toHaveLength(SLOTS_SHOWN - 1);
    expect(slots.length + more).toBe(count);
  });

  it('gives each job in flight the ring of its lease, whole when it is handed out', () => {
    const [first] = deliveries(scene);
    const stepped = scene.trace.entries.findIndex(
      (entry) => entry.kind === 'timer' && entry.timer === `visibility:${first?.job}`,
    );
    const [slot] = laneAt(scene, stepped, 'inFlight').slots;
    expect(slot?.name).toBe(first?.job);
    if (!slot?.timer) throw new Error('There is no lease.');
    expect(timeLeft(slot.timer, scene.trace.entries[stepped]?.atUs ?? 0)).toBe(1);
    expect(timeLeft(slot.timer, slot.timer.dueUs)).toBe(0);
    expect(slot.attempts).toBe(1);
  });

  it('has what is not due on a line that ends now, the next one first', () => {
    const atUs = 12 * SECOND;
    const { slots, spanUs } = laneAt(scene, scene.trace.indexAt(atUs), 'delayed');
    expect(slots.length).toBeGreaterThan(1);
    const places = slots.map((slot) => placeInTime(slot, spanUs, atUs));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const place of places) expect(place).toBeLessThanOrEqual(1);
    const [next] = slots;
    expect(next && placeInTime(next, spanUs, next.timer?.dueUs ?? 0)).toBe(0);
  });

  it('keeps what is dead, the latest first', () => {
    const end = scene.trace.entries.length - 1;
    const buried = scene.trace.entries.flatMap((entry) =>
      entry.kind === 'fact' && entry.fact.type === 'deadLettered' ? [entry.fact['job']] : [],
    );
    const { count, slots } = laneAt(scene, end, 'dead');
    expect(count).toBe(buried.length);
    expect(slots[0]?.name).toBe(buried.at(-1));
  });

  it('has no lane that can hold nothing', () => {
    const bare = sceneOf(jobs, { ...busy, fixes: { DLQ: 'off' } });
    const broker = diagramAt(bare, bare.trace.indexAt(SECOND)).nodes.find(
      ({ id }) => id === 'broker',
    );
    expect(broker?.lanes.map(({ lane }) => lane)).toEqual(['inFlight', 'waiting']);
  });

  it('is still there while its node is down, if it is on a disk', () => {
    const crash: Fault = { kind: 'crash', node: 'broker', atUs: 15 * SECOND, downForUs: SECOND };
    const fromCrash = (fixes: Run['fixes']) => {
      const down = sceneOf(jobs, { ...busy, fixes, faults: [crash] });
      const index = (atUs: number) => down.trace.indexAt(atUs);
      const at = (atUs: number) =>
        diagramAt(down, index(atUs)).nodes.find(({ id }) => id === 'broker');
      return { before: at(14.99 * SECOND), after: at(15.5 * SECOND) };
    };
    const { before, after } = fromCrash({});
    expect(after?.status).toBe('down');
    expect(after?.lanes[1]?.count).toBeGreaterThan(SLOTS_SHOWN);
    expect(after?.lanes[1]).toEqual(before?.lanes[1]);
    expect(fromCrash({ brokerDurable: 'off' }).after?.lanes).toEqual([]);
  });
});
