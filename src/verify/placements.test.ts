import { describe, expect, it } from 'vitest';
import { counting } from '../kernel/search/fixtures.ts';
import { parseKind } from '../kernel/search/kinds.ts';
import { simulate } from '../kernel/simulate.ts';
import type { LinkSpec } from '../kernel/system.ts';
import { placements } from './placements.ts';

function duplicates(kind: string, more: Partial<LinkSpec>): number {
  const plain = counting(1);
  const system = { ...plain, links: plain.links.map((link) => ({ ...link, ...more })) };
  const { entries } = simulate(system, { seed: 1, faults: [], holds: [], inputs: [] });
  return placements(system, entries, [parseKind(kind)]).length;
}

describe('where a duplicate is tried', () => {
  it('is on every message of a call, and on none of a session or a stream', () => {
    expect(duplicates('duplicate', {})).toBeGreaterThan(3);
    expect(duplicates('duplicate', { session: true })).toBe(0);
    expect(duplicates('duplicate', { kind: 'stream' })).toBe(0);
  });

  it('is in a session, too, where the message is named', () => {
    const named = duplicates('duplicate:GET', { session: true });
    expect(named).toBeGreaterThan(0);
    expect(named).toBe(duplicates('duplicate:GET', {}));
  });
});
