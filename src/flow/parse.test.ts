import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import type { Fault } from '../kernel/schedule.ts';
import { normalise, parseRun, parseRunText, problemText, runText } from './parse.ts';
import { shopWith, whole } from './parse-fixture.ts';
import { FAULT_KINDS } from './parse-shape.ts';
import type { Run } from './run.ts';

const user = createMachine({
  initial: 'idle',
  states: { idle: { on: { read: 'idle', write: 'idle' } } },
});

const shop = shopWith(user);
const catalogue = [shop];

/** What a run with this changed is refused for. */
function refusal(change: object): string[] {
  const parsed = parseRun(catalogue, { version: 1, flow: 'shop', ...change });
  return parsed.ok ? [] : parsed.problems.map(problemText);
}

describe('a run from outside', () => {
  it('is itself when nothing is wrong with it', () => {
    expect(parseRun(catalogue, whole)).toEqual({ ok: true, run: whole });
    expect(parseRunText(catalogue, runText(shop, whole))).toEqual({ ok: true, run: whole });
    const kinds = new Set(whole.faults.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort());
  });

  it('gets the defaults for what it leaves out', () => {
    const parsed = parseRun(catalogue, { version: 1, flow: 'shop' });
    expect(parsed.ok && parsed.run).toMatchObject({ variant: 'near', workload: 'calm', seed: 1 });
    const far = parseRun(catalogue, { version: 1, flow: 'shop', variant: 'far' });
    expect(far.ok && far.run.params).toEqual({});
  });

  it.each<[string, object, string]>([
    ['a flow', { flow: 'shup' }, 'flow: found "shup". Allowed: shop. Did you mean "shop"?'],
    ['a version', { version: 2 }, 'version: found 2. Allowed: the number 1'],
    [
      'a variant',
      { variant: 'fare' },
      'variant: found "fare". Allowed: near, far. Did you mean "far"?',
    ],
    ['a field', { seeed: 1 }, 'seeed: found an unknown field. Allowed: only version, flow'],
    ['a workload', { workload: 'clam' }, 'Did you mean "calm"?'],
    [
      'a fix',
      { fixes: { fil: 'add' } },
      'fixes.fil: found "fil". Allowed: fill. Did you mean "fill"?',
    ],
    ['a value', { fixes: { fill: 'adds' } }, 'fixes.fill: found "adds". Allowed: set, add, lease.'],
    ['a parameter', { params: { ttl: 5 } }, 'params.ttl: found "ttl". Allowed: ttlMs.'],
    ['a node', { faults: [{ kind: 'stop', node: 'cahce', atUs: 1 }] }, 'Did you mean "cache"?'],
    [
      'a link',
      { faults: [{ kind: 'cut', link: 'api->cache', atUs: 1, forUs: 1 }] },
      'faults[0].link: found "api->cache". Allowed: ada->api, ada--api, api--ada.',
    ],
    [
      'a message',
      { faults: [{ kind: 'drop', message: 'read-1/GOT' }] },
      'faults[0].message: found "GOT". Allowed: GET, HIT.',
    ],
    ['a kind', { faults: [{ kind: 'crush', node: 'api', atUs: 1 }] }, 'Did you mean "crash"?'],
    [
      'an event',
      { faults: [{ kind: 'own', event: 'evit', node: 'cache', atUs: 1 }] },
      'Did you mean "evict"?',
    ],
    [
      'a held act',
      { holds: [{ hold: 'act read-9', until: 'read-1/GET' }] },
      'Did you mean "act read-1"?',
    ],
    [
      'an awaited fault',
      { holds: [{ hold: 'read-1/GET', until: 'restart api' }] },
      'holds[0].until: found "restart api". Allowed: nothing here.',
    ],
    [
      'a client',
      { inputs: [{ op: 'x', node: 'api', atUs: 1, event: { type: 'read', key: '' } }] },
      'inputs[0].node: found "api". Allowed: ada.',
    ],
    [
      "a user's act",
      { inputs: [{ op: 'x', node: 'ada', atUs: 1, event: { type: 'rede' } }] },
      'inputs[0].event.type: found "rede". Allowed: read, write.',
    ],
  ])('names the place and the nearest word for %s that is not known', (_, change, text) => {
    expect(refusal(change).join('\n')).toContain(text);
  });

  it.each<[string, object, string]>([
    [
      'a fix of another variant',
      { fixes: { wal: 'on' } },
      'fixes.wal: found "wal". Allowed: only with the variant far; this run has near.',
    ],
    [
      'a parameter of another variant',
      { params: { batch: 2 } },
      'only with the variant far; this run has near',
    ],
    ['a workload of another variant', { workload: 'distant' }, 'only with the variant far'],
    [
      'a parameter out of range',
      { params: { ttlMs: 9 } },
      'params.ttlMs: found 9. Allowed: a number from 10 to 60000 (ms), or inf.',
    ],
    [
      'a text for a parameter',
      { params: { ttlMs: '9' } },
      'params.ttlMs: found "9". Allowed: a number',
    ],
    [
      'what may not be infinite',
      { variant: 'far', params: { batch: 'inf' } },
      'Allowed: a whole number from 1 to 8.',
    ],
    ['NaN', { seed: Number.NaN }, 'seed: found NaN. Allowed: a finite number.'],
    ['a fraction', { seed: 1.5 }, 'seed: found 1.5. Allowed: a whole number from 0 to 4294967295.'],
    [
      'a fraction of a microsecond',
      { untilUs: 0.5 },
      'untilUs: found 0.5. Allowed: a whole number',
    ],
    [
      'a time before the start',
      { faults: [{ kind: 'stop', node: 'api', atUs: -1 }] },
      'faults[0].atUs: found -1.',
    ],
    [
      'a chance above 1',
      { faults: [{ kind: 'lossy', link: 'ada--api', atUs: 0, forUs: 0, rate: 2 }] },
      'a chance from 0 to 1',
    ],
    [
      'a factor of 0',
      { faults: [{ kind: 'slow', node: 'api', atUs: 0, forUs: 0, factor: 0 }] },
      'a factor from 0.0001',
    ],
    [
      'a missing field',
      { faults: [{ kind: 'stop', node: 'api' }] },
      'faults[0].atUs: found nothing.',
    ],
    [
      'a message without an error',
      { faults: [{ kind: 'fail', message: 'read-1/HIT' }] },
      'a request that has an error for an answer: GET',
    ],
    [
      'an act without its field',
      { inputs: [{ op: 'x', node: 'ada', atUs: 1, event: { type: 'read' } }] },
      'inputs[0].event.key: found nothing. Allowed: a string.',
    ],
    [
      'an act with a field too many',
      { inputs: [{ op: 'x', node: 'ada', atUs: 1, event: { type: 'read', key: '', z: 1 } }] },
      'inputs[0].event.z: found 1. Allowed: nothing.',
    ],
    [
      'an act with the id of another',
      { inputs: [{ op: 'read-1', node: 'ada', atUs: 1, event: { type: 'read', key: '' } }] },
      'an id that no other act has',
    ],
    [
      'a hold on itself',
      { holds: [{ hold: 'read-1/GET', until: 'read-1/GET' }] },
      'another address',
    ],
    [
      'too many faults',
      { faults: Array(101).fill({ kind: 'stop', node: 'api', atUs: 1 }) },
      'faults: found a list of 101. Allowed: a list of at most 100 faults.',
    ],
    ['a name without end', { workload: 'x'.repeat(3_000) }, 'at most 2000 characters'],
    [
      'a key that all objects share',
      { params: JSON.parse('{"__proto__": 1}') as object },
      'params.__proto__',
    ],
    ['an inherited name', { fixes: { toString: 'on' } }, 'fixes.toString: found "toString".'],
  ])('refuses %s', (_, change, text) => {
    expect(refusal(change).join('\n')).toContain(text);
  });

  it('tells of everything that is wrong at once', () => {
    expect(
      refusal({ variant: 'far', seed: 1, fixes: { fil: 'x' }, params: { ttlMs: 1 }, faults: [{}] }),
    ).toHaveLength(3);
  });

  it.each(['', '{', 'null', '[]', '"x"', 'x'.repeat(600_000)])('is refused as text %#', (text) => {
    expect(parseRunText(catalogue, text).ok).toBe(false);
  });

  it('may be any garbage: it is refused and nothing is thrown', () => {
    const cyclic: Record<string, unknown> = { version: 1, flow: 'shop' };
    cyclic['fixes'] = cyclic;
    for (const each of [
      cyclic,
      new Map(),
      Object.assign([], { length: 1e9 }),
      {
        get flow() {
          throw new Error('x');
        },
      },
    ]) {
      expect(parseRun(catalogue, each).ok).toBe(false);
    }
    fc.assert(fc.property(fc.anything(), (value) => void parseRun(catalogue, value)));
    const fields = Object.fromEntries(
      [...Object.keys(whole), '__proto__', 'x'].map((key) => [key, fc.anything()]),
    );
    fc.assert(
      fc.property(fc.record(fields, { requiredKeys: [] }), (value) => {
        parseRun(catalogue, { ...value, version: 1, flow: 'shop' });
      }),
    );
    const bent = fc.dictionary(
      fc.constantFrom('kind', 'node', 'atUs', 'link', 'forUs', 'with'),
      fc.oneof(fc.constantFrom(...FAULT_KINDS, 'api', 1), fc.anything()),
    );
    fc.assert(
      fc.property(fc.array(bent), (faults) => {
        parseRun(catalogue, { version: 1, flow: 'shop', faults });
      }),
    );
  });
});

describe('the plain form of a run', () => {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const choice = <T>(record: Record<string, fc.Arbitrary<T | undefined>>) =>
    fc
      .record(record)
      .map((each) => Object.fromEntries(Object.entries(each).filter(([, v]) => v !== undefined)));
  const runs = fc.record({
    version: fc.constant(1),
    flow: fc.constant('shop'),
    variant: fc.constant('far'),
    fixes: choice({
      wal: maybe(fc.constantFrom('off', 'on')),
      fill: maybe(fc.constantFrom('set', 'add')),
    }),
    params: choice<number | string>({
      ttlMs: maybe(fc.oneof(fc.constant('inf'), fc.double({ min: 10, max: 60_000, noNaN: true }))),
      batch: maybe(fc.integer({ min: 1, max: 8 })),
    }),
    workload: fc.constantFrom('calm', 'distant'),
    seed: fc.nat(),
    faults: fc.constant(whole.faults),
    holds: fc.subarray([...whole.holds]),
    inputs: fc.constant(whole.inputs),
  }) as fc.Arbitrary<Run>;

  it('is read back as it was written, and is its own plain form', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const plain = normalise(shop, run);
        expect(parseRunText(catalogue, JSON.stringify(run))).toEqual({ ok: true, run: plain });
        expect(parseRunText(catalogue, runText(shop, run))).toEqual({ ok: true, run: plain });
        expect(runText(shop, plain)).toBe(runText(shop, run));
      }),
    );
  });

  it("drops what is the default anyway, the workload's where it sets one", () => {
    const fixes = { wal: 'off', fill: 'set' };
    const run = normalise(shop, { ...whole, fixes, params: { ttlMs: 1_000, batch: 4 } });
    expect(run).toMatchObject({ fixes: {}, params: {} });
    expect(normalise(shop, { ...whole, params: { batch: 2 } }).params).toEqual({ batch: 2 });
  });

  it('is the same text in whatever order its fields stand', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([k, v]) => [k, turned(v)]),
            )
          : value;
    expect(runText(shop, turned(whole) as Run)).toBe(runText(shop, whole));
  });

  it('keeps the order of the faults: it decides what comes first at one instant', () => {
    const faults: Fault[] = [...whole.faults].reverse();
    expect(normalise(shop, { ...whole, faults }).faults).toEqual(faults);
  });
});
