import { describe, expect, it } from 'vitest';
import type { Run } from '../flow/run.ts';
import { caching } from '../flows/caching/index.ts';
import { changed, setupRun } from './beats.ts';
import { judge, judgingOf, refusals, seedsOf } from './judge.ts';
import type { ChallengeStep, Change } from './scenario.ts';

const start: Run = setupRun(caching, {
  setup: {
    flow: 'caching',
    variant: 'write-back',
    workload: 'two-shoppers',
    seed: 3,
    faults: [{ kind: 'crash', node: 'cache', atUs: 3_200_000, downForUs: 300_000 }],
  },
});

const challenge: ChallengeStep = {
  id: 'keep',
  kind: 'challenge',
  say: 'Lose nothing.',
  allow: {
    variants: ['write-back', 'write-through'],
    fixes: ['wal'],
    params: ['flushIntervalMs'],
    faults: ['pause'],
    faultsMax: 1,
  },
  goal: [{ metric: 'lost-writes', compare: 'eq', value: 0 }],
  hints: [],
  solution: { fixes: { wal: 'always' } },
  nonSolutions: [],
};

const with_ = (change: Change): Run => changed(caching, start, change);
const judged = (change: Change) => judge(caching, challenge, start, with_(change));

describe('a challenge', () => {
  it('tells how far each goal is, at its seed and at twenty others', () => {
    const { reached, refused, goals } = judged({});
    expect({ reached, refused }).toEqual({ reached: false, refused: [] });
    expect(goals).toMatchObject([{ met: false, value: 2, distance: 2 }]);
    expect(goals[0]?.seeds.map(({ seed }) => seed)).toEqual(
      Array.from({ length: 21 }, (_, i) => 3 + i),
    );
  });

  it.each<[string, Change]>([
    ['the solution of its author', { fixes: { wal: 'always' } }],
    ['another value of the fix', { fixes: { wal: 'everysec' } }],
    ['another variant, where what was set for the first is gone', { variant: 'write-through' }],
    ['a parameter', { params: { flushIntervalMs: 100 } }],
  ])('is won by %s', (_, change) => {
    expect(judged(change)).toMatchObject({ reached: true, refused: [] });
  });

  it('is not won at one seed', () => {
    const run = with_({ params: { flushIntervalMs: 250 } });
    const { goals } = judge(caching, challenge, start, run);
    const met = goals[0]?.seeds.filter((each) => each.met).length ?? 0;
    expect(met).toBeLessThan(21);
    expect(goals[0]?.met).toBe(false);
  });

  it('is judged at its own seeds, whatever the seed of the run is', () => {
    expect(judge(caching, challenge, start, { ...with_({}), seed: 77 })).toEqual(judged({}));
  });

  it('gives way after each seed', () => {
    const judging = judgingOf(caching, challenge, start, start);
    expect(seedsOf(3).map(() => judging.next().value)).toEqual(seedsOf(3).map((_, i) => i + 1));
    expect(judging.next()).toMatchObject({ done: true, value: { reached: false } });
  });
});

describe('what is not allowed is refused in words', () => {
  it.each<[string, Change | { readonly faults: [] }, string[]]>([
    ['a variant', { variant: 'cache-aside' }, ['The variant cache-aside is not allowed here.']],
    ['a fix', { fixes: { replication: 'sync' } }, ['The fix replication is not allowed here.']],
    ['a parameter', { params: { ttlMs: 500 } }, ['The parameter ttlMs stays as it is.']],
    ['a workload', { workload: 'many-keys' }, ['The workload stays as it is.']],
    [
      'an act',
      { acts: [{ act: 'read', node: 'shopper-a', atUs: 1 }] },
      ['What users do stays as it is.'],
    ],
    [
      'an order',
      { holds: [{ hold: 'read-1/GET', until: 'write-1/SET' }] },
      ['Orders stay as they are.'],
    ],
    [
      'a fault of another kind',
      { faults: [{ kind: 'stop', node: 'db', atUs: 1 }] },
      ['A fault "stop" is not allowed here.'],
    ],
    [
      'a fault of the kind that is open',
      { faults: [{ kind: 'pause', node: 'db', atUs: 1, forUs: 1 }] },
      [],
    ],
  ])('%s', (_, change, said) => {
    expect(refusals(caching, challenge.allow, start, with_(change))).toEqual(said);
  });

  it('more faults than are allowed, and a fault that was taken away', () => {
    const pause = { kind: 'pause', node: 'db', atUs: 1, forUs: 1 } as const;
    const two = with_({ faults: [pause, { ...pause, node: 'api' }] });
    expect(refusals(caching, challenge.allow, start, two)).toEqual([
      'At most 1 of your faults are allowed; there are 2.',
    ]);
    expect(refusals(caching, challenge.allow, start, { ...start, faults: [] })).toEqual([
      'The fault on cache stays.',
    ]);
  });
});
