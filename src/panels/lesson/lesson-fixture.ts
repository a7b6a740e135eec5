/** A short scenario with one step of most kinds, over a write-back cache that crashes. */
import type { Scenario } from '../../scenario/scenario.ts';

const CRASH = { kind: 'crash', node: 'cache', atUs: 3_200_000, downForUs: 300_000 } as const;

export const lostSave: Scenario = {
  schemaVersion: 1,
  id: 'caching.lost-save',
  flow: 'caching',
  title: 'A lost save',
  summary: 'A save is acknowledged, and gone.',
  level: 'intro',
  minutes: 5,
  prerequisites: [],
  objectives: ['Say when a save is safe'],
  setup: { flow: 'caching', variant: 'write-back', workload: 'two-shoppers', seed: 1 },
  steps: [
    { id: 'shop', kind: 'context', say: 'A shop with a **write-back** cache.' },
    { id: 'save', kind: 'run', say: 'Watch one save.', untilUs: 2_600_000, expect: [] },
    {
      id: 'guess',
      kind: 'predict',
      ask: 'The cache crashes. What does Shopper A see?',
      reason: true,
      shownBy: 'crash',
      options: [
        { id: 'new', text: 'v2', right: false, claim: [], say: 'It was only in memory.' },
        { id: 'old', text: 'v0', right: true, claim: [], say: 'Only v0 was stored.' },
      ],
    },
    {
      id: 'crash',
      kind: 'fault',
      say: 'It crashes.',
      outcome: 'Two saves are gone.',
      faults: [CRASH],
      untilUs: 3_800_000,
      expect: [],
    },
    {
      id: 'copy',
      kind: 'observe',
      ask: 'Which box had the only copy?',
      answers: [{ node: 'cache' }],
      say: 'The cache.',
      others: [{ node: 'db', say: 'It had v0 all the time.' }],
      hints: ['Step back.', 'Look at the tags.'],
    },
    {
      id: 'why',
      kind: 'explain',
      say: 'Saved meant in memory.',
      question: {
        ask: 'How long may a save wait?',
        unit: 'ms',
        answer: { param: 'flushIntervalMs' },
        within: 0,
        say: 'The interval of the flush.',
      },
    },
    {
      id: 'log',
      kind: 'fix',
      say: 'A log keeps it.',
      fixes: { wal: 'always' },
      expect: [{ metric: 'lost-writes', compare: 'eq', value: 0 }],
      cost: [{ metric: 'latency-p99', change: 'rises' }],
    },
    {
      id: 'keep',
      kind: 'challenge',
      say: 'Lose nothing.',
      after: 'crash',
      allow: {
        variants: [],
        fixes: ['wal', 'replication'],
        params: ['flushIntervalMs'],
        faults: [],
        faultsMax: 0,
      },
      goal: [{ guarantee: 'C1', is: 'holds' }],
      hints: ['What survives?'],
      solution: { fixes: { wal: 'always' } },
      nonSolutions: [
        { change: { params: { flushIntervalMs: 2_900 } }, say: 'It is still a window.' },
      ],
      outcome: 'A second copy is awaited.',
    },
  ],
  realSystems: {
    say: 'Redis has an append-only file.',
    sources: [{ title: 'Redis persistence', url: 'https://redis.io/docs/' }],
  },
  recall: [{ afterDays: 2, ask: 'When is it safe?', answer: 'When a copy survives.' }],
};
