import { describe, expect, test } from 'vitest';
import type { System } from '../system.ts';
import { copying, counting, sayingLate, telling, timingOut } from './fixtures.ts';
import { shows } from './happenings.ts';
import { parseKind } from './kinds.ts';
import { scaleLatencies, toSchedule } from './replay.ts';
import { search } from './search.ts';

/** Searches, and gives the witness as a run. */
function replay(system: System, faults = 0, kinds: readonly string[] = [], delays = 0) {
  const options = { monitor: 'g', faults, delays, kinds: kinds.map(parseKind) };
  const { witness } = search(system, options).run(1_000_000);
  if (witness === null) throw new Error('There is no witness.');
  const replayed = toSchedule(system, witness, 1);
  return { witness, ...replayed };
}

describe('a witness becomes a run that breaks the guarantee', () => {
  const durable = { durable: ({ value }: { value: number }) => ({ value }) };
  test.each<[string, System, number, string[], number]>([
    ['an order', counting(2), 0, [], 0],
    ['an order of more', counting(3, 2), 0, [], 0],
    ['an overtaking', telling('call', 'order', 3), 0, [], 0],
    ['a drop', telling('call', 'missing'), 1, ['drop'], 0],
    ['a drop on a stream', telling('stream', 'missing'), 1, ['drop'], 0],
    ['the end of a stream', telling('stream', 'closed'), 1, ['drop'], 0],
    ['the end of a stream by a crash', telling('stream', 'closed'), 1, ['crash:mouth'], 0],
    ['a duplicate', telling('call', 'twice'), 1, ['duplicate'], 0],
    ['a crash', counting(1), 1, ['crash:db'], 0],
    ['a crash, and an order around it', counting(2, 1, durable), 1, ['crash:db'], 0],
    ['a stop', telling('call', 'missing'), 1, ['stop:ear'], 0],
    ['a cut', telling('call', 'missing'), 1, ['cut'], 0],
    ["a fault of the flow's own", counting(1, 1, { faults: ['evict'] }), 1, ['evict'], 0],
    ['two faults', copying(1), 2, ['stop:copier'], 0],
    ['a late deadline', timingOut(), 0, [], 1],
    ['a deadline after a drop', timingOut(), 1, ['drop'], 0],
  ])('%s', (_, system, faults, kinds, delays) => {
    const { schedule, latencyScale, replays } = replay(system, faults, kinds, delays);
    expect(replays).toBe(true);
    expect(shows(scaleLatencies(system, latencyScale), schedule, 'g')).toBe(true);
  });

  test('with no more orders than it needs', () => {
    const { schedule } = replay(telling('call', 'order'));
    expect(schedule.holds).toEqual([{ hold: 'say-1/NOTE', until: 'say-2/NOTE' }]);
  });

  test('with faster links where a chain of hops is longer than a timer, and says so', () => {
    expect(replay(timingOut(true), 0, [], 1).latencyScale).toBe(1);
    const { replays, latencyScale } = replay(timingOut(true, 3_000_000), 0, [], 1);
    expect({ replays, latencyScale }).toEqual({ replays: true, latencyScale: 0.1 });
  });

  test('with a timer that waits, where an act is planned for later than the timer', () => {
    const { replays, schedule } = replay(sayingLate(), 1, ['drop']);
    expect(replays).toBe(true);
    expect(schedule.holds).toEqual([{ hold: 'ann:1000#1', until: 'say-1/NOTE' }]);
  });
});
