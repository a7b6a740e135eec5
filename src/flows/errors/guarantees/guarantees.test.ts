/** Each guarantee, fed by hand: what breaks it, and what does not. */
import { describe, expect, it } from 'vitest';
import { againstAny, saw } from '../../../flow/guarantee-fixture.ts';
import type { Seen } from '../../../kernel/monitor.ts';
import { MS, SECOND } from '../../../kernel/time.ts';
import { guarantees } from './index.ts';

const against = againstAny(guarantees);

type Case = readonly [says: string, seen: readonly Seen[], count: number];
const tells = (
  ref: string,
  cases: readonly Case[],
  params: Readonly<Record<string, number>> = {},
): void => {
  it.each(cases)('%s', (_, seen, count) => {
    expect(against(ref, seen, undefined, params)).toHaveLength(count);
  });
};

const OP = 'order-1';
const about = (type: string, more: object = {}, op = OP): Seen => saw('api', op, type, more);
const asked = about('asked');
const sent = (attempt = 1, op = OP): Seen => about('sent', { attempt }, op);
const replied = (status: number, cause = ''): Seen => about('replied', { status, cause });
const answered = (status: number, more: object = {}): Seen =>
  about('answered', { status, body: '', ...more });
const shown = (tone: string, text = 'Something went wrong.'): Seen =>
  about('shown', { tone, text });
const charged = about('charged');
const refunded = about('refunded');
const orderIs = (status: string): Seen => about('orderIs', { order: 'o1', status });
const called = about('called');
const waits = about('waits');

describe('E1, each error has its status', () => {
  tells('E1', [
    ['absent, 404', [replied(404, 'absent')], 0],
    ['absent, 500', [replied(500, 'absent')], 1],
    ['a name that is taken, 500', [replied(500, 'unique')], 1],
    ['a failure, 200', [replied(200, 'database')], 1],
    ['an external service that is late, the seed’s 500', [replied(500, 'external-late')], 0],
    ['an external service that is late, 502', [replied(502, 'external-late')], 1],
    ['no cause', [replied(200)], 0],
  ]);
});

describe('E2, answers give nothing away', () => {
  const said = (body: string): Seen => answered(500, { body });
  tells('E2', [
    ['a stack', [said('Error: x at save (/app)')], 1],
    ['SQL', [said('ERROR 23505: duplicate key')], 1],
    ['a path', [said('open /srv/app/db')], 1],
    ['a host', [said('connect db-1.internal')], 1],
    ['a version', [said('nginx/1.25.3')], 1],
    ['a title and a trace', [said('{"title":"Something went wrong","traceId":"t1"}')], 0],
  ]);
});

describe('E3, no error is swallowed', () => {
  tells('E3', [
    ['a failure is answered with 200', [sent(), replied(200, 'database')], 1],
    ['a failure is shown as a success', [sent(), answered(500), shown('success')], 1],
    ['nothing was answered, and success is shown', [sent(), shown('success')], 1],
    ['a success is shown as one', [sent(), answered(201), shown('success')], 0],
    ['charged, and shown as failed', [sent(), charged, answered(504), shown('failure')], 1],
    ['paid, and shown as failed', [sent(), orderIs('PAID'), shown('failure')], 1],
    ['given back, and shown as failed', [sent(), charged, refunded, shown('failure')], 0],
    ['failed, and shown as failed', [sent(), answered(500), shown('failure')], 0],
    ['created, and shown as failed', [about('done', { stored: true }), shown('failure')], 1],
    ['read, and shown as failed', [about('done'), shown('failure')], 0],
    ['charged, and nobody knows yet', [sent(), charged, shown('unknown')], 0],
  ]);
});

describe('E4, every server error can be traced', () => {
  const logged = about('logged', { trace: 't1' });
  const traced = answered(500, { traceId: 't1' });
  tells('E4', [
    ['logged once', [replied(500), logged, traced], 0],
    ['logged by every layer', [logged, logged, logged, replied(500), traced], 1],
    ['not logged', [replied(500), traced], 1],
    ['no trace', [replied(500), answered(500)], 1],
    ['a page of something in front of it names none', [sent(), answered(502)], 0],
    ['a 404 needs none', [replied(404), answered(404)], 0],
  ]);
});

describe('E5, nothing is sent again in vain', () => {
  tells('E5', [
    ['a 400, sent again', [sent(), replied(400, 'input'), answered(400), sent(2)], 1],
    ['a 409 as 500, sent again', [sent(), replied(500, 'unique'), answered(500), sent(2)], 1],
    ['a 503, sent again', [sent(), replied(503, 'transient'), answered(503), sent(2)], 0],
    ['a 401, sent again', [sent(), replied(401, 'token'), answered(401), sent(2)], 1],
    [
      'a 401, sent again with a new token',
      [sent(), replied(401, 'token'), answered(401), about('renewed'), sent(2)],
      0,
    ],
    ['somebody asks again', [sent(), replied(400, 'input'), answered(400), asked, sent()], 0],
  ]);
});

describe('E6, retries do not multiply', () => {
  tells(
    'E6',
    [
      ['as many as one layer', [called, called, called], 0],
      ['one more', [called, called, called, called], 1],
      ['told once', [called, called, called, called, called, called], 1],
      ['somebody presses again', [called, called, called, about('pressedAgain'), called], 0],
    ],
    { attempts: 3 },
  );
});

describe('E7, nobody pays twice', () => {
  tells('E7', [
    ['once', [charged], 0],
    ['twice', [charged, charged], 1],
    ['given back between', [charged, refunded, charged], 0],
    ['two orders', [charged, about('charged', {}, 'order-2')], 0],
  ]);
});

describe('E8, charged and ordered, or neither', () => {
  tells('E8', [
    ['neither', [asked], 0],
    ['both', [charged, orderIs('PAID')], 0],
    ['charged alone', [charged, orderIs('PENDING')], 1],
    ['ordered alone', [orderIs('PAID')], 1],
    [
      'charged once, ordered twice',
      [charged, orderIs('PAID'), about('orderIs', { order: 'o2', status: 'PAID' })],
      1,
    ],
    ['given back, the order failed', [charged, orderIs('PAID'), refunded, orderIs('FAILED')], 0],
    ['given back, the order stays', [charged, orderIs('PAID'), refunded], 1],
  ]);
});

describe('E9, the page says what to do', () => {
  tells('E9', [
    ['a sentence', [shown('failure')], 0],
    ['nothing', [shown('failure', ' ')], 1],
    ['JSON', [shown('failure', '{"title":"x"}')], 1],
    ['HTML', [shown('failure', '<html>')], 1],
    ['a stack', [shown('failure', 'at save (db.js)')], 1],
  ]);
});

describe('E9 where nothing ends a wait', () => {
  tells(
    'E9',
    [
      ['nobody was told', [asked, sent()], 1],
      ['told', [asked, sent(), shown('failure')], 0],
      ['pressed again, and not told', [asked, shown('failure'), about('pressedAgain')], 1],
      ['the page was closed', [asked, { kind: 'down', node: 'api' }], 0],
    ],
    { clientTimeoutMs: Number.POSITIVE_INFINITY },
  );
  it('does not judge who has a timeout', () => {
    expect(against('E9', [asked, sent()], undefined, { clientTimeoutMs: 20_000 })).toEqual([]);
  });
});

describe('a short outage is not noticed', () => {
  tells(
    'RECOVERY',
    [
      ['given up at once', [sent(), replied(503, 'transient'), shown('failure')], 1],
      [
        'given up after all attempts',
        [sent(), waits, sent(2), waits, sent(3), replied(503, 'external-down'), shown('failure')],
        0,
      ],
      [
        'somebody presses again, and it is given up at once',
        [sent(), waits, sent(2), waits, sent(3), replied(503, 'external-down'), shown('failure')]
          .concat(about('pressedAgain'), sent(4), replied(503, 'external-down'))
          .concat(shown('failure')),
        1,
      ],
      ['the service is down', [sent(), replied(500, 'service-down'), shown('failure')], 1],
      ['a page of something in front of it', [sent(), answered(502), shown('failure')], 1],
      ['no answer, and nobody knows', [sent(), about('unanswered'), shown('unknown')], 1],
      ['it does not pass', [sent(), replied(500, 'database'), shown('failure')], 0],
      ['it went well', [sent(), replied(503, 'transient'), sent(2), shown('success')], 0],
    ],
    { attempts: 3 },
  );
});

describe('retries come spread out, and not too soon', () => {
  const crowd = Array.from({ length: 20 }, (_, i) => `order-${i + 1}`);
  const all = crowd.map((op) => about('asked', {}, op));
  it('is broken by half of a crowd within 20 ms', () => {
    const back = (everyMs: number) =>
      crowd.map((op, i) => [i * everyMs * MS, sent(2, op)] as const);
    expect(against('LOAD', [...all, ...back(1)])).toHaveLength(1);
    expect(against('LOAD', [...all, ...back(50)])).toEqual([]);
  });

  it('is broken by whoever does not wait as long as they were told to', () => {
    const told = about('answered', { status: 429, retryAfter: 2, body: '' });
    const backAt = (s: number) => [asked, sent(), told, [s * SECOND, sent(2)] as const];
    expect(against('LOAD', backAt(1))).toHaveLength(1);
    expect(against('LOAD', backAt(2))).toEqual([]);
  });
});

it('has every guarantee of the family', () => {
  const refs = 'E1 E2 E3 E4 E5 E6 E7 E8 E9 RECOVERY LOAD'.split(' ');
  expect(guarantees.map(({ ref }) => ref).toSorted()).toEqual(refs.toSorted());
});
