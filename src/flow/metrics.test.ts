import { expect, it } from 'vitest';
import type { Loose } from '../kernel/json.ts';
import type { Fact } from '../kernel/system.ts';
import { SECOND } from '../kernel/time.ts';
import { counting, rate, ratio, which } from './metrics.ts';
import type { Metric } from './property.ts';

/** The value after these facts, a second apart, the first at 0. */
function after(metric: Metric, facts: readonly Fact[]): number | null {
  let state: Loose = metric.start;
  facts.forEach((fact, i) => {
    const seen = { kind: 'fact', fact, op: '', actor: 'db', node: 'db' } as const;
    state = metric.on(state, seen, i * SECOND);
  });
  return metric.value(state, Math.max(0, facts.length - 1) * SECOND);
}

const facts: readonly Fact[] = [
  { type: 'hit', by: 'a' },
  { type: 'missed', by: 'a' },
  { type: 'hit', by: 'b' },
  { type: 'hit', by: 'b' },
  { type: 'other' },
];

it('counts facts of a type, and of those the ones that fit', () => {
  expect(after(counting('n', '', '', '', 'hit'), facts)).toBe(3);
  expect(
    after(
      counting(
        'n',
        '',
        '',
        '',
        which('hit', ({ by }) => by === 'b'),
      ),
      facts,
    ),
  ).toBe(2);
  expect(after(counting('n', '', '', '', 'hit'), [])).toBe(0);
});

it('counts by the span of time that has passed, and tells nothing before any has', () => {
  expect(after(rate('n', '', '', '', 'hit'), facts)).toBe(3 / 4);
  expect(after(rate('n', '', '', '', 'hit', 60 * SECOND), facts)).toBe(45);
  expect(after(rate('n', '', '', '', 'hit'), [])).toBeNull();
});

it('compares two counts, in percent where that is the unit, and tells nothing without the second', () => {
  expect(after(ratio('n', '', '', '', 'hit', 'missed'), facts)).toBe(3);
  expect(
    after(
      ratio('n', '', '%', '', 'hit', ({ type }) => type !== 'other'),
      facts,
    ),
  ).toBe(75);
  expect(after(ratio('n', '', '', '', 'hit', 'never'), facts)).toBeNull();
});
