import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../kernel/schedule.ts';
import { faultText, holdText, parseFault, parseHold } from './fault-text.ts';
import { parseSpan, spanText } from './span-text.ts';

const us = fc.integer({ min: 0, max: 1e12 });
const node = fc.constantFrom('api', 'cache', 'app-1', 'db.eu');
const link = fc.tuple(node, fc.constantFrom('->', '--'), node).map((parts) => parts.join(''));
const message = fc.constantFrom('read-1/SET', 'write-2/COMMIT#3', 'cache->db/FLUSH#1+copy');
const factor = fc.double({ min: 0.001, max: 1000, noNaN: true });
const withFields = fc.option(
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<never>, {
    noNullPrototype: true,
    maxKeys: 3,
  }),
);

const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop', 'fail'), message }),
  fc.record({ kind: fc.constant('delay'), message, byUs: us }),
  fc.record({ kind: fc.constant('duplicate'), message, afterUs: us }),
  fc.record({ kind: fc.constant('cut'), link, atUs: us, forUs: us }),
  fc.record({ kind: fc.constantFrom('disconnect', 'halfOpen'), link, atUs: us }),
  fc.record({ kind: fc.constant('slow'), link, atUs: us, forUs: us, factor }),
  fc.record({ kind: fc.constant('slow'), node, atUs: us, forUs: us, factor }),
  fc.record({
    kind: fc.constant('lossy'),
    link,
    atUs: us,
    forUs: us,
    rate: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
  }),
  fc.record({ kind: fc.constant('crash'), node, atUs: us, downForUs: us }),
  fc.record({ kind: fc.constantFrom('stop', 'failNext'), node, atUs: us }),
  fc.record({ kind: fc.constant('pause'), node, atUs: us, forUs: us }),
  fc.record({ kind: fc.constant('skew'), node, atUs: us, byUs: fc.integer() }),
  fc
    .record({ event: fc.constantFrom('evict', 'wipe'), node, atUs: us, with: withFields })
    .map(({ with: details, ...rest }) =>
      details === null
        ? { kind: 'own' as const, ...rest }
        : { kind: 'own' as const, ...rest, with: details },
    ),
);

describe('the text of a fault', () => {
  it('reads back as the fault it was printed from', () => {
    fc.assert(
      fc.property(faults, (fault) => {
        const json = JSON.parse(JSON.stringify(fault)) as Fault;
        expect(parseFault(faultText(json))).toEqual({ ok: true, value: json });
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, Fault]>([
    ['crash cache @3.2s for 2s', { kind: 'crash', node: 'cache', atUs: 3.2e6, downForUs: 2e6 }],
    ['drop read-1/SET', { kind: 'drop', message: 'read-1/SET' }],
    ['delay read-1/SET by 200ms', { kind: 'delay', message: 'read-1/SET', byUs: 200_000 }],
    ['cut api--db @1s for 500ms', { kind: 'cut', link: 'api--db', atUs: 1e6, forUs: 500_000 }],
    [
      'slow api->db x10 @1s for 2s',
      { kind: 'slow', link: 'api->db', atUs: 1e6, forUs: 2e6, factor: 10 },
    ],
    [
      'lossy api->db 12.5% @1s for 2s',
      { kind: 'lossy', link: 'api->db', atUs: 1e6, forUs: 2e6, rate: 0.125 },
    ],
    ['evict cache @2s', { kind: 'own', event: 'evict', node: 'cache', atUs: 2e6 }],
    [
      'evict cache @2s with key=cart:1,n=2',
      { kind: 'own', event: 'evict', node: 'cache', atUs: 2e6, with: { key: 'cart:1', n: 2 } },
    ],
  ])('%s', (text, fault) => {
    expect(parseFault(text)).toEqual({ ok: true, value: fault });
    expect(faultText(fault)).toBe(text);
  });

  it('takes its words in any order, with an instant set apart, and usual values for what is left out', () => {
    const crash = { kind: 'crash', node: 'cache', atUs: 3.2e6, downForUs: 2e6 };
    expect(parseFault('  crash  cache for 2000ms @ 3.2s ')).toEqual({ ok: true, value: crash });
    expect(parseFault('crash cache @3.2s')).toEqual({
      ok: true,
      value: { ...crash, downForUs: 1e6 },
    });
  });

  it.each([
    ['', 'names nothing that it befalls'],
    ['crash', 'names nothing that it befalls'],
    ['crash cache', 'it needs an instant, like @3.2s. Write it like: crash cache @3.2s for 2s'],
    ['crash cache @3.2', '"@" needs a span like 200ms or 3.2s'],
    ['crash cache @1s by 2s', '"by" does not belong there'],
    ['crash cache @1s @2s', '"@" stands there twice'],
    ['crash cache @1s quickly', '"quickly" is not understood'],
    ['crash cache @0.5us', '"@" needs a span'],
    ['drop read-1/SET @1s', '"@" does not belong there'],
    ['drop read-1/SET with a=b', '"with" does not belong there'],
    ['evict cache @1s with nothing', 'after "with" come key=value, or JSON'],
  ])('says what is wrong with "%s"', (text, why) => {
    const read = parseFault(text);
    expect(read.ok).toBe(false);
    expect(!read.ok && read.say).toContain(why);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseFault(text)));
    const words = fc.constantFrom(
      'crash',
      'slow',
      'x',
      '%',
      '@',
      'for',
      'with',
      '{',
      '=',
      '1s',
      '9',
    );
    fc.assert(fc.property(fc.array(words), (list) => void parseFault(list.join(' '))));
  });
});

describe('the text of a hold', () => {
  it.each(['read-1/SET until read-2/GET', 'act write-1 until cache:flush#2'])('%s', (text) => {
    const read = parseHold(text);
    expect(read.ok && holdText(read.value)).toBe(text);
  });

  it('needs both sides', () => {
    expect(parseHold('read-1/SET until')).toMatchObject({ ok: false });
    expect(parseHold('read-1/SET')).toMatchObject({ ok: false });
  });
});

describe('the text of a span', () => {
  it('is exact both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (spanUs) => {
        expect(parseSpan(spanText(spanUs))).toBe(spanUs);
      }),
    );
  });

  it.each([
    ['3.2s', 3_200_000],
    ['200ms', 200_000],
    ['0.015ms', 15],
    ['1.5h', 5_400_000_000],
    ['2min', 120_000_000],
    ['7µs', 7],
  ])('%s', (text, spanUs) => {
    expect(parseSpan(text)).toBe(spanUs);
  });

  it.each(['', '3', 's', '1.5us', '1e3s', '3.2 s', '1.s', '9999999999999s'])(
    'refuses "%s"',
    (text) => {
      expect(parseSpan(text)).toBeUndefined();
    },
  );
});
