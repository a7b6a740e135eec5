/**
 * The search and the timed kernel must mean the same. Goal: whatever sequence of facts a timed run
 * shows, under any latencies and faults, is one of those that the search explores; and whatever
 * the search finds, the timed kernel can be made to show. Method: random networks of random
 * automata, in which every event that is taken is a fact.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type Loose } from '../json.ts';
import type { Monitor, Seen } from '../monitor.ts';
import type { Fault, Schedule } from '../schedule.ts';
import { simulate } from '../simulate.ts';
import type { LinkKind, System } from '../system.ts';
import { messages, type Out, type Rule, robot, type Table } from './fixture-robot.ts';
import { parseKind, SEARCHED } from './kinds.ts';
import { toSchedule } from './replay.ts';
import { search } from './search.ts';

/** Always the same ones, so that a test that passed passes again; raised by hand after a change of meaning. */
const RUNS = { numRuns: 100, seed: 1 };
const NODES = ['a', 'b', 'c'] as const;
const TYPES = [
  'REQ',
  'POLL',
  'RES',
  'NOTE',
  'ERR',
  'refused',
  'closed',
  'go',
  'evict',
  'tick',
  'tock',
] as const;

type Property = Omit<Monitor<Loose>, 'id' | 'over'>;

interface Plan {
  readonly tables: readonly Table[];
  readonly kinds: readonly LinkKind[];
  readonly latencies: readonly number[];
  readonly acts: readonly { readonly node: 'a' | 'b'; readonly atUs: number }[];
}
/** The search lets time pass only between steps, so that it has fewer orders of timers than the clock. */
const untimed = [
  'send',
  'send',
  'send',
  'answer',
  'answer',
  'spawn',
  'close',
  'note own',
  'give up',
  'ask again',
  'ask again',
] as const;
const timed = [...untimed, 'wait', 'wait', 'wait'] as const;

const anyPlan = (what: readonly Out['what'][]): fc.Arbitrary<Plan> => {
  const anyOut = fc.record<Out>({
    what: fc.constantFrom(...what),
    to: fc.constantFrom(...NODES),
    type: fc.constantFrom('REQ', 'NOTE', 'POLL'),
  });
  const anyRule = fc.record<Rule>({ next: fc.nat(1), outs: fc.array(anyOut, { maxLength: 2 }) });
  const anyTable: fc.Arbitrary<Table> = fc.record(
    Object.fromEntries([0, 1].flatMap((s) => TYPES.map((type) => [`${s} ${type}`, anyRule]))),
  );

  return fc.record<Plan>({
    tables: fc.array(anyTable, { minLength: 3, maxLength: 3 }),
    kinds: fc.array(fc.constantFrom('call', 'call', 'stream', 'local'), {
      minLength: 3,
      maxLength: 3,
    }),
    latencies: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 }),
    acts: fc.array(fc.record({ node: fc.constantFrom('a', 'b'), atUs: fc.nat(15) }), {
      minLength: 1,
      maxLength: 2,
    }),
  });
};

function build({ tables, kinds, latencies, acts }: Plan, monitor: Property): System {
  const pairs = [
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'c'],
  ] as const;
  return {
    machines: { robot: { machine: robot, deadlines: ['tock'] } },
    nodes: NODES.map((id, i) => ({
      id,
      machine: 'robot',
      input: { table: tables[i] as Loose, parent: id, child: false },
      durable: ({ state }) => ({ before: state }),
      faults: ['evict'],
    })),
    links: pairs.flatMap(([a, b], i) => {
      const kind = kinds[i] ?? 'call';
      return [
        { from: a, to: b, kind, latencyUs: latencies[i] ?? 1 },
        { from: b, to: a, kind, latencyUs: latencies[i + 3] ?? 1 },
      ];
    }),
    messages,
    acts: acts.map(({ node, atUs }, i) => ({
      op: `op-${i + 1}`,
      node,
      atUs,
      event: { type: 'go', life: 2 },
    })),
    monitors: [{ id: 'g', over: 'orders', ...monitor }],
  };
}

/** Runs in virtual time and tells what was seen, in order, and which messages were sent. */
function watch(plan: Plan, schedule: Schedule): { seen: string[]; addresses: string[] } {
  const seen: string[] = [];
  const on = (state: Loose, it: Seen) => {
    seen.push(canonical(it));
    return { state };
  };
  const trace = simulate(build(plan, { kind: 'always', start: null, on }), schedule);
  const addresses = trace.entries.flatMap((it) =>
    it.kind === 'send' && !it.local ? [it.address] : [],
  );
  return { seen, addresses };
}

/** True when exactly this is seen. */
function exactly(wanted: readonly string[]): Property {
  return {
    kind: 'sometimes',
    start: 0,
    on: (at, it) => {
      if (at < 0 || wanted[at] !== canonical(it)) return { state: -1 };
      if (at + 1 < wanted.length) return { state: at + 1 };
      return { state: at + 1, violation: { say: 'seen', because: [] } };
    },
  };
}

/** True when an event has been taken so often. */
function soOften(type: string, times: number): Property {
  return {
    kind: 'sometimes',
    start: 0,
    on: (count, it) => {
      if (it.kind !== 'fact' || it.fact['on'] !== type) return { state: count };
      if (count + 1 < times) return { state: count + 1 };
      return { state: count, violation: { say: 'so often', because: [] } };
    },
  };
}

const calm: Schedule = { seed: 1, faults: [], holds: [], inputs: [] };
const anyBend = fc.record({
  which: fc.nat(20),
  how: fc.constantFrom('drop', 'duplicate', 'fail', 'delay', 'delay', 'delay'),
  byUs: fc.nat(40),
});
const anyPlaced = fc.record({
  kind: fc.constantFrom('crash', 'stop', 'pause', 'cut', 'evict', 'disconnect', 'halfOpen'),
  node: fc.constantFrom(...NODES),
  peer: fc.constantFrom(...NODES),
  atUs: fc.nat(30),
  spanUs: fc.nat(30),
});

type Bend = typeof anyBend extends fc.Arbitrary<infer T> ? T : never;
type Placed = typeof anyPlaced extends fc.Arbitrary<infer T> ? T : never;

function faultsOf(
  addresses: readonly string[],
  bends: readonly Bend[],
  placed: readonly Placed[],
): Fault[] {
  const bent = bends.flatMap(({ which, how, byUs }): Fault[] => {
    const message = addresses[which % Math.max(1, addresses.length)];
    if (message === undefined) return [];
    if (how === 'delay') return [{ kind: how, message, byUs }];
    if (how === 'duplicate') return [{ kind: how, message, afterUs: byUs }];
    return [{ kind: how, message }];
  });
  const onNodes = placed.flatMap(({ kind, node, peer, atUs, spanUs }): Fault[] => {
    if (kind === 'crash') return [{ kind, node, atUs, downForUs: spanUs }];
    if (kind === 'stop') return [{ kind, node, atUs }];
    if (kind === 'pause') return [{ kind, node, atUs, forUs: spanUs }];
    if (kind === 'evict') return [{ kind: 'own', event: kind, node, atUs }];
    if (node === peer) return [];
    if (kind !== 'cut') return [{ kind, link: `${node}->${peer}`, atUs }];
    return [{ kind, link: `${node}--${peer}`, atUs, forUs: spanUs }];
  });
  return [...bent, ...onNodes];
}

/** Copies exist on calls only, where the search makes them too. */
const isFair = ({ kinds }: Plan, faults: readonly Fault[]): boolean =>
  !kinds.includes('stream') || faults.every(({ kind }) => kind !== 'duplicate');

const kindsOf = (faults: readonly Fault[]): string[] => [
  ...new Set(faults.map((it) => (it.kind === 'own' ? it.event : it.kind))),
];

describe('search and simulation mean the same', () => {
  test('what a timed run shows is among what is searched', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        anyPlan(untimed),
        fc.array(anyBend, { maxLength: 3 }),
        fc.array(anyPlaced, { maxLength: 1 }),
        (plan, bends, placed) => {
          const faults = faultsOf(watch(plan, calm).addresses, bends, placed);
          fc.pre(isFair(plan, faults));
          const { seen } = watch(plan, { ...calm, faults });
          const real = faults.filter(({ kind }) => kind !== 'delay');
          const result = search(build(plan, exactly(seen)), {
            monitor: 'g',
            faults: real.length,
            delays: 0,
            kinds: kindsOf(real).map(parseKind),
          }).run(8_000);
          if (result.verdict === 'unfinished') return;
          compared++;
          expect(result.verdict).toBe('holds');
        },
      ),
      RUNS,
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('what the search finds can be shown in virtual time', () => {
    let shown = 0;
    fc.assert(
      fc.property(
        anyPlan(timed),
        fc.subarray([...SEARCHED, 'evict']),
        fc.constantFrom('REQ', 'NOTE', 'POLL', 'RES', 'refused', 'closed', 'tick', 'tock'),
        fc.integer({ min: 1, max: 3 }),
        (plan, kinds, type, times) => {
          const system = build(plan, soOften(type, times));
          const options = { monitor: 'g', faults: 2, delays: 1, kinds: kinds.map(parseKind) };
          const { witness } = search(system, options).run(4_000);
          if (witness === null) return;
          shown++;
          expect(toSchedule(system, witness, 1)).toMatchObject({ replays: true });
        },
      ),
      RUNS,
    );
    expect(shown).toBeGreaterThan(15);
  });
});
