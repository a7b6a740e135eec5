import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

describe('Recent', () => {
  it('remembers at least as many of the latest keys as its limit, and forgets older ones', () => {
    const recent = new Recent<number>(10);
    for (let n = 0; n < 100; n++) recent.set(`k${n}`, n);
    for (let n = 90; n < 100; n++) expect(recent.get(`k${n}`)).toBe(n);
    for (let n = 0; n < 80; n++) expect(recent.get(`k${n}`)).toBeUndefined();
  });

  it('gives the value that was set last, also when the key was set long before', () => {
    const recent = new Recent<number>(3);
    recent.set('a', 1);
    for (const key of ['b', 'c', 'd']) recent.set(key, 0);
    recent.set('a', 2);
    expect(recent.get('a')).toBe(2);
  });
});
