/** What the machines do in virtual time. The guarantees are tried out in truth/. */
import { describe, expect, test } from 'vitest';
import { traceOf } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import type { Fault } from '../../kernel/schedule.ts';
import type { Trace } from '../../kernel/trace.ts';
import { errors } from './index.ts';

const run = (workload: string, more: Partial<Run> = {}): Trace =>
  traceOf(errors, {
    version: 1,
    flow: 'errors',
    variant: 'standard',
    fixes: {},
    params: {},
    workload,
    seed: 1,
    faults: [],
    holds: [],
    inputs: [],
    ...more,
  });

const factsOf = (trace: Trace, type: string) =>
  trace.entries.flatMap((entry) =>
    entry.kind === 'fact' && entry.fact.type === type ? [entry.fact] : [],
  );
const all = (trace: Trace, type: string, field: string): unknown[] =>
  factsOf(trace, type).map((fact) => fact[field]);
const broken = ({ violations }: Trace): string[] => violations.map(({ guarantee }) => guarantee);

/** The last error, the last status, and what the page says in the end. */
const chain = (trace: Trace): unknown[] => [
  all(trace, 'raised', 'error').at(-1),
  all(trace, 'answered', 'status').at(-1),
  all(trace, 'shown', 'text').at(-1),
];

const own = (event: string, node: string): Fault => ({ kind: 'own', event, node, atUs: 0 });

describe('the classes of the seed, from their cause to the screen', () => {
  const CLASSES = [
    ['not-found', 'NotFoundError', 404, 'This item no longer exists.'],
    ['validation', 'ValidationError', 400, 'Quantity: must be at least 1.'],
    ['authentication', 'AuthenticationError', 401, 'Please sign in.'],
    ['authorization', 'AuthorizationError', 403, 'You don’t have access.'],
    ['conflict', 'ConflictError', 409, 'Name already taken.'],
    ['foreign-key', 'ConflictError', 409, 'An order still needs this item.'],
    ['database', 'DatabaseError', 500, 'Something went wrong. Ref create-1.1.'],
    ['external-service', 'ExternalServiceError', 503, 'Payment provider unavailable.'],
  ] as const;

  test.each(CLASSES)('%s: %s, %d', (workload, error, status, text) => {
    const trace = run(workload);
    expect(chain(trace)).toEqual([error, status, text]);
    expect(broken(trace)).toEqual([]);
  });

  test.each(CLASSES)('%s without the handler’s mapping: %s is a 500', (workload, error) => {
    const [raised, status, text] = chain(run(workload, { fixes: { handlerMap: 'off' } }));
    expect([raised, status]).toEqual([error, 500]);
    expect(text).toMatch(/^Something went wrong\. Ref/);
  });

  test('rate limit: RateLimitError, 429, and the page counts the seconds', () => {
    const trace = run('rate-limit', { fixes: { retry: 'none' } });
    expect(all(trace, 'replied', 'error')).toContain('RateLimitError');
    expect(all(trace, 'answered', 'status')).toContain(429);
    expect(all(trace, 'shown', 'text')).toContain('Too many requests. Try again in 2 s.');
  });

  test('rate limit with smart retries: the page says when it tries again, and then it does', () => {
    const trace = run('rate-limit');
    expect(all(trace, 'announced', 'text')[0]).toMatch(
      /^Too many requests\. Trying again in [23] s\.$/,
    );
    expect(all(trace, 'shown', 'tone')).toEqual(['success', 'success']);
  });

  test('the workload that opens meets seven of them, and breaks nothing', () => {
    const trace = run('every-class');
    const statuses = new Set(all(trace, 'answered', 'status'));
    expect(statuses).toEqual(new Set([200, 201, 400, 404, 409, 500, 403, 401, 429]));
    expect(broken(trace)).toEqual([]);
  });

  test.each([
    ['outage', 503],
    ['garble', 502],
  ])('an external service with the fault %s: %d, or the seed’s 500', (event, status) => {
    const faults = [own(event, 'payment')];
    const of = (refinedMapping: string) =>
      chain(run('one-order', { faults, fixes: { refinedMapping } })).slice(0, 2);
    expect(of('on')).toEqual(['ExternalServiceError', status]);
    expect(of('off')).toEqual(['ExternalServiceError', 500]);
  });

  test('an external service that says nothing: 504', () => {
    const fixes = { retry: 'none' };
    const trace = run('one-order', { faults: [{ kind: 'drop', message: 'buy-1/CHARGED' }], fixes });
    expect(chain(trace)).toEqual(['ExternalServiceError', 504, 'Payment provider unavailable.']);
  });

  test('a deadlock is begun anew in the service, and nobody above hears of it', () => {
    const trace = run('one-item', { faults: [own('deadlock', 'db')] });
    expect(all(trace, 'trouble', 'cause')).toEqual(['transient']);
    expect(all(trace, 'answered', 'status')).toEqual([201]);
  });
});

describe('what a page does with an answer', () => {
  test('an expired token is renewed, and the request sent once more', () => {
    const trace = run('orders', { faults: [own('expireTokens', 'service')] });
    expect(all(trace, 'answered', 'status')).toEqual([401, 201, 401, 201, 201, 201]);
    expect(new Set(all(trace, 'shown', 'text'))).toEqual(new Set(['Paid. Thank you.']));
    expect(broken(trace)).toEqual([]);
  });

  test('a token that cannot be renewed at once is renewed a moment later', () => {
    const trace = run('orders', {
      faults: [own('expireTokens', 'service'), { kind: 'fail', message: 'buy-1/postSession' }],
    });
    expect(all(trace, 'answered', 'status').slice(0, 3)).toEqual([401, 502, 201]);
    expect(all(trace, 'shown', 'text')[0]).toBe('Paid. Thank you.');
  });

  test('where a token cannot be renewed at all, the page says so, and not to sign in', () => {
    const trace = run('orders', {
      params: { attempts: 1 },
      faults: [own('expireTokens', 'service'), { kind: 'fail', message: 'buy-1/postSession' }],
    });
    expect(all(trace, 'shown', 'text')[0]).toBe('The shop cannot be reached. Try again.');
  });

  test('a service that is down is no provider that is unavailable', () => {
    const down: Fault = { kind: 'crash', node: 'service', atUs: 100_000, downForUs: 500_000 };
    const trace = run('orders', { fixes: { retry: 'none' }, faults: [down] });
    expect(chain(trace).at(1)).toBe(201);
    expect(all(trace, 'shown', 'text')[0]).toBe('The shop is busy. Try again.');
  });

  test('a failed question what became of an order leaves it pending', () => {
    const trace = run('one-order-far', {
      params: { pollMs: 800 },
      fixes: { payOrder: 'outbox', providerKey: 'on', retry: 'none' },
      faults: [{ kind: 'fail', message: 'buy-1/getOrder' }],
    });
    expect(all(trace, 'answered', 'status')).toEqual([202, 502, 200]);
    expect(all(trace, 'shown', 'text')).toEqual([
      'Order taken. Payment is under way.',
      'Payment is under way.',
      'Paid. Thank you.',
    ]);
    expect(broken(trace)).toEqual([]);
  });

  test('a unique violation dressed as a 500 makes a person press the button again', () => {
    const trace = run('conflict', { fixes: { serviceMap: 'off' } });
    expect(all(trace, 'answered', 'status')).toEqual([500, 500, 500]);
    expect(all(run('conflict'), 'answered', 'status')).toEqual([409]);
  });

  test('a swallowed error is a green message with nothing behind it', () => {
    const trace = run('database', { fixes: { swallow: 'on' } });
    expect(all(trace, 'shown', 'text')).toEqual(['Saved.']);
    expect(factsOf(trace, 'done')).toEqual([]);
    expect(broken(trace)).toContain('no-error-swallowed');
  });

  test('without a boundary a page that is no JSON leaves the screen blank', () => {
    const fixes = { catchAll: 'rethrow', uiBoundary: 'off' };
    expect(all(run('database', { fixes }), 'shown', 'text')).toEqual(['']);
  });

  test('a pending order is followed until it is paid', () => {
    const trace = run('orders', { fixes: { payOrder: 'outbox' } });
    const texts = all(trace, 'shown', 'text');
    expect(texts[0]).toBe('Order taken. Payment is under way.');
    expect(texts.filter((text) => text === 'Paid. Thank you.')).toHaveLength(4);
  });
});

describe('the steps of an order', () => {
  /** The states of the machine that buys, in their order. */
  const steps = (fixes: Record<string, string>, faults: readonly Fault[] = []): string[] => {
    const states: string[] = [];
    for (const entry of run('one-order', { fixes, faults }).entries) {
      if (entry.kind !== 'spawn' && entry.kind !== 'step') continue;
      if (entry.actor === 'service/buy-1') states.push(String(entry.after.value));
    }
    return states;
  };

  test.each([
    ['chargeFirst', ['charging', 'storing', 'returning']],
    ['dbFirst', ['storing', 'charging', 'returning']],
    ['outbox', ['storing', 'returning']],
  ])('%s', (payOrder, expected) => {
    expect(steps({ payOrder })).toEqual(expected);
  });

  test('a charge that may have happened is given back, and the order cancelled', () => {
    const lost: Fault = { kind: 'drop', message: 'buy-1/CHARGED' };
    expect(steps({ compensate: 'on', retry: 'none' }, [lost])).toEqual([
      'charging',
      'refunding',
      'cancelling',
      'raising',
    ]);
  });
});

test('contexts do not grow with what is done', () => {
  const trace = run('rush', { params: { clients: 200, failureRatePercent: 50 } });
  const world = trace.worldAt(trace.entries.length - 1);
  for (const { id, standing } of world.actors.values()) {
    const most = id === 'db' || id === 'payment' ? 30_000 : 500;
    expect(JSON.stringify(standing.context).length, id).toBeLessThan(most);
  }
});
