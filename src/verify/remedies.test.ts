import { expect, test } from 'vitest';
import { traceOf } from '../flow/compile.ts';
import { caching } from '../flows/caching/index.ts';
import { decide } from './decide.ts';
import { type Question, questionOf, smallWorkloads } from './question.ts';
import { isHarmless, pairRemedies, remedyTitle, singleRemedies, withRemedy } from './remedies.ts';
import { tellWitness } from './telling.ts';

const setup = {
  variant: 'write-back',
  fixes: { fill: 'lease' },
  params: {},
  workload: 'one-write',
};
const question: Question = questionOf(caching, {
  flow: 'caching',
  setup,
  guarantee: 'durable-writes',
  workloads: ['one-write'],
  faults: 1,
  delays: 0,
  kinds: ['crash:cache'],
});
const { witness } = decide({ ...question, states: 100_000 });
const run = witness ?? expect.unreachable();

test('each fix of the variant is offered with each value that it has not, and none of another variant', () => {
  const remedies = singleRemedies(caching, setup);
  expect(remedies).toContainEqual({ wal: 'always' });
  expect(remedies).not.toContainEqual({ wal: 'off' });
  const names = new Set(remedies.flatMap(Object.keys));
  for (const name of names) {
    expect(caching.fixes[name]?.variants ?? ['write-back']).toContain('write-back');
  }
  const turned = singleRemedies(caching, { ...setup, fixes: { wal: 'always' } });
  expect(turned).toContainEqual({ wal: 'off' });
  expect(turned).not.toContainEqual({ wal: 'always' });
});

test('a pair turns two different fixes, and the promising ones come first', () => {
  const first = [{ wal: 'always' }, { cacheReplica: 'sync' }];
  const pairs = pairRemedies(caching, setup, first);
  for (const pair of pairs) expect(Object.keys(pair)).toHaveLength(2);
  const both = pairs.findIndex((pair) => pair['wal'] === 'always');
  const neither = pairs.findIndex(
    (pair) => pair['wal'] === undefined && pair['cacheReplica'] === undefined,
  );
  expect(both).toBeLessThan(neither);
});

test('a log that is written at once makes a crash of the cache harmless; a conditional flush does not', () => {
  expect(isHarmless(question, run, { wal: 'always' })).toBe(true);
  expect(isHarmless(question, run, { conditionalFlush: 'on' })).toBe(false);
  const fixed = withRemedy(caching, run, { wal: 'always' }) ?? expect.unreachable();
  expect(traceOf(caching, fixed).violations).toHaveLength(0);
});

test('a witness is told by its fault and by what it breaks, and stops before the fault', () => {
  const { sentence, story, place } = tellWitness(question, run);
  expect(sentence).toMatch(/^Cache crashes: .*Then: /);
  expect(story.length).toBeGreaterThan(3);
  const { entries } = traceOf(caching, run);
  expect(entries[place.entry + 1]?.kind).toBe('fault');
});

test('a witness of an order alone says which message comes late, and stops before it arrives', () => {
  const plain = { ...question, setup: { ...setup, fixes: {} } };
  const found = decide({ ...plain, states: 100_000 });
  const { sentence, place } = tellWitness(plain, found.witness ?? expect.unreachable());
  expect(sentence).toMatch(/^“.*” of read-1 from Cache to API comes late, only after “.*Then: /);
  expect(traceOf(caching, found.witness ?? run).entries[place.entry + 1]?.kind).toBe('send');
});

test('a remedy is named by the titles of its fixes', () => {
  expect(remedyTitle(caching, { wal: 'always', conditionalFlush: 'on' })).toBe(
    'Write-ahead log: always + Conditional flush',
  );
});

test('the small workloads are those that the guarantee names, else the first that can be searched', () => {
  expect(smallWorkloads(caching, 'write-back', question.guarantee)).not.toHaveLength(0);
  const [only] = smallWorkloads(caching, 'write-back', { workloads: [] });
  expect(caching.workloads[only ?? '']?.searchable).toBe(true);
});
