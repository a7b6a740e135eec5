/** What the family counts, fed by hand. */
import { describe, expect, it } from 'vitest';
import type { Loose } from '../../kernel/json.ts';
import { metrics } from './metrics.ts';

function counted(id: string, facts: readonly object[]): number | null {
  const { start, on, value } = metrics.find((each) => each.id === id) as Loose;
  let state: Loose = start;
  for (const fact of facts) state = on(state, { kind: 'fact', fact }, 0);
  return value(state, 0);
}

describe('the mean answer', () => {
  const told = (outcome: string, status: number, tookUs: number): object => ({
    type: 'answered',
    outcome,
    status,
    tookUs,
  });

  it('counts what the server refused and what was never answered, not what the form kept back', () => {
    const sent = [told('refused', 400, 100_000), told('failed', 0, 3_000_000)];
    expect(counted('answer-mean', [...sent, told('refused', 0, 0)])).toBe(1_550);
  });
});

describe('repeated queries', () => {
  const query = (of: string, sql: string): object => ({ type: 'queried', of, sql, n: 1 });

  it('are reads since the last write; a transaction that is rolled back twice reads nothing', () => {
    expect(counted('repeated-queries', [query('item', 'S'), query('item', 'S')])).toBe(1);
    const written = [query('item', 'S'), query('write', 'U'), query('item', 'S')];
    expect(counted('repeated-queries', written)).toBe(0);
    const undone = [query('key', 'ROLLBACK'), query('key', 'ROLLBACK')];
    expect(counted('repeated-queries', undone)).toBe(0);
  });
});
