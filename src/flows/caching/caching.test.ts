/**
 * What holds for the flow as a whole: every choice builds, runs under any faults without a
 * programmer's error, and everything that can be seen has its words.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { compile } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import type { Fault } from '../../kernel/schedule.ts';
import { simulate } from '../../kernel/simulate.ts';
import type { Trace } from '../../kernel/trace.ts';
import { runOf, traced } from './fixture.ts';
import { caching } from './index.ts';
import { truth } from './truth/index.ts';

const VARIANTS = Object.keys(caching.variants);
const SMALL = Object.entries(caching.workloads)
  .filter(([, { searchable }]) => searchable === true)
  .map(([name]) => name);

/** Any fixes, each at any of its values. */
const anyFixes = fc.record(
  Object.fromEntries(
    Object.entries(caching.fixes).map(([name, { values }]) => [name, fc.constantFrom(...values)]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;

const anySetup = fc.record({
  variant: fc.constantFrom(...VARIANTS),
  workload: fc.constantFrom('two-shoppers', 'short-ttl', ...SMALL),
  fixes: anyFixes,
  params: fc.record(
    {
      apps: fc.integer({ min: 1, max: 4 }),
      ttlMs: fc.constantFrom(100, 1_000, 'inf' as const),
      ttlJitterPercent: fc.constantFrom(0, 20),
      capacity: fc.constantFrom(1, 100),
      dbConcurrency: fc.constantFrom(1, 20, 'inf' as const),
      flushIntervalMs: fc.constantFrom(50, 1_000),
      leaseTimeoutMs: fc.constantFrom(100, 10_000),
      clientTimeoutMs: fc.constantFrom(200, 10_000),
      cacheTimeoutMs: fc.constantFrom(20, 1_000),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, number | 'inf'>>,
});

const NODES = ['api', 'cache', 'db', 'shopper-a'];
const atUs = fc.integer({ min: 0, max: 3_000_000 });
const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant('crash' as const),
    node: fc.constantFrom(...NODES),
    atUs,
    downForUs: fc.constantFrom(1_000, 500_000),
  }),
  fc.record({
    kind: fc.constant('own' as const),
    event: fc.constantFrom('evict', 'expire', 'wipe'),
    node: fc.constant('cache'),
    atUs,
  }),
  fc.record({
    kind: fc.constant('cut' as const),
    link: fc.constantFrom('api--cache', 'api--db', 'shopper-a--api'),
    atUs,
    forUs: fc.constantFrom(1_000, 500_000),
  }),
  fc.record({
    kind: fc.constantFrom('drop' as const, 'fail' as const),
    message: fc.constantFrom('read-1/GET', 'read-1/LOAD', 'write-1/COMMIT', 'write-1/SET'),
  }),
  fc.record({
    kind: fc.constant('duplicate' as const),
    message: fc.constantFrom('read-1/getItem', 'write-1/putItem', 'write-1/DEL', 'read-1/SETL'),
    afterUs: fc.constantFrom(1_000, 300_000),
  }),
);

describe('any choice under any faults', () => {
  it('runs to its end, and everything in it has words', () => {
    const seen = { facts: new Set<string>(), messages: new Set<string>() };
    fc.assert(
      fc.property(anySetup, fc.array(anyFault, { maxLength: 3 }), (setup, faults) => {
        const trace = traced({ ...setup, faults });
        expect(trace.entries.at(-1)).toMatchObject({ kind: 'over', why: 'rest' });
        expect(trace.entries.length).toBeGreaterThan(10);
        for (const share of [0.3, 0.6, 1]) showsWhatItHolds(setup, trace, share);
        for (const entry of trace.entries) {
          if (entry.kind === 'fact') {
            const { actor: node, op, fact } = entry;
            seen.facts.add(fact.type);
            const sentence = caching.facts[fact.type]?.({ ...fact, node, op });
            expect(sentence, fact.type).toMatch(/^\S.*\.$/);
            expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
          }
          if (entry.kind === 'send' && !['refused', 'closed'].includes(entry.event.type)) {
            const { event, from, to } = entry;
            seen.messages.add(event.type);
            const view = caching.messages[event.type];
            const words = `${view?.label(event)} ${view?.say(event, from, to)}`;
            expect(words, event.type).toMatch(/^\S.* \S.*\.$/);
            expect(words).not.toMatch(/undefined|null|NaN|\[object/);
          }
        }
      }),
      { numRuns: 150 },
    );
    // It cannot have looked at nothing.
    expect(seen.facts.size).toBeGreaterThan(9);
    expect(seen.messages.size).toBeGreaterThan(19);
  });

  it('plays the same twice', () => {
    fc.assert(
      fc.property(anySetup, fc.array(anyFault, { maxLength: 2 }), (setup, faults) => {
        const part = { ...setup, faults };
        expect(traced(part).entries).toEqual(traced(part).entries);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a crowd', () => {
  it.each(Object.keys(caching.workloads).filter((name) => !SMALL.includes(name)))(
    'or a pair of shoppers (%s) comes to its end in every variant',
    (workload) => {
      for (const variant of VARIANTS) {
        const { entries } = traced({ variant, workload });
        expect(entries.at(-1)).toMatchObject({ kind: 'over', why: 'rest' });
      }
    },
  );

  it('asks as often as it is told to, for keys of that popularity', () => {
    const params = { readRatePerSecond: 200, durationMs: 10_000, zipfAlpha: 1, keys: 100 };
    const { entries } = traced({ workload: 'zipf', params });
    const asked = entries.flatMap((entry) =>
      entry.kind === 'fact' && entry.fact.type === 'invoked' ? [entry.fact] : [],
    );
    expect(Math.abs(asked.length / 2_000 - 1)).toBeLessThan(0.1);
    const first = asked.filter(({ key }) => key === 'cart:1').length / asked.length;
    // 1 / (1 + 1/2 + … + 1/100)
    expect(Math.abs(first - 0.193)).toBeLessThan(0.03);
    const written = asked.filter(({ kind }) => kind === 'write').length / asked.length;
    expect(Math.abs(written - 0.05)).toBeLessThan(0.02);
  });
});

describe('the words of the flow', () => {
  it('name states that their machines have', () => {
    for (const [variant, { listings }] of Object.entries(caching.variants)) {
      for (const fixes of [{}, { perKeyWriteLock: 'on', doubleDelete: 'on' }]) {
        const { system } = compile(caching, runOf({ variant, fixes }));
        for (const { machine, lines } of listings) {
          const known = statesOf(system.machines[machine]?.machine.root);
          for (const { states } of lines)
            for (const state of states) expect(known).toContain(state);
        }
      }
    }
  });

  it('name fixes, values, parameters, workloads and messages that exist', () => {
    for (const { fixes, params, workload, kinds } of truth.map((row) => ({
      fixes: {},
      params: {},
      ...row,
    }))) {
      for (const [name, value] of Object.entries<string>(fixes)) {
        expect(caching.fixes[name]?.values).toContain(value);
      }
      for (const name of Object.keys(params)) expect(caching.params).toHaveProperty(name);
      expect(caching.workloads).toHaveProperty(workload);
      expect(kinds).toEqual(kinds.filter((kind) => kind !== ''));
    }
    for (const { workloads } of caching.guarantees) {
      for (const name of workloads) expect(caching.workloads).toHaveProperty(name);
    }
    for (const { replies = [] } of Object.values(caching.messages)) {
      for (const reply of replies) expect(caching.messages[reply]?.role).toBe('reply');
    }
  });

  it('let a shopper do by hand what the workload does', () => {
    const inputs = Object.values(caching.acts).map(({ event, op }, i) => ({
      op: `${op}-h1`,
      node: 'shopper-a',
      atUs: 5_000_000 + i * 1_000_000,
      event: event(1),
    }));
    const { system } = compile(caching, runOf({ workload: 'one-write' }));
    const { entries } = simulate(system, { seed: 1, faults: [], holds: [], inputs });
    const ended = entries.flatMap((entry) =>
      entry.kind === 'fact' && ['answered', 'acknowledged'].includes(entry.fact.type)
        ? [`${entry.op} ${String(entry.fact['value'])}`]
        : [],
    );
    expect(ended.slice(-2)).toEqual(['read-h1 v1', 'write-h1 h1']);
  });
});

/** Each node tells what it holds, at some point of a run. */
function showsWhatItHolds(setup: Partial<Run>, trace: Trace, share: number): void {
  const { actors } = trace.worldAt(Math.floor(share * (trace.entries.length - 1)));
  for (const { id, holds } of compile(caching, runOf(setup)).plan.nodes) {
    const actor = actors.get(id);
    if (actor === undefined || holds === undefined) continue;
    for (const { label, value, tag } of holds(actor.standing.context)) {
      expect(label).not.toBe('');
      expect(`${label} ${value} ${tag?.text ?? ''}`).not.toMatch(/undefined|null|NaN|\[object/);
    }
  }
}

function statesOf(node: AnyStateNode | undefined): string[] {
  if (node === undefined) return [];
  return Object.entries(node.states).flatMap(([name, state]) => [
    name,
    ...statesOf(state).map((inner) => `${name}.${inner}`),
  ]);
}
