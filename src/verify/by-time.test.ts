import { describe, expect, it } from 'vitest';
import { counting } from '../kernel/search/fixtures.ts';
import { simulate } from '../kernel/simulate.ts';
import type { System } from '../kernel/system.ts';
import { SEEDS, type TimedFinding, type TimedOptions, TimedSearch } from './by-time.ts';

function decideTimed(
  system: System,
  monitor: string,
  { states, ...options }: TimedOptions & { readonly states: number },
): TimedFinding {
  const searching = new TimedSearch(system, monitor, options);
  searching.advance(states);
  return searching.finding();
}

/** Whose messages take longer or shorter, by chance. */
const jittery = (system: System): System => ({
  ...system,
  links: system.links.map((link) => ({ ...link, jitterUs: 100 })),
});

const crash = [{ kind: 'crash', target: 'db' }];

describe('a guarantee judged in virtual time', () => {
  it('holds when no run of any seed breaks it, and says how many there were', () => {
    const system = jittery(counting(1));
    const found = decideTimed(system, 'g', { faults: 0, kinds: crash, states: 100_000 });
    expect(found).toMatchObject({ verdict: 'holds', faultCount: 0, schedule: null });
    expect(found.coverage).toMatch(
      /^timed runs of seeds 1 to 20, no fault: 20 timed runs, \d+ entries$/,
    );
  });

  it('plays a run in which nothing is left to chance once, and says so', () => {
    const found = decideTimed(counting(1), 'g', { faults: 0, kinds: crash, states: 100_000 });
    expect(found.coverage).toMatch(
      /^timed runs of any seed \(nothing is left to chance\), no fault: 1 timed run, \d+ entries$/,
    );
  });

  it('is broken with the fewest faults, by a schedule that shows it', () => {
    const system = counting(1);
    const found = decideTimed(system, 'g', { faults: 2, kinds: crash, states: 100_000 });
    expect(found).toMatchObject({ verdict: 'broken', faultCount: 1 });
    const schedule = found.schedule ?? expect.unreachable();
    expect(schedule.faults).toMatchObject([{ kind: 'crash', node: 'db' }]);
    expect(simulate(system, schedule).violations).not.toHaveLength(0);
    expect(found.coverage).toContain(
      'at most 1 crash of db, each on any message or begun at one of up to 40 instants',
    );
  });

  it('tries every seed with every place before it says that it holds', () => {
    const durable = { durable: ({ value }: { value: number }) => ({ value }) };
    const found = decideTimed(jittery(counting(1, 1, durable)), 'g', {
      faults: 1,
      kinds: crash,
      states: 1e6,
    });
    expect(found.verdict).toBe('holds');
    const runs = Number(/: ([\d,]+) timed runs/.exec(found.coverage)?.[1]?.replaceAll(',', ''));
    // Each seed without a fault and with one: at least two instants, and two spans.
    expect(runs).toBeGreaterThanOrEqual(SEEDS * 5);
  });

  it('is unfinished when the budget ends before the runs do', () => {
    const found = decideTimed(jittery(counting(1)), 'g', { faults: 1, kinds: [], states: 30 });
    expect(found).toMatchObject({ verdict: 'unfinished', schedule: null });
    expect(found.coverage).toMatch(/^nothing found in /);
  });

  it('goes on where it stopped, and ends as if it never had', () => {
    const options = { faults: 2, kinds: crash };
    const searching = new TimedSearch(counting(1), 'g', options);
    for (let states = 7; !searching.done; states += 7) searching.advance(states);
    expect(searching.finding()).toEqual(
      decideTimed(counting(1), 'g', { ...options, states: 100_000 }),
    );
  });

  it('says what was done to its end when the budget ends before the rest', () => {
    const system = jittery(counting(1));
    const found = decideTimed(system, 'g', { faults: 1, kinds: crash, states: 365 });
    expect(found.verdict).toBe('unfinished');
    expect(found.coverage).toMatch(/; holds for timed runs of seeds 1 to 20, no fault$/);
  });
});
