/**
 * Streams that are closed, half-open, or held back, in virtual time and in the search. Everything
 * here is one cable between two rooms that say what they are told to; guests come and go on the right.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import type { Loose } from './json.ts';
import type { Monitor } from './monitor.ts';
import type { Fault, Hold } from './schedule.ts';
import { parseKind } from './search/kinds.ts';
import { toSchedule } from './search/replay.ts';
import { search } from './search/search.ts';
import { simulate } from './simulate.ts';
import { type Act, type Command, close, fact, type System, send, spawn } from './system.ts';
import type { Trace } from './trace.ts';

const kit = setup({
  types: {} as { context: Loose; events: Loose; input: Loose; emitted: Command },
});
const ask = (make: (context: Loose, event: Loose) => Command) =>
  kit.emit(({ context, event }) => make(context, event));
const hears = {
  NOTE: { actions: ask(({ name }, { n }) => fact({ type: 'heard', name, n })) },
  closed: { actions: ask(({ name }) => fact({ type: 'told', name })) },
};

const room = kit.createMachine({
  id: 'room',
  context: ({ input }: Loose) => input,
  initial: 'here',
  states: {
    here: {
      tags: ['ready'],
      on: {
        ...hears,
        say: {
          actions: [
            ask((_, { to, n }) => send(to, { type: 'NOTE', n })),
            ask(({ name }, { n }) => fact({ type: 'said', name, n })),
          ],
        },
        hangUp: {
          actions: [
            ask((_, { to }) => close(to)),
            ask(({ name }) => fact({ type: 'hung up', name })),
          ],
        },
        invite: {
          actions: ask((_, { name }) => spawn('guest', 'guest', { name: `guest ${name}` })),
        },
        sendAway: { actions: ask(() => send('right/guest', { type: 'LEAVE' })) },
      },
    },
  },
});
const guest = kit.createMachine({
  id: 'guest',
  context: ({ input }: Loose) => input,
  initial: 'here',
  states: { here: { on: { ...hears, LEAVE: 'gone' } }, gone: { type: 'final' } },
});

type Doing = readonly [atUs: number, node: 'left' | 'right', type: string, more?: object];

const LATENCY_US = 10_000;

function cable(doings: readonly Doing[], monitor?: Partial<Monitor<Loose>>): System {
  const link = { kind: 'stream', latencyUs: LATENCY_US } as const;
  return {
    machines: { room: { machine: room }, guest: { machine: guest } },
    nodes: ['left', 'right'].map((id) => ({ id, machine: 'room', input: { name: id } })),
    links: [
      { from: 'left', to: 'right', ...link },
      { from: 'right', to: 'left', ...link },
    ],
    messages: { NOTE: { role: 'oneWay' }, LEAVE: { role: 'oneWay' } },
    acts: doings.map(
      ([atUs, node, type, more], i): Act => ({
        op: `act-${i + 1}`,
        node,
        atUs,
        event: { type, ...more },
      }),
    ),
    monitors: [
      {
        id: 'g',
        kind: 'always',
        over: 'orders',
        start: null,
        on: (state) => ({ state }),
        ...monitor,
      },
    ],
  };
}

const textOf = ({ type, name, n }: Loose): string =>
  n === undefined ? `${name} ${type}` : `${name} ${type} ${n}`;

/** What was heard and told, in order. */
function news({ entries }: Trace): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'fact' && ['heard', 'told'].includes(entry.fact.type)
      ? [textOf(entry.fact)]
      : [],
  );
}

const play = (
  doings: readonly Doing[],
  faults: readonly Fault[] = [],
  holds: readonly Hold[] = [],
): Trace => simulate(cable(doings), { seed: 1, faults, holds, inputs: [] });

/** Violated when the facts so far say so. Each is remembered once, in order. */
const never = (wrong: (facts: readonly string[]) => boolean): Partial<Monitor<Loose>> => ({
  start: [],
  on: (state, seen) => {
    if (seen.kind !== 'fact') return { state };
    const text = textOf(seen.fact);
    const facts = state.includes(text) ? state : [...state, text];
    return wrong(facts)
      ? { state: facts, violation: { say: text, because: [] } }
      : { state: facts };
  },
});

/** Whether these are among the facts, in this order. */
const inOrder = (facts: readonly string[], ...wanted: readonly string[]): boolean =>
  facts.filter((each) => wanted.includes(each)).join() === wanted.join();

/** What the search says, and whether its witness plays in virtual time. */
function searched(system: System, kinds: readonly string[] = []): string {
  const { verdict, witness } = search(system, {
    monitor: 'g',
    faults: kinds.length,
    delays: 0,
    kinds: kinds.map(parseKind),
  }).run(100_000);
  if (witness === null) return verdict;
  return toSchedule(system, witness, 1).replays ? verdict : `${verdict}, and does not replay`;
}

describe('a half-open stream', () => {
  const doings: Doing[] = [
    [0, 'left', 'say', { to: 'right', n: 1 }],
    [50_000, 'left', 'say', { to: 'right', n: 2 }],
  ];

  it('stays so when the link is disconnected: whoever does not hear of it goes on sending in vain', () => {
    const faults: Fault[] = [
      { kind: 'halfOpen', link: 'left--right', atUs: 20_000 },
      { kind: 'disconnect', link: 'left--right', atUs: 30_000 },
    ];
    expect(news(play(doings, faults))).toEqual(['right heard 1']);
  });

  it('stays so when a cut loses what is on it', () => {
    const faults: Fault[] = [
      { kind: 'halfOpen', link: 'left--right', atUs: 20_000 },
      { kind: 'cut', link: 'left--right', atUs: 51_000, forUs: 1_000 },
    ];
    const later: Doing = [70_000, 'left', 'say', { to: 'right', n: 3 }];
    expect(news(play([...doings, later], faults))).toEqual(['right heard 1']);
  });

  it('stays so in the search', () => {
    const revived = never(
      (facts) =>
        inOrder(facts, 'right heard 1', 'left said 2', 'left said 3', 'right heard 3') &&
        !facts.includes('right heard 2') &&
        !facts.includes('left told'),
    );
    const system = cable([...doings, [90_000, 'left', 'say', { to: 'right', n: 3 }]], revived);
    expect(searched(system, ['halfOpen', 'disconnect'])).toBe('holds');
  });
});

describe('a stream that an end has closed, when a message of it is lost', () => {
  const doings: Doing[] = [
    [0, 'left', 'say', { to: 'right', n: 1 }],
    [1_000, 'left', 'say', { to: 'right', n: 2 }],
    [2_000, 'left', 'hangUp', { to: 'right' }],
  ];

  it('loses all that is on it, but not the word that it is closed', () => {
    const faults: Fault[] = [{ kind: 'drop', message: 'act-1/NOTE' }];
    expect(news(play(doings, faults))).toEqual(['right told']);
  });

  it('loses it in the search too', () => {
    const wrong = ['left told', 'right heard 1', 'right heard 2'];
    const gap = never(
      (facts) => facts.filter((fact) => wrong.includes(fact)).join() === 'right heard 2',
    );
    expect(searched(cable(doings, gap), ['drop:NOTE'])).toBe('holds');
  });
});

describe('what is sent before one hears that the stream is closed', () => {
  const doings: Doing[] = [
    [0, 'left', 'say', { to: 'right', n: 1 }],
    [20_000, 'right', 'hangUp', { to: 'left' }],
    [25_000, 'left', 'say', { to: 'right', n: 2 }],
    [40_000, 'left', 'say', { to: 'right', n: 3 }],
  ];

  it('is lost; what is sent afterwards opens a new one', () => {
    const trace = play(doings);
    expect(news(trace)).toEqual(['right heard 1', 'left told', 'right heard 3']);
    expect(trace.entries.find(({ kind }) => kind === 'lose')).toMatchObject({
      why: 'stream closed',
    });
  });

  it('is lost in the search too', () => {
    const before = ['right heard 1', 'right hung up', 'left said 2', 'right heard 2'];
    const reopened = never((facts) => inOrder(facts, ...before) && !facts.includes('left told'));
    expect(searched(cable(doings.slice(0, 3), reopened))).toBe('holds');
    // The monitor is not blind.
    const heard = never((facts) => inOrder(facts, 'right heard 1', 'left told', 'right heard 3'));
    expect(searched(cable(doings, heard))).toBe('broken');
  });

  it('does not end the stream that the other one opened meanwhile', () => {
    const trace = play([
      [0, 'left', 'say', { to: 'right', n: 1 }],
      [20_000, 'left', 'hangUp', { to: 'right' }],
      [21_000, 'left', 'say', { to: 'right', n: 2 }],
      [25_000, 'right', 'hangUp', { to: 'left' }],
    ]);
    expect(news(trace)).toEqual(['right heard 1', 'right told', 'right heard 2']);
  });
});

describe('the name of one that is gone', () => {
  const doings: Doing[] = [
    [0, 'right', 'invite', { name: 1 }],
    [1_000, 'left', 'say', { to: 'right/guest', n: 1 }],
    [20_000, 'left', 'hangUp', { to: 'right/guest' }],
    [22_000, 'right', 'sendAway'],
    [24_000, 'right', 'invite', { name: 2 }],
  ];

  it('bears no news of its streams to the next who has it', () => {
    expect(news(play(doings))).toEqual(['guest 1 heard 1']);
  });

  it('bears none in the search either', () => {
    expect(
      searched(
        cable(
          doings,
          never((facts) => facts.includes('guest 2 told') && !facts.includes('guest 2 heard 1')),
        ),
      ),
    ).toBe('holds');
  });

  it('bears none when a message came too late for it', () => {
    const late: Doing[] = [
      [0, 'right', 'invite', { name: 1 }],
      [1_000, 'right', 'sendAway'],
      [2_000, 'left', 'say', { to: 'right/guest', n: 1 }],
      [13_000, 'right', 'invite', { name: 2 }],
    ];
    expect(news(play(late))).toEqual(['left told']);
  });
});

describe('order on a stream', () => {
  const COUNT = 8;
  const doings = Array.from(
    { length: COUNT },
    (_, i): Doing => [i * 1_000, 'left', 'say', { to: 'right', n: i + 1 }],
  );
  const message = fc.nat(COUNT - 1).map((i) => `act-${i + 1}/NOTE`);
  const anything = fc.oneof(
    message,
    fc.nat(COUNT - 1).map((i) => `act act-${i + 1}`),
    fc.constantFrom('resume right', 'nothing'),
  );
  const anyFault = fc.oneof(
    fc.record({
      kind: fc.constant('pause'),
      node: fc.constant('right'),
      atUs: fc.nat(20_000),
      forUs: fc.nat(20_000),
    }),
    fc.record({ kind: fc.constant('delay'), message, byUs: fc.nat(30_000) }),
  ) as fc.Arbitrary<Fault>;

  it('is that of sending, whatever is held back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ hold: message, until: anything }), { maxLength: 4 }),
        fc.array(anyFault, { maxLength: 2 }),
        (holds, faults) => {
          const heard = news(play(doings, faults, holds));
          expect(heard).toEqual(doings.map((_, i) => `right heard ${i + 1}`));
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
