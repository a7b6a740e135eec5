import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../kernel/schedule.ts';
import { type Pace, paceOf } from './pace.ts';
import { crashAt, notesRun, notesScene } from './testing/notes.ts';

const pace = (
  faults: readonly Fault[] = [],
  part: Partial<ReturnType<typeof notesRun>> = {},
): Pace => paceOf(notesScene(faults, part).trace);

/** Runs with faults of several kinds, spans and gaps. */
const runs = fc.record({
  faults: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('crash' as const),
        node: fc.constantFrom('server', 'disk'),
        atUs: fc.nat(900_000),
        downForUs: fc.integer({ min: 1, max: 5_000_000 }),
      }),
      fc.record({
        kind: fc.constant('pause' as const),
        node: fc.constantFrom('server', 'ada'),
        atUs: fc.nat(900_000),
        forUs: fc.integer({ min: 1, max: 60_000_000 }),
      }),
      fc.record({
        kind: fc.constant('delay' as const),
        message: fc.constantFrom('save-1/SAVE', 'save-2/SAVED', 'save-3/FLUSH'),
        byUs: fc.integer({ min: 1, max: 60_000_000 }),
      }),
    ),
    { maxLength: 4 },
  ),
  params: fc.record({
    saveCount: fc.integer({ min: 1, max: 12 }),
    flushEveryMs: fc.integer({ min: 10, max: 60_000 }),
  }),
});

describe('the map from virtual to watching time', () => {
  it('is strictly monotone, and its inverse leads back to every instant', () => {
    fc.assert(
      fc.property(
        runs,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        ({ faults, params }, parts) => {
          const { trace } = notesScene(faults, { params });
          const { toWatch, toVirtual, endUs, totalS } = paceOf(trace);
          expect(endUs).toBe(trace.endUs);
          const instants = [
            ...trace.entries.map(({ atUs }) => atUs),
            ...parts.map((part) => Math.floor(part * endUs)),
          ];
          const rising = [...new Set(instants)].sort((a, b) => a - b);
          rising.forEach((atUs, i) => {
            expect(toVirtual(toWatch(atUs))).toBe(atUs);
            if (i > 0) expect(toWatch(atUs)).toBeGreaterThan(toWatch(rising[i - 1] ?? 0));
            if (atUs < endUs) expect(toWatch(atUs + 1)).toBeGreaterThan(toWatch(atUs));
          });
          expect(toWatch(endUs)).toBeCloseTo(totalS, 9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('begins at nothing, and does not leave the run', () => {
    const { toWatch, toVirtual, totalS, endUs } = pace();
    expect([toWatch(0), toWatch(-5), toVirtual(0), toVirtual(-1)]).toEqual([0, 0, 0, 0]);
    expect(toWatch(endUs * 2)).toBe(totalS);
    expect(toVirtual(totalS + 1)).toBe(endUs);
  });

  it('stands still for a run in which nothing happens', () => {
    const still = pace([], { workload: 'nobody' });
    expect([still.totalS, still.toWatch(7), still.toVirtual(7)]).toEqual([0, 0, 0]);
    expect(still.stretches).toEqual([]);
  });
});

describe('a message', () => {
  it('is watched long enough to be read, however short its way is', () => {
    const { trace } = notesScene();
    const { toWatch } = paceOf(trace);
    for (const entry of trace.entries) {
      if (entry.kind !== 'send' || entry.local) continue;
      expect(toWatch(entry.dueUs) - toWatch(entry.atUs)).toBeGreaterThan(0.85);
    }
  });

  it('shares its time with those that are under way beside it', () => {
    const alone = pace([], { params: { saveCount: 1 } });
    const twice = pace([{ kind: 'duplicate', message: 'save-1/SAVE', afterUs: 2_000 }], {
      params: { saveCount: 1 },
    });
    const [one, two] = [alone, twice].map(({ toWatch }) => toWatch(22_000));
    expect(two).toBeLessThan((one ?? 0) + 0.9);
  });

  it('that waits for a paused node is watched on its way, and skipped at the door', () => {
    const { toWatch } = pace([{ kind: 'pause', node: 'server', atUs: 1_000, forUs: 30_000_000 }]);
    expect(toWatch(20_000) - toWatch(0)).toBeGreaterThan(0.85);
    expect(toWatch(29_000_000) - toWatch(2_000_000)).toBeLessThan(0.61);
  });

  it('that is drawn out by a fault is not watched the longer for it', () => {
    const drawn = pace([{ kind: 'delay', message: 'save-3/SAVED', byUs: 30_000_000 }], {
      params: { flushEveryMs: 60_000 },
    });
    expect(drawn.toWatch(29_000_000) - drawn.toWatch(1_000_000)).toBeLessThan(1);
  });
});

describe('time in which nothing is to be seen', () => {
  it('is skipped in little more than half a second, however long it is', () => {
    const { toWatch } = pace([], { params: { flushEveryMs: 60_000 } });
    const gap = toWatch(60_000_000) - toWatch(260_000);
    expect(gap).toBeGreaterThan(0.3);
    expect(gap).toBeLessThan(0.61);
  });

  it('is marked as skipped, and what is slowed down as stretched', () => {
    const { stretches } = pace([], { params: { flushEveryMs: 60_000 } });
    expect(stretches.map(({ kind }) => kind)).toEqual(['stretched', 'skipped', 'stretched']);
    const [first, skipped] = stretches;
    expect([first?.fromUs, skipped?.fromUs, skipped?.toUs]).toEqual([0, 250_000, 60_230_000]);
    expect(skipped?.fromS).toBe(first?.toS);
  });

  it('gives a crash and a return a moment of their own each', () => {
    const { toWatch } = pace([{ ...crashAt(300_000), downForUs: 100_000 } as Fault]);
    expect(toWatch(300_000) - toWatch(250_000)).toBeGreaterThan(0.2);
    expect(toWatch(400_000) - toWatch(300_000)).toBeGreaterThan(0.3);
  });
});

describe('a long run', () => {
  const act = (n: number, atUs: number) => ({
    op: `save-h${n}`,
    node: 'ada',
    atUs,
    event: { type: 'save', note: `${n}` },
  });

  it('compresses a crowd, and leaves what is calm as it was', () => {
    const scene = notesScene([], {
      params: { saveCount: 2_000 },
      inputs: [act(1, 600_000_000)],
    });
    const { toWatch, totalS } = paceOf(scene.trace);
    const watched = (address: string): number => {
      const send = scene.trace.entries.find(
        (each) => each.kind === 'send' && each.address === address,
      );
      return send?.kind === 'send' ? toWatch(send.dueUs) - toWatch(send.atUs) : 0;
    };
    expect(watched('save-h1/SAVE')).toBeGreaterThan(0.85);
    expect(watched('save-900/SAVE')).toBeLessThan(0.2);
    expect(totalS).toBeLessThan(600);
  });

  it('never takes more than a quarter of an hour', () => {
    const inputs = Array.from({ length: 600 }, (_, i) => act(i + 1, i * 2_000_000));
    const { totalS } = pace([], { inputs });
    expect(totalS).toBeGreaterThan(800);
    expect(totalS).toBeLessThanOrEqual(900.001);
  });
});
