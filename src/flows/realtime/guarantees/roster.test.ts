import { describe, expect, it } from 'vitest';
import { find, members, put, type Roster, without } from './roster.ts';

interface Counted {
  readonly actor: string;
  readonly n: number;
}

/** 2,000 clients in no order, the later half put twice. */
function crowd(): Roster<Counted> {
  let roster: Roster<Counted> = [];
  for (let i = 0; i < 3_000; i++) {
    const n = (i * 997) % 2_000;
    roster = put(roster, { actor: `crowd/client-${n}`, n: i });
  }
  return roster;
}

describe('a roster', () => {
  it('finds whom it holds, as put last, and nobody else', () => {
    const roster = crowd();
    expect(find(roster, 'crowd/client-997')?.n).toBe(2_001);
    expect(find(roster, `crowd/client-${(1_500 * 997) % 2_000}`)?.n).toBe(1_500);
    expect(find(roster, 'client-a')).toBeUndefined();
    expect(find([], 'client-a')).toBeUndefined();
  });

  it('has each once, in order, in chunks that stay small', () => {
    const roster = crowd();
    const actors = [...members(roster)].map(({ actor }) => actor);
    expect(actors).toHaveLength(2_000);
    expect(actors).toEqual([...new Set(actors)].sort());
    expect(Math.max(...roster.map((chunk) => chunk.length))).toBeLessThanOrEqual(48);
  });

  it('is the same object when nobody leaves', () => {
    const roster = crowd();
    expect(without(roster, () => false)).toBe(roster);
    expect([...members(without(roster, ({ n }) => n < 2_000))]).toHaveLength(1_000);
  });
});
