/**
 * Goal: what the domain document says of single connections in virtual time. Method: short runs of
 * the flow's own workloads with a fault or two, and what clients tell.
 */
import { describe, expect, it } from 'vitest';
import { compile, openingRun, traceOf } from '../../flow/compile.ts';
import type { ParamValue } from '../../flow/flow.ts';
import { parseRun } from '../../flow/parse.ts';
import type { Fault } from '../../kernel/schedule.ts';
import { simulate } from '../../kernel/simulate.ts';
import { ask } from '../../kernel/stranger.ts';
import type { Act, Fact, Message } from '../../kernel/system.ts';
import { realtime } from './index.ts';

interface Case {
  readonly variant?: string;
  readonly workload?: string;
  readonly fixes?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly faults?: readonly Fault[];
  readonly inputs?: readonly Act[];
}

function factsOf(given: Case, ...types: readonly string[]): (Fact & { atMs: number })[] {
  const { variant = 'websocket', workload = 'blips', fixes = {}, params = {} } = given;
  const { system } = compile(realtime, { variant, workload, fixes, params });
  const { faults = [], inputs = [] } = given;
  const { entries } = simulate(system, { seed: 1, faults, inputs, holds: [] });
  return entries.flatMap((entry) =>
    entry.kind === 'fact' && types.includes(entry.fact.type)
      ? [{ ...entry.fact, atMs: entry.atUs / 1_000 }]
      : [],
  );
}

const drop = (atS: number): Fault => ({
  kind: 'disconnect',
  link: 'client-a--hub',
  atUs: atS * 1_000_000,
});
const own = (event: string, node: string, atS: number): Fault => ({
  kind: 'own',
  event,
  node,
  atUs: atS * 1_000_000,
});
const byHand = (type: string, atS: number): Act => ({
  op: `${type}-h1`,
  node: 'client-a',
  atUs: atS * 1_000_000,
  event: { type },
});

describe('the listing of the seed', () => {
  it('waits 1, 2, 5, 10, 30, 30 s for the first six drops, however far apart they are', () => {
    const faults = [50, 100, 150, 200, 250, 400].map(drop);
    const waits = factsOf({ faults }, 'waits');
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([1e3, 2e3, 5e3, 10e3, 30e3, 30e3]);
  });

  it('reconnects after the page itself has closed the connection', () => {
    const inputs = [byHand('close', 100)];
    expect(factsOf({ inputs }, 'opened')).toHaveLength(2);
    expect(factsOf({ inputs, fixes: { stopOnClose: 'on' } }, 'opened')).toHaveLength(1);
  });

  it('keeps asking when its login is refused, unless it stops when told to', () => {
    const faults = [own('logOut', 'hub', 100)];
    expect(factsOf({ faults }, 'attempt').length).toBeGreaterThan(10);
    const stopping = { faults, fixes: { stopOnClose: 'on' } };
    expect(factsOf(stopping, 'attempt')).toHaveLength(2);
    expect(factsOf(stopping, 'gaveUp')).toHaveLength(1);
  });
});

describe('counting the attempts anew', () => {
  const faults = [own('acceptThenClose', 'hub', 0)];
  const attempts = (reset: string): number =>
    factsOf({ faults, fixes: { reset } }, 'attempt').length;

  it('as soon as a connection opens makes a crash loop hot: hundreds of attempts in ten minutes', () => {
    expect(attempts('onOpen')).toBeGreaterThan(400);
  });

  it('never, or after ten stable seconds, makes two dozen', () => {
    expect(attempts('never')).toBe(24);
    expect(attempts('afterStable')).toBe(24);
  });
});

describe('a proxy', () => {
  const lost = (fixes: Readonly<Record<string, string>>, variant = 'websocket'): number[] =>
    factsOf(
      {
        variant,
        workload: 'blips',
        fixes: { proxy: 'on', ...fixes },
        params: { durationMs: 150_000 },
      },
      'lost',
    ).map(({ atMs }) => Math.round(atMs / 1_000));

  it('closes a connection on which nothing has travelled for 60 s', () => {
    expect(lost({})[0]).toBeGreaterThanOrEqual(60);
    expect(lost({})[0]).toBeLessThan(130);
  });

  it('leaves one alone that has heartbeats, or comments', () => {
    expect(lost({ heartbeat: 'on' })).toEqual([]);
    expect(lost({ comments: 'on' }, 'sse')).toEqual([]);
  });
});

describe('a client that does not resume', () => {
  const publishedS = factsOf({ workload: 'blip' }, 'published').map(({ atMs }) => atMs / 1_000);
  /** Just before a publication, so that this one is missed and the next comes. */
  const missed: Case = { workload: 'blip', faults: [drop((publishedS[3] ?? 0) - 0.5)] };

  it('finds by the numbers, with a gap check, that it missed something', () => {
    expect(factsOf(missed, 'reset')).toEqual([]);
    expect(factsOf({ ...missed, fixes: { gapCheck: 'on' } }, 'reset')).toHaveLength(1);
  });
});

describe('a slow consumer', () => {
  const given = (slowConsumer: string): Case => ({
    workload: 'heartbeats',
    fixes: { slowConsumer },
    params: { slowConsumerBuffer: 2, slowForMs: 40_000 },
    faults: [own('stall', 'client-a', 20)],
  });

  it('loses the oldest events of its buffer', () => {
    expect(factsOf(given('drop'), 'overflowed').length).toBeGreaterThan(0);
    const applied = factsOf(given('drop'), 'applied').length;
    expect(applied).toBeLessThan(factsOf(given('drop'), 'published').length);
    expect(factsOf(given('drop'), 'lost')).toEqual([]);
  });

  it('has its pings late, and is taken for dead when it stalls for longer than their timeout', () => {
    const found = (slowForMs: number): number =>
      factsOf({ ...given('drop'), fixes: { heartbeat: 'on' }, params: { slowForMs } }, 'deadFound')
        .length;
    expect(found(10_000)).toBe(0);
    expect(found(40_000)).toBeGreaterThan(0);
  });

  it('or its connection', () => {
    expect(factsOf(given('disconnect'), 'lost')).toHaveLength(1);
  });
});

describe('an event stream', () => {
  it('opens again after `retry`, always the same', () => {
    const waits = factsOf({ variant: 'sse', faults: [100, 200, 300].map(drop) }, 'waits');
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([3_000, 3_000, 3_000]);
  });

  it('stays closed when the page closes it', () => {
    expect(factsOf({ variant: 'sse', inputs: [byHand('close', 100)] }, 'opened')).toHaveLength(1);
  });

  it('gives up for good when the server answers 503 while it boots', () => {
    const faults = [own('restart503', 'hub', 100)];
    expect(factsOf({ variant: 'sse', faults }, 'gaveUp')).toHaveLength(1);
    expect(factsOf({ variant: 'sse', faults }, 'opened')).toHaveLength(1);
    const wrapped = { variant: 'sse', faults, fixes: { wrapper: 'on' } };
    expect(factsOf(wrapped, 'opened')).toHaveLength(2);
  });
});

describe('polls', () => {
  it('are refused with 401 when nobody is logged in any more', () => {
    const polled: Case = {
      variant: 'polling',
      workload: 'blip',
      faults: [own('logOut', 'hub', 50)],
    };
    expect(factsOf(polled, 'lost')).toHaveLength(1);
    expect(factsOf(polled, 'rejected').every(({ status }) => status === 401)).toBe(true);
  });

  it('that the server keeps end when it restarts', () => {
    const kept: Case = {
      variant: 'long-polling',
      workload: 'blip',
      faults: [own('restart503', 'hub', 50)],
    };
    const [lost] = factsOf(kept, 'lost');
    expect(lost?.atMs).toBeLessThan(51_000);
  });

  it('that overtook one of another life of the server take no cursor along into it', () => {
    const { violations } = traceOf(realtime, {
      ...openingRun(realtime),
      variant: 'polling',
      workload: 'two-events',
      fixes: { asksFor: 'cursor', timerMode: 'fixed', epoch: 'on', gapCheck: 'on' },
      params: { bufferEvents: 1 },
      faults: [{ kind: 'crash', node: 'hub', atUs: 1_000_501, downForUs: 1 }],
      holds: [
        { hold: 'poll-a-1/poll', until: 'publish-1/publish' },
        { hold: 'poll-a-1/events', until: 'poll-a-2/poll' },
        { hold: 'publish-2/publish', until: 'poll-a-1/events' },
      ],
    });
    expect(violations.map(({ guarantee }) => guarantee)).not.toContain('every-event-counts');
  });
});

it('takes a poll from outside, and no stream', () => {
  const run = { ...openingRun(realtime), variant: 'polling' };
  const asking = (message: Message) =>
    parseRun([realtime], { ...run, inputs: [ask('you-1', 1, 'hub', message)] });
  expect(asking({ type: 'poll', since: null, epoch: null })).toMatchObject({ ok: true });
  expect(asking({ type: 'upgrade', client: 'me', name: 'me', line: 1 })).toMatchObject({
    ok: false,
    problems: [{ path: 'inputs[0].event.message.type' }],
  });
});

it('answers a poll from outside at once when it brings no cursor', () => {
  const inputs = [ask('you-1', 5_000_000, 'hub', { type: 'poll' })];
  const run = { ...openingRun(realtime), variant: 'long-polling', untilUs: 6_000_000, inputs };
  const answer = traceOf(realtime, run).entries.find(
    (entry) => entry.kind === 'send' && entry.event.op === 'you-1' && entry.from === 'hub',
  );
  expect(answer).toMatchObject({ event: { type: 'events', items: [] } });
  expect(answer?.atUs).toBeLessThan(5_100_000);
  const { poll } = realtime.messages;
  expect(poll?.label({ type: 'poll' })).toBe('GET /state');
});
