import { describe, expect, it } from 'vitest';
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { Entry } from './entry.ts';
import type { Schedule } from './schedule.ts';
import { execute, simulate } from './simulate.ts';
import { type Command, fact, type System, send, spawn } from './system.ts';

/** A client that asks a server, which counts what it was asked and loses the count in a crash. */
const client = setup({
  types: {} as {
    context: { answers: number; refused: number };
    events: { type: 'ask' } | { type: 'ANSWER'; n: number } | { type: 'refused' };
    emitted: Command;
  },
  delays: { patience: 100 },
}).createMachine({
  id: 'client',
  context: () => ({ answers: 0, refused: 0 }),
  initial: 'idle',
  states: {
    idle: {
      tags: 'ready',
      on: { ask: { target: 'asking', actions: emit(send('server', { type: 'ASK' })) } },
    },
    asking: {
      after: { patience: { target: 'idle', actions: emit({ type: 'abandon' }) } },
      on: {
        ANSWER: {
          target: 'idle',
          actions: [
            assign({ answers: ({ context }) => context.answers + 1 }),
            emit(({ event }) => fact({ type: 'answered', n: event.n })),
          ],
        },
        refused: {
          target: 'idle',
          actions: assign({ refused: ({ context }) => context.refused + 1 }),
        },
      },
    },
  },
});

const server = setup({
  types: {} as {
    context: { n: number; kept: number };
    events: { type: 'ASK'; from: string; op: string } | { type: 'done'; n: number };
    emitted: Command;
    input: { kept?: number };
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({ n: 0, kept: input.kept ?? 0 }),
  on: {
    ASK: {
      actions: enqueueActions(({ enqueue, context, event }) => {
        enqueue.assign({ n: context.n + 1, kept: context.kept + 1 });
        enqueue.emit(spawn(`work-${event.op}`, 'worker', { asker: event.from, n: context.n + 1 }));
      }),
    },
  },
});

const worker = setup({
  types: {} as {
    context: { asker: string; n: number };
    emitted: Command;
    input: { asker: string; n: number };
  },
}).createMachine({
  id: 'worker',
  context: ({ input }) => input,
  initial: 'working',
  states: {
    working: { after: { 10: 'done' } },
    done: {
      type: 'final',
      entry: emit(({ context }) => send(context.asker, { type: 'ANSWER', n: context.n })),
    },
  },
});

const system = (times: readonly number[]): System => ({
  machines: {
    client: { machine: client, deadlines: ['patience'] },
    server: { machine: server },
    worker: { machine: worker },
  },
  nodes: [
    { id: 'user', machine: 'client', input: {}, client: true },
    { id: 'server', machine: 'server', input: {}, durable: ({ kept }) => ({ kept }) },
  ],
  links: [
    { from: 'user', to: 'server', kind: 'call', latencyUs: 5_000 },
    { from: 'server', to: 'user', kind: 'call', latencyUs: 5_000 },
  ],
  messages: {
    ASK: { role: 'request', replies: ['ANSWER'], failsAs: () => ({ type: 'ANSWER', n: -1 }) },
    ANSWER: { role: 'reply' },
  },
  acts: times.map((atUs, i) => ({
    op: `ask-${i + 1}`,
    node: 'user',
    atUs,
    event: { type: 'ask' },
  })),
  monitors: [],
});

const plain: Schedule = { seed: 1, faults: [], holds: [], inputs: [] };
const answers = (entries: readonly Entry[]): unknown[] =>
  entries.flatMap((e) => (e.kind === 'fact' ? [[e.atUs, e.fact['n']]] : []));

describe('simulate', () => {
  it('delivers after the latency of the link and fires timers when they are due', () => {
    const { entries } = simulate(system([0]), plain);
    expect(answers(entries)).toEqual([[20_000, 1]]);
    expect(entries.at(-1)).toMatchObject({ kind: 'over', why: 'rest', atUs: 20_000 });
  });

  it('gives every entry its own place and a cause that came before it', () => {
    const { entries } = simulate(system([0, 1_000]), plain);
    entries.forEach((entry, i) => {
      expect(entry.id).toBe(i);
      expect(entry.cause).toBeLessThan(entry.id);
      expect(entry.atUs).toBeGreaterThanOrEqual(entries[i - 1]?.atUs ?? 0);
    });
  });

  it('makes a busy user do the next act when ready', () => {
    const { entries } = simulate(system([0, 1_000]), plain);
    expect(answers(entries)).toEqual([
      [20_000, 1],
      [40_000, 2],
    ]);
  });

  it('keeps what is durable over a crash and loses the rest', () => {
    const trace = simulate(system([0, 60_000]), {
      ...plain,
      faults: [{ kind: 'crash', node: 'server', atUs: 30_000, downForUs: 10_000 }],
    });
    expect(trace.worldAt(Infinity).actors.get('server')?.standing.context).toEqual({
      n: 1,
      kept: 2,
    });
  });

  it('refuses the calls of a node that crashes before it answered, and those that arrive while it is down', () => {
    const crash = { kind: 'crash', node: 'server', downForUs: 50_000 } as const;
    const inside = simulate(system([0]), { ...plain, faults: [{ ...crash, atUs: 8_000 }] });
    const onTheWay = simulate(system([0]), { ...plain, faults: [{ ...crash, atUs: 2_000 }] });
    const down = simulate(system([10_000]), { ...plain, faults: [{ ...crash, atUs: 2_000 }] });
    for (const trace of [inside, onTheWay, down]) {
      expect(trace.worldAt(Infinity).actors.get('user')?.standing.context).toEqual({
        answers: 0,
        refused: 1,
      });
    }
  });

  it('lets a reply to a call that was given up come late', () => {
    const trace = simulate(system([0]), {
      ...plain,
      faults: [{ kind: 'delay', message: 'ask-1/ANSWER', byUs: 200_000 }],
    });
    expect(trace.entries.filter(({ kind }) => kind === 'late')).toHaveLength(1);
    expect(answers(trace.entries)).toEqual([]);
  });

  it('drops, duplicates and fails the message that a fault names, and no other', () => {
    const fault = (kind: 'drop' | 'fail') => ({ kind, message: 'ask-1/ASK' }) as const;
    expect(
      answers(simulate(system([0, 1]), { ...plain, faults: [fault('drop')] }).entries),
    ).toEqual([[120_000, 1]]);
    expect(answers(simulate(system([0]), { ...plain, faults: [fault('fail')] }).entries)).toEqual([
      [10_000, -1],
    ]);
    const twice = simulate(system([0]), {
      ...plain,
      faults: [{ kind: 'duplicate', message: 'ask-1/ASK', afterUs: 1_000 }],
    });
    expect(twice.entries.filter(({ kind }) => kind === 'late')).toHaveLength(1);
    expect(twice.worldAt(Infinity).actors.get('server')?.standing.context).toMatchObject({ n: 2 });
  });

  it('holds a message until another has happened, and releases a hold that cannot end', () => {
    const held = simulate(system([0, 30_000]), {
      ...plain,
      holds: [{ hold: 'act ask-1', until: 'ask-2/ANSWER' }],
    });
    expect(answers(held.entries).map((each) => (each as number[])[0])).toEqual([50_000, 70_000]);
    const endless = simulate(system([0]), {
      ...plain,
      holds: [{ hold: 'ask-1/ASK', until: 'never' }],
    });
    expect(answers(endless.entries)).toHaveLength(0);
    expect(endless.entries.some(({ kind }) => kind === 'late')).toBe(true);
  });

  it('yields the same entries when they are executed one by one', () => {
    const schedule = {
      ...plain,
      faults: [{ kind: 'pause', node: 'server', atUs: 2_000, forUs: 40_000 } as const],
    };
    expect([...execute(system([0, 5]), schedule)]).toEqual(
      simulate(system([0, 5]), schedule).entries,
    );
  });

  it('shows the same world at an entry however one got there', () => {
    const times = Array.from({ length: 300 }, (_, i) => i * 15_000);
    const schedule = {
      ...plain,
      faults: [{ kind: 'crash', node: 'server', atUs: 1_000_000, downForUs: 9_000 } as const],
    };
    const forward = simulate(system(times), schedule);
    const jumping = simulate(system(times), schedule);
    for (const index of [3_000, 17, 900, 901, 2_000, 5]) {
      forward.worldAt(-1);
      expect(jumping.worldAt(index)).toEqual(forward.worldAt(index));
    }
  });
});
