import { describe, expect, test } from 'vitest';
import type { System } from '../system.ts';
import {
  answering,
  copying,
  counting,
  flooding,
  retrying,
  telling,
  timingOut,
  working,
} from './fixtures.ts';
import { parseKind } from './kinds.ts';
import { type SearchResult, search } from './search.ts';

const decide = (
  system: System,
  faults = 0,
  kinds: readonly string[] = [],
  delays = 0,
): SearchResult =>
  search(system, { monitor: 'g', faults, delays, kinds: kinds.map(parseKind) }).run(1_000_000);

describe('orders alone', () => {
  test('two users who read before either writes lose an update', () => {
    const result = decide(counting(2));
    expect(result).toMatchObject({ verdict: 'broken', faultCount: 0, delayCount: 0 });
    // Two acts, two reads, two writes, each with its answer.
    expect(result.witness?.steps).toHaveLength(10);
  });

  test('one user loses nothing', () => {
    expect(decide(counting(1, 3))).toMatchObject({ verdict: 'holds' });
  });

  test('two messages on a call link may overtake each other', () => {
    const { verdict, witness } = decide(telling('call', 'order'));
    expect(verdict).toBe('broken');
    expect(witness?.steps).toEqual([
      { kind: 'act', act: 'act say-1' },
      { kind: 'act', act: 'act say-2' },
      { kind: 'deliver', message: 'say-2/NOTE' },
      { kind: 'deliver', message: 'say-1/NOTE' },
    ]);
  });

  test('on a stream they may not', () => {
    expect(decide(telling('stream', 'order')).verdict).toBe('holds');
  });

  test('every state of two messages in any order is met once', () => {
    // Said: 0, 1 or 2 of them; of those said, each subset arrived, and both in two orders.
    expect(decide(telling('call', 'missing')).stateCount).toBe(1 + 2 + 5);
  });
});

describe('faults', () => {
  test('a crash loses what was not durable', () => {
    const result = decide(counting(1), 1, ['crash:db']);
    expect(result).toMatchObject({ verdict: 'broken', faultCount: 1 });
    expect(result.witness?.steps.map(({ kind }) => kind)).toContain('crash');
  });

  test('a crash loses nothing durable', () => {
    const durable = { durable: ({ value }: { value: number }) => ({ value }) };
    expect(decide(counting(1, 2, durable), 2, ['crash:db']).verdict).toBe('holds');
  });

  test("a flow's own fault is an event for the node", () => {
    const result = decide(counting(1, 1, { faults: ['evict'] }), 1, ['evict:db']);
    expect(result.witness?.steps.at(-1)).toEqual({ kind: 'own', node: 'db', event: 'evict' });
  });

  test('a failed request is not carried out', () => {
    expect(decide(counting(1), 1, ['fail:PUT']).verdict).toBe('holds');
    const steps = decide(counting(2), 1, ['fail']).witness?.steps.map(({ kind }) => kind);
    expect(steps).not.toContain('fail');
  });

  test('a dropped message is missing in the end', () => {
    const result = decide(telling('call', 'missing'), 1, ['drop:NOTE']);
    expect(result).toMatchObject({ verdict: 'broken', faultCount: 1 });
  });

  test('a session repeats nothing, unless a search names what', () => {
    const calls = telling('call', 'twice', 1);
    const links = calls.links.map((link) => ({ ...link, session: true }));
    const session = { ...calls, links };
    expect(decide(session, 1, ['duplicate']).verdict).toBe('holds');
    expect(decide(session, 1, ['duplicate:NOTE']).verdict).toBe('broken');
  });

  test('a duplicate arrives twice, on a call link only', () => {
    const { verdict, witness } = decide(telling('call', 'twice', 1), 1, ['duplicate']);
    expect(verdict).toBe('broken');
    expect(witness?.steps.at(-1)).toEqual({ kind: 'deliver', message: 'say-1/NOTE+copy' });
    expect(decide(telling('stream', 'twice', 1), 1, ['duplicate']).verdict).toBe('holds');
  });

  test('a loss closes a stream, at both ends and with everything in it', () => {
    expect(decide(telling('stream', 'closed', 1), 0).verdict).toBe('holds');
    expect(decide(telling('stream', 'closed', 1), 1, ['drop:NOTE']).verdict).toBe('broken');
  });

  test('the fewest faults win', () => {
    expect(decide(counting(2), 2, ['crash:db', 'drop'])).toMatchObject({ faultCount: 0 });
  });

  test('a kind that the system does not know is refused, with those that it knows', () => {
    expect(() => decide(counting(1), 1, ['melt'])).toThrow(/no fault "melt".*crash/);
    expect(() => decide(counting(1), 1, ['crash:moon'])).toThrow(/fits ann, db/);
  });
});

describe('a crash', () => {
  const told = (kinds: string[]) => decide(answering({ durable: (context) => context }), 1, kinds);

  test('keeps no reply from arriving that left before it', () => {
    expect(told(['crash:db', 'stop:db']).verdict).toBe('holds');
  });

  test('loses what has not left', () => {
    expect(told(['drop:OK']).verdict).toBe('broken');
  });
});

describe('deadlines', () => {
  test('one that fires while the answer is under way costs a delay', () => {
    expect(decide(timingOut()).verdict).toBe('holds');
    expect(decide(timingOut(), 0, [], 1)).toMatchObject({ verdict: 'broken', delayCount: 1 });
  });

  test('a node that is down refuses without delay', () => {
    expect(decide(timingOut(), 1, ['crash:db', 'stop:db']).verdict).toBe('holds');
  });

  test('a message that waits at a paused node is still under way', () => {
    expect(decide(timingOut(), 1, ['pause:db']).verdict).toBe('holds');
    expect(decide(timingOut(), 1, ['pause:db'], 1).verdict).toBe('broken');
    expect(decide(retrying(), 1, ['pause:db']).verdict).toBe('holds');
  });

  test('one that ends before the work does costs none', () => {
    expect(decide(working(900)).verdict).toBe('holds');
    expect(decide(working(1_000)).verdict).toBe('holds');
    expect(decide(working(1_100))).toMatchObject({ verdict: 'broken', delayCount: 0 });
  });

  test('one that fires after the answer was lost costs none', () => {
    expect(decide(timingOut(), 1, ['drop'])).toMatchObject({ faultCount: 1, delayCount: 0 });
  });
});

describe('at rest', () => {
  test('what goes on for ever is judged as a whole', () => {
    expect(decide(copying(1)).verdict).toBe('holds');
    expect(decide(copying(0)).verdict).toBe('broken');
  });

  test('an end that a fault brings about is one too', () => {
    expect(decide(copying(1), 1, ['drop:VALUE'])).toMatchObject({
      verdict: 'broken',
      faultCount: 1,
    });
    expect(decide(copying(1), 2, ['crash:copier']).verdict).toBe('holds');
  });
});

describe('budgets', () => {
  test('a search that runs out of states says so, and goes on with more', () => {
    const hunt = search(counting(2, 2, { durable: (context) => context }), {
      monitor: 'g',
      faults: 1,
      delays: 0,
      kinds: [{ kind: 'crash' }],
    });
    const first = hunt.run(10);
    expect(first).toMatchObject({ verdict: 'unfinished', witness: null });
    expect(first.coverage).toMatch(/^nothing found in 1\d states/);
    expect(hunt.progress()).toMatchObject({ done: false });
    expect(hunt.run(1_000_000).verdict).toBe('broken');
    expect(hunt.progress()).toMatchObject({ done: true });
  });

  test('a search that has no room for a state says so', () => {
    const { verdict, coverage } = decide(flooding(), 0);
    expect(verdict).toBe('unfinished');
    expect(coverage).toMatch(/^nothing found in [\d,]+ states; a state holds more than/);
  });

  test('what was explored before the states ran out is named', () => {
    const hunt = search(counting(1, 2, { durable: (context) => context }), {
      monitor: 'g',
      faults: 2,
      delays: 0,
      kinds: [{ kind: 'drop' }],
    });
    expect(hunt.run(16).coverage).toMatch(
      /^nothing found in \d+ states; holds for every order of delivery, no fault, no late deadline$/,
    );
  });

  test('the phrase beside a witness says what it needs', () => {
    expect(decide(counting(2)).coverage).toMatch(
      /^an order of delivery alone: found in \d+ states$/,
    );
    expect(decide(timingOut(), 0, [], 1).coverage).toMatch(
      /^an order of delivery with 1 late deadline, and with no fewer: found in \d+ states$/,
    );
  });

  test('the phrase names what was explored and no more', () => {
    expect(decide(counting(1), 0).coverage).toBe(
      'every order of delivery, no fault, no late deadline: 6 states',
    );
    expect(decide(counting(1), 2, ['drop', 'crash:ann', 'slow']).coverage).toMatch(
      /^every order of delivery and at most 2 faults \(drop, crash of ann\), no late deadline, slow not searched: .*: \d+ states$/,
    );
    expect(decide(counting(1), 1, ['drop:GET', 'drop:VALUE'], 1).coverage).toMatch(
      /^every order of delivery and at most 1 drop of GET or drop of VALUE, at most 1 late deadline: \d+ states$/,
    );
  });
});
