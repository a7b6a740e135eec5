/**
 * Goal: playing over the wire makes the very trace that the kernel makes alone, whatever goes
 * wrong. Method: runs of random acts and faults, each played over real fetches and a real service
 * worker, and compared entry by entry.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emit, setup } from 'xstate';
import { compile, traceOf } from '../flow/compile.ts';
import type { Run } from '../flow/run.ts';
import type { Entry } from '../kernel/entry.ts';
import { type Command, type Message, type Received, send } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import { Player, WatchedDesk } from './player-fixture.ts';
import type { SessionOptions } from './session.ts';
import { shop, shopRun, trouble } from './shop-fixture.ts';
import { type Interception, intercept } from './worker.ts';

const desk = new WatchedDesk(new URL('/', location.href), () =>
  Promise.resolve(new Response('nobody asked for this', { status: 500 })),
);
let interception: Interception;
beforeAll(async () => {
  interception = await intercept(desk);
});
afterAll(() => interception.close());

const play = (run: Run, trace: Trace, options: Partial<SessionOptions> = {}): Player =>
  new Player({ flow: shop, run, trace, desk, ...options });

/** The run of a seed with the faults that this seed brings, and its trace. */
function troubled(seed: number): { run: Run; trace: Trace } {
  const sends = traceOf(shop, shopRun(seed)).entries.filter((entry) => entry.kind === 'send');
  const addresses = sends.map(({ address }) => address);
  const run = shopRun(seed, trouble(seed, addresses));
  return { run, trace: traceOf(shop, run) };
}

const indexOf = ({ entries }: Trace, wanted: (entry: Entry) => boolean): number => {
  const index = entries.findIndex(wanted);
  if (index < 0) throw new Error('There is no such entry in the trace.');
  return index;
};

/** A client's request that is carried, and is on its way for a while. */
const isRequest = (entry: Entry): boolean =>
  entry.kind === 'send' && /^(ada|bob)\//.test(entry.from) && !entry.local;

/** The callers that wait for a reply after an entry, each with one call at a time. */
function waiting({ entries }: Trace, index: number): Set<string> {
  const callers = new Set<string>();
  for (const entry of entries.slice(0, index + 1)) {
    if (isRequest(entry) && entry.kind === 'send') callers.add(entry.from);
    const send = entry.kind === 'abandon' ? entries[entry.send] : undefined;
    if (send?.kind === 'send') callers.delete(send.from);
    if (entry.kind === 'deliver' || entry.kind === 'end') callers.delete(entry.actor);
    if (entry.kind !== 'down') continue;
    for (const each of callers) if (each.startsWith(`${entry.node}/`)) callers.delete(each);
  }
  return callers;
}

describe('the trace over the wire', () => {
  it('is that of the kernel, for many seeds, under faults', async () => {
    expect(interception.mode).toBe('wire');
    const before = desk.requestCount;
    const seen = new Set<string>();
    const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
    for (const seed of seeds) {
      const { run, trace } = troubled(seed);
      const player = play(run, trace);
      await player.toEnd();
      expect(player.entries, `seed ${seed}`).toEqual(trace.entries);
      for (const entry of player.entries) {
        seen.add(entry.kind === 'lose' ? entry.why : entry.kind);
        if (entry.kind === 'send') seen.add(entry.event.type);
        if (entry.kind === 'send' && entry.address.endsWith('+copy')) seen.add('copy');
      }
    }
    for (const each of ['dropped', 'cut', 'node crashed', 'refused', 'late', 'abandon', 'copy']) {
      expect(seen).toContain(each);
    }
    expect(desk.requestCount - before).toBeGreaterThan(seeds.length * 10);
  }, 60_000);

  it.each([0.1, 0.3, 0.5, 0.7, 0.9])(
    'is that of the kernel from %d of the run on',
    async (part) => {
      for (const seed of [21, 22, 23]) {
        const { run, trace } = troubled(seed);
        const player = play(run, trace, { from: Math.floor(trace.entries.length * part) });
        await player.toEnd();
        expect(player.entries, `seed ${seed}`).toEqual(trace.entries);
      }
    },
  );

  it('is that of the kernel after a pause, a scrub back and a new fault', async () => {
    const { run, trace } = troubled(3);
    const first = play(run, trace);
    const middle = indexOf(trace, isRequest) + 40;
    await first.to(middle);
    await expect.poll(() => desk.parked).toBeGreaterThan(0);
    expect(first.session.reached).toBeLessThan(trace.entries.length - 1);
    await first.to(middle + 30);
    first.session.stop();

    const scrubbed = play(run, trace, { from: middle - 20 });
    await scrubbed.to(middle);
    scrubbed.session.stop();

    const atUs = (trace.entries[middle]?.atUs ?? 0) + 1;
    const fault = { kind: 'crash', node: 'api', atUs, downForUs: 50_000 } as const;
    const branch = { ...run, faults: [...run.faults, fault] };
    const branchTrace = traceOf(shop, branch);
    expect(branchTrace.entries.slice(0, middle)).toEqual(trace.entries.slice(0, middle));
    const second = play(branch, branchTrace, { from: middle });
    await second.toEnd();
    expect(second.entries).toEqual(branchTrace.entries);
    expect(second.entries).not.toEqual(trace.entries);
  });
});

describe('a session', () => {
  const { run, trace } = troubled(1);

  it('goes as far as it is asked to, and no further', async () => {
    const wanted = indexOf(trace, isRequest);
    const player = play(run, trace);
    await player.to(wanted);
    await expect.poll(() => desk.parked).toBe(1);
    const next = trace.entries[player.session.reached + 1];
    expect(player.session.reached).toBeLessThan(wanted + 10);
    expect(next?.atUs).toBeGreaterThan(trace.entries[wanted]?.atUs ?? Infinity);
    expect(player.session.limit).toBe(player.session.reached);
    player.session.stop();
  });

  it('has just those fetches parked that the simulation waits for', async () => {
    const counts = new Set<number>();
    for (const seed of [1, 2, 3, 5]) {
      const { run, trace } = troubled(seed);
      const player = play(run, trace);
      for (const { id, kind } of trace.entries) {
        if (kind !== 'abandon' && kind !== 'down' && kind !== 'lose' && kind !== 'deliver')
          continue;
        await player.to(id);
        const { size } = waiting(trace, player.session.reached);
        await expect
          .poll(() => desk.parked, { message: `seed ${seed}, entry ${id}`, interval: 5 })
          .toBe(size);
        counts.add(size);
      }
      player.session.stop();
    }
    expect(counts.size).toBeGreaterThan(3);
  });

  it('releases every handler when it stops', async () => {
    const player = play(run, trace);
    await player.to(indexOf(trace, isRequest) + 60);
    await expect.poll(() => desk.parked).toBeGreaterThan(0);
    player.session.stop();
    await expect.poll(() => desk.parked).toBe(0);
  });

  it('ends when a fetch was parked for as long as a browser lets it', async () => {
    const player = play(run, trace, { longestMs: 30 });
    await player.to(indexOf(trace, isRequest));
    expect(await player.ended).toEqual({ why: 'expired' });
    await expect.poll(() => desk.parked).toBe(0);
  });

  it('names the reply that a machine behind the handlers gives otherwise than the trace', async () => {
    const calm = shopRun(1);
    const { system } = compile(shop, calm);
    const other = setup({
      types: {} as { events: Message & Received; emitted: Command },
    }).createMachine({
      on: {
        QUERY: {
          actions: emit(({ event }) =>
            send(event.from, { type: 'ROW', answer: { type: 'SAVED', version: 99 } }),
          ),
        },
      },
    });
    const machines = { ...system.machines, db: { machine: other } };
    const player = play(calm, traceOf(shop, calm), { system: { ...system, machines } });
    player.session.follow(trace.entries.length - 1);
    expect(await player.ended).toMatchObject({
      why: 'failed',
      exchange: expect.stringMatching(/^op-\d+\/ROW/),
      what: expect.stringContaining('"version":99'),
    });
    await expect.poll(() => desk.parked).toBe(0);
  });

  it('names the exchange and the field that the network changes', async () => {
    desk.change = async (response) => {
      if (response.status !== 200 || response.body === null) return response;
      const body = { ...(JSON.parse(await response.text()) as object), value: 'tampered' };
      return new Response(JSON.stringify(body), response);
    };
    const item = indexOf(trace, (entry) => entry.kind === 'send' && entry.event.type === 'ITEM');
    const player = play(run, trace, { from: -1 });
    player.session.follow(trace.entries.length - 1);
    const end = await player.ended;
    desk.change = undefined;
    expect(item).toBeGreaterThan(0);
    expect(end).toMatchObject({
      why: 'failed',
      exchange: expect.stringMatching(/^op-\d+\/GET/),
      what: expect.stringMatching(/carried value "tampered", where the trace has/),
    });
  });

  it('names the exchange that something else answers', async () => {
    interception.close();
    const player = play(run, trace);
    player.session.follow(trace.entries.length - 1);
    const end = await player.ended;
    interception = await intercept(desk);
    expect(end).toMatchObject({
      why: 'failed',
      exchange: expect.stringMatching(/^op-\d+\/(GET|PUT|DELETE)$/),
      what: expect.stringMatching(/^ended with a \d+ from elsewhere before its handler/),
    });
    const again = play(run, trace);
    await again.toEnd();
    expect(again.entries).toEqual(trace.entries);
  });
});
