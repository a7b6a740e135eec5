/** What comes a second time: a file, and a change that was applied already. */
import { describe, expect, it } from 'vitest';
import { facts } from './facts.ts';
import { brokenIn, factsOf, traced, walk } from './fixture.ts';
import { importFaults } from './rules.ts';

describe('an import', () => {
  const run = (fixes: Record<string, string>) =>
    traced({
      workload: 'import-file',
      fixes,
      faults: [{ kind: 'duplicate', message: 'import-1/postImport' }] as never,
    });
  const chairs = (fixes: Record<string, string>): number =>
    factsOf(run(fixes), 'created').filter(({ title }) => title === 'Chair').length;

  it('that comes twice makes its rows twice, unless each row bears a key', () => {
    expect(chairs({})).toBe(2);
    expect(chairs({ idem: 'nonAtomic' })).toBe(1);
    expect(chairs({ idem: 'atomic' })).toBe(1);
    expect(chairs({ idem: 'atomic', serviceLayer: 'off' })).toBe(2);
  });

  it('is accepted, which is a claim of neither', () => {
    const trace = run({ idem: 'atomic' });
    const told = factsOf(trace, 'answered').find(({ op }) => op === 'import-1');
    expect(told?.['outcome']).toBe('accepted');
    expect(facts['answered']?.({ ...told, node: 'User B' } as never)).toMatch(
      / is told that it is accepted/,
    );
    expect(brokenIn(trace)).not.toContain('truthful-outcome');
  });

  it('names each row and field that the schema has something against', () => {
    expect(
      importFaults([
        { title: 'Lamp', qty: 4 },
        { title: '', qty: 'lots' },
      ]),
    ).toEqual([
      { pointer: '/rows/1/title', code: 'required' },
      { pointer: '/rows/1/qty', code: 'integer' },
    ]);
  });
});

describe('a change that was applied already', () => {
  it('is remembered with its key, so that the key is not held any longer', () => {
    const trace = traced({
      workload: 'vanished-edit',
      fixes: { etag: 'atomic', retry: 'on', idem: 'atomic', alreadyApplied200: 'on' },
      params: { keyTtlMs: 1_000 },
      faults: [{ kind: 'drop', message: 'edit-1/updated' }],
    });
    expect(walk(trace, 'service/edit-1').slice(-4)).toEqual([
      'lookingUpKey',
      'writing',
      'savingKey',
      'answering',
    ]);
    expect(factsOf(trace, 'alreadySo')).toMatchObject([{ key: 'item:42', version: 2 }]);
  });
});
