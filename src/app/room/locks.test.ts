import { expect, test } from 'vitest';
import { openingRun } from '../../flow/compile.ts';
import { caching } from '../../flows/caching/index.ts';
import { guideOf, locksFrom, locksText } from './locks.ts';

const start = openingRun(caching);
const locks = { locked: ['variant', 'param:flushIntervalMs'], hidden: ['fix:wal', 'faults'] };

test('a link says what is locked and what is hidden', () => {
  const text = locksText(locks);
  expect(text).toBe('lock=variant,param:flushIntervalMs&hide=fix:wal,faults');
  expect(locksFrom(`?${text}`)).toEqual(locks);
  expect(locksText(locksFrom(''))).toBe('');
});

test('what is locked or hidden cannot be changed, and the rest can', () => {
  const guide = guideOf(caching, start, locks);
  expect(guide?.open.variants).toEqual([]);
  expect(guide?.open.fixes).not.toContain('wal');
  expect(guide?.open.fixes).toContain('conditionalFlush');
  const refused = (run: typeof start) => (guide?.refuse(run) ?? []).length > 0;
  expect(refused(start)).toBe(false);
  expect(refused({ ...start, seed: 9 })).toBe(false);
  expect(refused({ ...start, variant: 'cache-aside' })).toBe(true);
  expect(refused({ ...start, fixes: { wal: 'always' } })).toBe(true);
  expect(refused({ ...start, params: { flushIntervalMs: 5 } })).toBe(true);
  const crash = { kind: 'crash', node: 'cache', atUs: 1, downForMs: 1 } as never;
  expect(refused({ ...start, faults: [crash] })).toBe(true);
});

test('where nothing is locked nobody leads', () => {
  expect(guideOf(caching, start, { locked: [], hidden: [] })).toBeNull();
});
