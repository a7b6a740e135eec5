import { describe, expect, it } from 'vitest';
import { createMachine, emit, setup } from 'xstate';
import type { Entry, SendEntry } from './entry.ts';
import { travelsNumbered } from './links.ts';
import type { Fault } from './schedule.ts';
import { simulate } from './simulate.ts';
import { type Command, type LinkSpec, type Message, type System, send } from './system.ts';
import type { Trace } from './trace.ts';

/** A node that sends what it is told to, and one that only listens. */
const talker = setup({
  types: {} as {
    events: { type: 'say'; to: string; message: Message; size?: number };
    emitted: Command;
  },
}).createMachine({
  id: 'talker',
  initial: 'here',
  states: {
    here: {
      tags: 'ready',
      on: {
        say: {
          actions: emit(({ event }) =>
            send(
              event.to,
              event.message,
              event.size === undefined ? {} : { sizeBytes: event.size },
            ),
          ),
        },
      },
    },
  },
});
const listener = createMachine({ id: 'listener' });

function run(
  link: Partial<LinkSpec>,
  sends: { atUs: number; size?: number }[],
  faults: Fault[] = [],
  seed = 1,
  apart = false,
): Trace {
  const both = { kind: 'call', latencyUs: 10_000, ...link } as const;
  const system: System = {
    machines: { talker: { machine: talker }, listener: { machine: listener } },
    nodes: [
      { id: 'a', machine: 'talker', input: {}, client: true },
      { id: 'b', machine: 'listener', input: {} },
    ],
    links: [
      { ...both, from: 'a', to: 'b' },
      { ...both, from: 'b', to: 'a' },
    ],
    messages: { HELLO: { role: 'oneWay', ...(apart ? { apart } : {}) } },
    acts: sends.map(({ atUs, size }, i) => ({
      op: `say-${i + 1}`,
      node: 'a',
      atUs,
      event: {
        type: 'say',
        to: 'b',
        message: { type: 'HELLO', n: i + 1 },
        ...(size === undefined ? {} : { size }),
      },
    })),
    monitors: [],
  };
  return simulate(system, { seed, faults, holds: [], inputs: [] });
}

const sent = (trace: Trace, id: number): SendEntry => trace.entries[id] as SendEntry;
const arrivals = (trace: Trace): [number, number][] =>
  trace.entries.flatMap((e: Entry) =>
    e.kind === 'deliver' && sent(trace, e.send).event.type === 'HELLO'
      ? [[e.atUs, sent(trace, e.send).event['n'] as number]]
      : [],
  );
const losses = (trace: Trace): [number, string][] =>
  trace.entries.flatMap((e) => (e.kind === 'lose' ? [[e.atUs, e.why]] : []));

describe('links', () => {
  it('a call link lets a message overtake another, a stream does not', () => {
    const jitter = { latencyUs: 10_000, jitterUs: 9_000 };
    const many = Array.from({ length: 40 }, (_, i) => ({ atUs: i * 100 }));
    const order = (trace: Trace): number[] => arrivals(trace).map(([, n]) => n);
    const sorted = Array.from({ length: 40 }, (_, i) => i + 1);
    expect(order(run({ ...jitter, kind: 'call' }, many))).not.toEqual(sorted);
    expect(order(run({ ...jitter, kind: 'stream' }, many))).toEqual(sorted);
  });

  it('a local link delivers at once', () => {
    expect(arrivals(run({ kind: 'local', latencyUs: 0 }, [{ atUs: 7 }]))).toEqual([[7, 1]]);
  });

  it('sized messages queue for the rate of the link', () => {
    const sends = [
      { atUs: 0, size: 1_000 },
      { atUs: 0, size: 500 },
    ];
    expect(arrivals(run({ bytesPerSecond: 100_000 }, sends))).toEqual([
      [20_000, 1],
      [25_000, 2],
    ]);
  });

  it('a cut loses what is on the way and what sets out while it lasts, and nothing after', () => {
    const cut: Fault = { kind: 'cut', link: 'a->b', atUs: 5_000, forUs: 20_000 };
    const trace = run({}, [{ atUs: 0 }, { atUs: 10_000 }, { atUs: 25_001 }], [cut]);
    expect(losses(trace)).toEqual([
      [5_000, 'cut'],
      [15_000, 'cut'],
    ]);
    expect(arrivals(trace)).toEqual([[35_001, 3]]);
  });

  it('a cut of the other direction loses nothing', () => {
    const cut: Fault = { kind: 'cut', link: 'b->a', atUs: 0, forUs: 50_000 };
    expect(arrivals(run({}, [{ atUs: 5_000 }], [cut]))).toEqual([[15_000, 1]]);
  });

  it('a slow link takes its factor longer, for as long as it is slow', () => {
    const slow: Fault = { kind: 'slow', link: 'a--b', atUs: 0, forUs: 5_000, factor: 3 };
    expect(arrivals(run({}, [{ atUs: 1 }, { atUs: 6_000 }], [slow]))).toEqual([
      [16_000, 2],
      [30_001, 1],
    ]);
  });

  it('a lossy link loses its share, and the same messages for the same seed', () => {
    const lossy: Fault = { kind: 'lossy', link: 'a--b', atUs: 0, forUs: 10_000_000, rate: 0.3 };
    const many = Array.from({ length: 1_000 }, (_, i) => ({ atUs: i * 100 + 1 }));
    const lost = losses(run({}, many, [lossy], 4)).length;
    expect(lost).toBeGreaterThan(240);
    expect(lost).toBeLessThan(360);
    expect(losses(run({}, many, [lossy], 4))).toEqual(losses(run({}, many, [lossy], 4)));
  });

  it('a loss closes a stream: what follows on it is lost and both ends are told', () => {
    const drop: Fault = { kind: 'drop', message: 'say-1/HELLO' };
    const trace = run({ kind: 'stream' }, [{ atUs: 0 }, { atUs: 1_000 }, { atUs: 30_000 }], [drop]);
    expect(losses(trace)).toEqual([
      [5_000, 'dropped'],
      [5_000, 'stream closed'],
    ]);
    const told = trace.entries.flatMap((e) =>
      e.kind === 'deliver' && sent(trace, e.send).event.type === 'closed' ? [e.actor] : [],
    );
    expect(told.sort()).toEqual(['a', 'b']);
    expect(arrivals(trace)).toEqual([[40_000, 3]]);
  });

  const told = (trace: Trace): [number, string][] =>
    trace.entries.flatMap((e) =>
      e.kind === 'deliver' && sent(trace, e.send).event.type === 'closed'
        ? [[e.atUs, e.actor] as [number, string]]
        : [],
    );

  it('a disconnect closes an open stream, also one that carries nothing, and tells both ends', () => {
    const fault: Fault = { kind: 'disconnect', link: 'a--b', atUs: 50_000 };
    const trace = run({ kind: 'stream' }, [{ atUs: 0 }, { atUs: 70_000 }], [fault]);
    expect(told(trace)).toEqual([
      [60_000, 'b'],
      [60_000, 'a'],
    ]);
    expect(arrivals(trace)).toEqual([
      [10_000, 1],
      [80_000, 2],
    ]);
  });

  it('a half-open stream loses everything from then on and tells nobody', () => {
    const fault: Fault = { kind: 'halfOpen', link: 'a--b', atUs: 5_000 };
    const trace = run({ kind: 'stream' }, [{ atUs: 0 }, { atUs: 70_000 }], [fault]);
    expect(told(trace)).toEqual([]);
    expect(arrivals(trace)).toEqual([]);
    expect(losses(trace).map(([, why]) => why)).toEqual(['half-open', 'half-open']);
  });

  it('what travels apart over a stream link neither opens a stream nor breaks one', () => {
    const drop: Fault = { kind: 'drop', message: 'say-1/HELLO' };
    const trace = run({ kind: 'stream' }, [{ atUs: 0 }, { atUs: 1_000 }], [drop], 1, true);
    expect(arrivals(trace)).toEqual([[11_000, 2]]);
    expect(told(trace)).toEqual([]);
  });

  it('says which link is missing', () => {
    const lonely: System = {
      machines: { talker: { machine: talker } },
      nodes: [{ id: 'a', machine: 'talker', input: {}, client: true }],
      links: [],
      messages: { HELLO: { role: 'oneWay' } },
      acts: [
        {
          op: 'x',
          node: 'a',
          atUs: 0,
          event: { type: 'say', to: 'b', message: { type: 'HELLO' } },
        },
      ],
      monitors: [],
    };
    expect(() => simulate(lonely, { seed: 1, faults: [], holds: [], inputs: [] })).toThrow(
      /no link from "a" to "b"/,
    );
  });
});

describe('what is numbered', () => {
  const isSo = (link: Partial<LinkSpec>): boolean => {
    const links: LinkSpec[] = [{ from: 'a', to: 'b', kind: 'call', latencyUs: 1, ...link }];
    return travelsNumbered({ links }, { from: 'a/one', to: 'b' });
  };

  it('is what travels in a session or on a stream', () => {
    expect(isSo({})).toBe(false);
    expect(isSo({ session: true })).toBe(true);
    expect(isSo({ kind: 'stream' })).toBe(true);
  });
});
