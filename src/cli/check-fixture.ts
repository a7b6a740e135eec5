/** For the tests of `sim check`: a scenario with nothing wrong, and what one reads after an edit. */
import { expect } from 'vitest';
import { complaintText } from '../scenario/mistakes.ts';
import { checked } from './check.ts';

export const text = `schemaVersion: 1
id: caching.lost
title: Lost
summary: A crash takes what was saved.
level: intro
minutes: 5
objectives: [Say when a save is safe]
setup: { flow: caching, variant: write-back, workload: two-shoppers, seed: 1 }
steps:
  - id: guess
    kind: predict
    ask: What is left?
    options:
      - { id: all, text: "All", claim: [{ metric: lost-writes, eq: 0 }], misconception: "Saved is safe", say: "No." }
      - { id: none, text: "Nothing", right: true, claim: [{ metric: lost-writes, eq: 2 }], say: "Yes." }
  - id: crash
    kind: fault
    say: The cache crashes.
    faults: [crash cache @3.2s for 300ms]
    until: 3.8s
    focus: [cache]
    expect: [{ guarantee: C1, is: broken }]
  - id: find
    kind: observe
    ask: Who lost it?
    answers: [{ node: cache }, { message: write-1/SET }]
    say: The cache.
  - id: log
    kind: fix
    say: A log.
    fixes: { wal: always }
    expect: [{ metric: lost-writes, eq: 0 }]
    cost: [{ metric: latency-p99, change: rises }]
  - id: keep
    kind: challenge
    say: Lose nothing.
    after: crash
    allow: { fixes: [wal], params: [flushIntervalMs] }
    goal: [{ metric: lost-writes, eq: 0 }]
    hints: [What survives?]
    solution: { fixes: { wal: always } }
    nonSolutions:
      - { change: { params: { flushIntervalMs: 2000 } }, say: "Too slow." }
realSystems: { say: "They log.", sources: [{ title: Redis, url: https://redis.io/ }] }
recall: [{ afterDays: 2, ask: "When?", answer: "Logged." }]
`;

export const complaints = (of: string): string[] =>
  checked('lost.yaml', of, ['caching.first']).complaints.map((each) =>
    complaintText('lost.yaml', each),
  );

/** The first line that has the one text has the other in its place. */
export const edited = (from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
