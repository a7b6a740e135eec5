/**
 * Goal: what a client of a stream goes through in the simulation, a page goes through for real.
 * Method: the real-time flow over real WebSockets and EventSources, with an eye on those.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { emit } from 'xstate';
import { compile, openingRun, traceOf } from '../flow/compile.ts';
import type { Run } from '../flow/run.ts';
import { realtime } from '../flows/realtime/index.ts';
import type { Entry } from '../kernel/entry.ts';
import type { Fault } from '../kernel/schedule.ts';
import { send } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import { Foreign } from './foreign.ts';
import { Player, WatchedDesk } from './player-fixture.ts';
import type { SessionOptions } from './session.ts';
import type { SocketClient } from './socket.ts';
import { troubled } from './trouble-fixture.ts';
import { type Interception, intercept } from './worker.ts';

const SECOND = 1_000_000;
const VARIANTS = ['websocket', 'sse'];

/** A network that may change what it carries. */
class Network extends WatchedDesk {
  tamper: ((text: string) => string) | undefined;

  override answerSocket(client: SocketClient): Promise<void> {
    const send = client.send.bind(client);
    client.send = (text) => send(this.tamper?.(String(text)) ?? text);
    return super.answerSocket(client);
  }
}

let shown: Run = { ...openingRun(realtime), variant: 'websocket' };
const foreign = new Foreign({
  shown: () => ({
    flow: realtime,
    run: shown,
    trace: traceOf(realtime, shown),
    index: 0,
    playing: false,
  }),
  enter: () => 'Nothing enters here.',
});
const desk = new Network(new URL('/', location.href), (request, path) =>
  foreign.answer(request, path),
);
let interception: Interception;
beforeAll(async () => {
  interception = await intercept(desk);
});
afterAll(() => interception.close());

/** Every EventSource and WebSocket that the page made, and what happened to it. */
let sources: EventSource[];
let sockets: WebSocket[];
let happened: string[];
const real = { EventSource, WebSocket };
beforeEach(() => {
  sources = [];
  sockets = [];
  happened = [];
  const note = (what: string) => (event: Event) => {
    const code = 'code' in event ? ` ${String(event.code)}` : '';
    happened.push(`${what} ${event.type}${code}`);
  };
  globalThis.EventSource = class extends real.EventSource {
    constructor(...args: ConstructorParameters<typeof EventSource>) {
      super(...args);
      sources.push(this);
      for (const type of ['open', 'error']) this.addEventListener(type, note('source'));
    }
  };
  // MSW has replaced the class by now.
  real.WebSocket = globalThis.WebSocket;
  globalThis.WebSocket = new Proxy(real.WebSocket, {
    construct: (target, args: [string]) => {
      const socket = new target(...args);
      sockets.push(socket);
      for (const type of ['open', 'error', 'close']) socket.addEventListener(type, note('socket'));
      return socket;
    },
  });
});
afterEach(() => {
  Object.assign(globalThis, real);
  desk.tamper = undefined;
  desk.change = undefined;
});

function runOf(variant: string, more: Partial<Run> = {}): Run {
  const workload = 'one-event';
  return { ...openingRun(realtime), variant, workload, untilUs: 60 * SECOND, ...more };
}

const play = (run: Run, trace: Trace, options: Partial<SessionOptions> = {}): Player =>
  new Player({ flow: realtime, run, trace, desk, ...options });

const LINK = 'client-a--hub';
const at = (seconds: number): number => seconds * SECOND;
const disconnect: Fault = { kind: 'disconnect', link: LINK, atUs: at(5) };
const halfOpen: Fault = { kind: 'halfOpen', link: LINK, atUs: at(0.5) };

const indexAt = ({ entries }: Trace, atUs: number): number =>
  entries.findLastIndex((entry) => entry.atUs <= atUs);

describe('the trace over the wire', () => {
  it.each(VARIANTS)(
    'is that of the kernel from anywhere in a run of %s on',
    async (variant) => {
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const calm = runOf(variant, { seed, workload: 'calm', untilUs: 12 * SECOND });
        const run = troubled(realtime, calm);
        const trace = traceOf(realtime, run);
        for (const part of [0.2, 0.5, 0.8]) {
          const from = Math.floor(trace.entries.length * part);
          const player = play(run, trace, { from });
          await player.toEnd();
          expect(player.entries, `seed ${seed} from ${from}`).toEqual(trace.entries);
        }
      }
      expect(happened.length).toBeGreaterThan(30);
    },
    60_000,
  );
});

describe('a connection that is lost', () => {
  it('closes the socket of the page, which opens another one', async () => {
    const run = runOf('websocket', { faults: [disconnect] });
    await play(run, traceOf(realtime, run)).toEnd();
    expect(happened.slice(0, 3)).toEqual(['socket open', 'socket close 1006', 'socket open']);
  });

  it.each(['none', 'seq'])(
    'is opened again by the browser itself, with resume=%s',
    async (resume) => {
      const run = runOf('sse', { faults: [disconnect], fixes: { resume } });
      const before = desk.requestCount;
      const trace = traceOf(realtime, run);
      const player = play(run, trace);
      await player.toEnd();
      expect(player.entries).toEqual(trace.entries);
      expect(happened).toEqual(['source open', 'source error', 'source open']);
      expect(sources).toHaveLength(1);
      expect(desk.requestCount - before).toBe(2);
    },
  );

  it('is noticed by nobody when it is half-open, until the client gives it up', async () => {
    const fixes = { heartbeat: 'on' };
    for (const variant of VARIANTS) {
      const run = runOf(variant, { faults: [halfOpen], fixes });
      const trace = traceOf(realtime, run);
      const found = trace.entries.find(
        (entry) => entry.kind === 'fact' && entry.fact.type === 'deadFound',
      );
      const foundUs = found?.atUs ?? 0;
      happened = [];
      const player = play(run, trace);
      await player.to(indexAt(trace, foundUs - 1));
      expect(happened, variant).toEqual([expect.stringContaining('open')]);
      const page = variant === 'sse' ? sources.at(-1) : sockets.at(-1);
      expect(page?.readyState).toBe(1);
      await player.to(indexAt(trace, foundUs));
      expect(page?.readyState).not.toBe(1);
      await player.toEnd();
    }
  });
});

it('tells the page nothing but that it was refused', async () => {
  const run = runOf('websocket', {
    faults: [{ kind: 'own', event: 'restart503', node: 'hub', atUs: 0 }],
  });
  await play(run, traceOf(realtime, run)).toEnd();
  expect(happened.slice(0, 2)).toEqual(['socket error', 'socket close 1006']);
  expect(happened).toContain('socket open');
});

it('opens nothing for a crowd', async () => {
  const params = { clients: 3, joinsPerSecond: 10 };
  const run = runOf('websocket', { workload: 'restart-storm', params, untilUs: at(2) });
  const trace = traceOf(realtime, run);
  const player = play(run, trace);
  await player.toEnd();
  const upgrades = trace.entries.filter(
    (entry) => entry.kind === 'send' && entry.event.type === 'upgrade',
  );
  expect(upgrades.length).toBe(3);
  expect(player.entries).toEqual(trace.entries);
  expect(sockets).toEqual([]);
});

it('keeps what the streams carried, for a panel to show', async () => {
  const run = runOf('websocket', { fixes: { resume: 'seq', cursor: 'server-acked' } });
  const trace = traceOf(realtime, run);
  const before = desk.frameCount;
  await play(run, trace).toEnd();
  const pushed = trace.entries.find(
    (entry): entry is Entry & { kind: 'send' } =>
      entry.kind === 'send' && entry.event.type === 'event',
  );
  const frames = desk.frames.slice(before - desk.frameCount);
  expect(frames).toContainEqual({
    by: 'WebSocket',
    client: 'client-a',
    direction: 'down',
    atUs: pushed?.dueUs,
    text: '{"type":"event","seq":1,"n":1,"epoch":1}',
  });
  expect(frames.find(({ direction }) => direction === 'up')?.text).toContain('"type":"ack"');
});

describe('a session', () => {
  it.each(VARIANTS)('of %s closes what the page has open when it stops', async (variant) => {
    const run = runOf(variant);
    const trace = traceOf(realtime, run);
    const player = play(run, trace);
    await player.to(indexAt(trace, at(3)));
    const pages = [...sources, ...sockets];
    expect(pages.map(({ readyState }) => readyState)).toEqual([1]);
    player.session.stop();
    await expect.poll(() => pages.every(({ readyState }) => readyState > 1)).toBe(true);
  });

  it('ends when a stream was open for as long as a browser lets it', async () => {
    const run = runOf('sse');
    const trace = traceOf(realtime, run);
    const player = play(run, trace, { longestMs: 150 });
    await player.to(indexAt(trace, at(3)));
    expect(await player.ended).toEqual({ why: 'expired' });
    expect(sources[0]?.readyState).toBe(EventSource.CLOSED);
  });

  it.each(VARIANTS)('names the message that a machine of %s sends otherwise', async (variant) => {
    const run = runOf(variant);
    const { system } = compile(realtime, run);
    const machine = system.machines['connection']?.machine.provide({
      actions: {
        push: emit(({ context }) => send(context.peer, { type: 'event', seq: 1, n: 99, epoch: 1 })),
      },
    });
    if (machine === undefined) throw new Error('There is no such machine.');
    const machines = { ...system.machines, connection: { machine } };
    const trace = traceOf(realtime, run);
    const player = play(run, trace, { system: { ...system, machines } });
    player.session.follow(trace.entries.length - 1);
    expect(await player.ended).toMatchObject({
      why: 'failed',
      exchange: 'publish-1/event',
      what: expect.stringMatching(/"n":99.*where the trace has.*"n":1/),
    });
  });

  it.each(VARIANTS)('names the message of %s that the network changes', async (variant) => {
    const tamper = (text: string): string => text.replace('"n":1', '"n":99');
    desk.tamper = tamper;
    desk.change = (response) => {
      const change = new TransformStream<string, string>({
        transform: (text, controller) => controller.enqueue(tamper(text)),
      });
      const body = response.body
        ?.pipeThrough(new TextDecoderStream())
        .pipeThrough(change)
        .pipeThrough(new TextEncoderStream());
      return new Response(body ?? null, response);
    };
    const run = runOf(variant);
    const trace = traceOf(realtime, run);
    const player = play(run, trace);
    player.session.follow(trace.entries.length - 1);
    expect(await player.ended).toMatchObject({
      why: 'failed',
      exchange: expect.stringMatching(/event/),
      what: 'carried n 99, where the trace has 1',
    });
  });

  it('names the stream that something else ends', async () => {
    const run = runOf('websocket');
    const trace = traceOf(realtime, run);
    const player = play(run, trace);
    await player.to(indexAt(trace, at(3)));
    sockets[0]?.close();
    expect(await player.ended).toEqual({
      why: 'failed',
      exchange: 'open-a/upgrade',
      what: 'was closed from elsewhere, with 1000',
    });
  });
});

describe('a stream that a person opens', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining('Only the clients'));
    vi.restoreAllMocks();
  });

  it('is refused as a WebSocket, with the reason', async () => {
    const socket = new WebSocket(new URL('/api/live', location.href));
    const closed = new Promise<CloseEvent>((resolve) => {
      socket.addEventListener('close', resolve);
    });
    expect(await closed).toMatchObject({
      code: 4403,
      reason: expect.stringContaining('Only the clients'),
    });
    expect(happened[0]).toBe('socket error');
  });

  it('is refused as an EventSource, and the answer says why', async () => {
    shown = runOf('sse');
    const source = new EventSource('/api/stream');
    await expect.poll(() => source.readyState).toBe(EventSource.CLOSED);
    const response = await fetch('/api/stream?since=3');
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining('let one connect, from its menu'),
    });
  });
});
