import { describe, expect, it } from 'vitest';
import { compile } from '../flow/compile.ts';
import { defineFlow } from '../flow/flow.ts';
import type { NodeLook } from '../flow/look.ts';
import { timingOut } from '../kernel/search/fixtures.ts';
import { simulate } from '../kernel/simulate.ts';
import { decide } from './decide.ts';

const words = { title: '', explain: '' };
const look: NodeLook = { title: '', icon: 'api', role: '', column: 0, row: 0 };
const shown = { kind: 'request', label: () => '', say: () => '' } as const;
const tiny = timingOut(true);

/** One user who gives up after two seconds, as far from the database as the parameter says. */
const flow = defineFlow({
  id: 'tiny',
  title: '',
  summary: '',
  variants: { standard: { ...words, listings: [] } },
  fixes: {},
  params: { wayMs: { ...words, unit: 'ms', min: 0, max: 60_000, default: 3_000 } },
  workloads: { once: { ...words, clients: [], acts: () => tiny.acts } },
  messages: Object.fromEntries(
    Object.entries(tiny.messages).map(([name, spec]) => [name, { ...shown, ...spec }]),
  ),
  facts: {},
  faults: {},
  acts: {},
  guarantees: [
    {
      id: 'g',
      ref: 'G',
      ...words,
      workloads: ['once'],
      monitor: () => tiny.monitors[0] ?? expect.unreachable(),
    },
  ],
  metrics: [],
  truth: async () => [],
  simplified: [],
  plan: ({ params }) => {
    const { nodes, links, machines } = timingOut(true, (params['wayMs'] ?? 0) * 1_000);
    return { machines, links, nodes: nodes.map((node) => ({ ...node, ...look })) };
  },
  opening: { variant: 'standard', workload: 'once', breakable: 'db' },
});

const question = {
  flow,
  setup: { variant: 'standard', fixes: {}, params: {} },
  guarantee: flow.guarantees[0] ?? expect.unreachable(),
  workloads: ['once'],
  faults: 0,
  delays: 1,
  kinds: [],
  states: 10_000,
};

describe('a witness as a run', () => {
  it('keeps the latencies where it plays with them', () => {
    const near = { ...question, setup: { ...question.setup, params: { wayMs: 1 } } };
    const { verdict, witness, coverage } = decide(near);
    expect({ verdict, params: witness?.params }).toEqual({
      verdict: 'broken',
      params: { wayMs: 1 },
    });
    expect(coverage).not.toContain('latencies');
  });

  it('gets smaller ones where a chain of hops is longer than a timer, and says so', () => {
    const { witness, coverage, entryCount } = decide(question);
    expect(witness?.params).toEqual({ wayMs: 300 });
    expect(coverage).toContain('this run has wayMs=300.');
    const run = witness ?? expect.unreachable();
    const { violations } = simulate(compile(flow, run).system, run);
    expect(violations.map(({ id }) => id + 1)).toContain(entryCount);
  });
});
