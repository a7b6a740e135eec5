/** Calls whose caller or callee is no more, and those that were given up. */
import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import type { Loose } from './json.ts';
import type { Fault } from './schedule.ts';
import { answering, timingOut } from './search/fixtures.ts';
import { parseKind } from './search/kinds.ts';
import { search } from './search/search.ts';
import { Simulation } from './simulation.ts';
import { abandon, type Command, fact, type System, send, spawn } from './system.ts';
import { Trace } from './trace.ts';

function play(system: System, faults: readonly Fault[]) {
  const schedule = { seed: 1, faults, holds: [], inputs: [] };
  const trace = new Trace(schedule);
  const { entries } = trace;
  const simulation = new Simulation(system, schedule, (entry) => trace.add(entry));
  while (simulation.step());
  const kinds = (op: string): string[] =>
    entries.flatMap((entry) => {
      const send = 'send' in entry ? trace.entries[entry.send] : undefined;
      return send?.kind === 'send' && send.event.op === op
        ? [`${entry.kind} ${send.event.type}`]
        : [];
    });
  return { entries, kinds, open: simulation.open };
}

const kit = setup({
  types: {} as { context: Loose; events: Loose; input: Loose; emitted: Command },
  delays: { work: ({ context: { n } }) => (n === 1 ? 15 : 1) },
});
/** Asks and goes away. */
const passer = kit.createMachine({
  id: 'passer',
  context: {},
  initial: 'here',
  states: {
    here: {
      tags: ['ready'],
      on: { go: { target: 'gone', actions: kit.emit(() => send('db', { type: 'GET' })) } },
    },
    gone: { type: 'final' },
  },
});

/** Asks a first and, when that takes too long, a second time, in the same operation. */
const insister = kit.createMachine({
  id: 'insister',
  context: { n: 1 },
  initial: 'idle',
  states: {
    idle: { tags: ['ready'], on: { go: 'waiting' } },
    waiting: {
      entry: kit.emit(({ context: { n } }) => send('db', { type: 'GET', n })),
      on: {
        VALUE: {
          target: 'idle',
          actions: kit.emit(({ context, event }) =>
            fact({ type: 'answered', asked: context.n, n: event.n }),
          ),
        },
      },
      after: {
        10: {
          target: 'waiting',
          reenter: true,
          guard: ({ context: { n } }: Loose) => n === 1,
          actions: [kit.emit(abandon()), kit.assign({ n: 2 })],
        },
      },
    },
  },
});
const answer = kit.emit(({ context, event }) =>
  send(context.client ?? event.from, { type: 'VALUE', n: context.n ?? event.n }),
);
/** Answers at once, or has a clerk do it. */
const office = kit.createMachine({
  id: 'office',
  context: ({ input }: Loose) => input,
  on: {
    GET: [
      {
        guard: ({ context }) => context.hasClerks,
        actions: kit.emit(({ event: { from, n } }) =>
          spawn(`clerk-${n}`, 'clerk', { client: from, n }),
        ),
      },
      { actions: answer },
    ],
  },
});
/** The first one takes its time. */
const clerk = kit.createMachine({
  id: 'clerk',
  context: ({ input }: Loose) => input,
  initial: 'working',
  states: {
    working: { after: { work: 'done' } },
    done: { type: 'final', entry: answer },
  },
});

function insisting(hasClerks: boolean): System {
  const [ann, db] = [
    { id: 'ann', machine: 'insister', input: {} },
    { id: 'db', machine: 'office', input: { hasClerks } },
  ];
  return {
    machines: {
      insister: { machine: insister, deadlines: ['10'] },
      office: { machine: office },
      clerk: { machine: clerk },
    },
    nodes: [ann, db],
    links: [
      { from: 'ann', to: 'db', kind: 'call', latencyUs: 1_000 },
      { from: 'db', to: 'ann', kind: 'call', latencyUs: 1_000 },
    ],
    messages: { GET: { role: 'request', replies: ['VALUE'] }, VALUE: { role: 'reply' } },
    acts: [{ op: 'ask', node: 'ann', atUs: 0, event: { type: 'go' } }],
    monitors: [
      {
        id: 'g',
        kind: 'always',
        over: 'orders',
        start: null,
        on: (state, seen) =>
          seen.kind === 'fact' && seen.fact['asked'] !== seen.fact['n']
            ? { state, violation: { say: 'an answer to something else', because: [] } }
            : { state },
      },
    ],
  };
}

describe('the answer to a call that was given up', () => {
  const answers = (system: System, faults: readonly Fault[]): string[] =>
    play(system, faults).entries.flatMap((entry) =>
      entry.kind === 'fact' ? [`${entry.fact['asked']}: ${entry.fact['n']}`] : [],
    );
  const delay = (message: string, byUs: number): Fault => ({ kind: 'delay', message, byUs });

  it('is none to the next one when the request arrives late', () => {
    // The first GET arrives 11.5 ms after it was sent, when it was given up, and before the second.
    const faults = [delay('ask/GET', 10_500), delay('ask/GET#2', 5_000)];
    expect(answers(insisting(false), faults)).toEqual(['2: 2']);
  });

  it('is none to the next one when the work for it takes long', () => {
    expect(answers(insisting(true), [delay('ask/GET#2', 5_000)])).toEqual(['2: 2']);
  });

  it.each([false, true])('is none to the next one in a search (clerks: %s)', (hasClerks) => {
    const { verdict } = search(insisting(hasClerks), {
      monitor: 'g',
      faults: 1,
      delays: 2,
      kinds: ['duplicate', 'crash:db'].map(parseKind),
    }).run(100_000);
    expect(verdict).toBe('holds');
  });
});

describe('a call whose caller is no more', () => {
  it('ends when the caller is done, and its reply comes late', () => {
    const system = timingOut();
    const machines = { ...system.machines, hasty: { machine: passer } };
    const { kinds, open } = play({ ...system, machines }, []);
    expect(kinds('write-1')).toEqual(['abandon GET', 'deliver GET', 'late VALUE']);
    expect(open).toEqual([]);
  });

  it('ends when the node of the caller crashes', () => {
    const stop: Fault = { kind: 'stop', node: 'ann', atUs: 500 };
    const { kinds, open } = play(timingOut(), [stop]);
    expect(kinds('write-1')).toEqual(['abandon PUT', 'deliver PUT', 'lose OK']);
    expect(open).toEqual([]);
  });
});

describe('a call whose callee crashes', () => {
  const crash = (atUs: number): Fault => ({ kind: 'crash', node: 'db', atUs, downForUs: 10_000 });

  it('is refused while nothing has been said to it', () => {
    expect(
      play(answering(), [crash(2_500)])
        .kinds('add-1')
        .slice(-2),
    ).toEqual(['lose PUT', 'deliver refused']);
  });

  it('takes the reply that left before', () => {
    const { kinds, entries } = play(answering(), [crash(3_500)]);
    expect(kinds('add-1').slice(-2)).toEqual(['deliver PUT', 'deliver OK']);
    expect(entries.some((it) => it.kind === 'send' && it.event.type === 'refused')).toBe(false);
  });

  it('is refused when that reply is lost on its way', () => {
    const drop: Fault = { kind: 'drop', message: 'add-1/OK' };
    expect(play(answering(), [drop, crash(3_200)]).kinds('add-1')).toContain('deliver refused');
  });
});
