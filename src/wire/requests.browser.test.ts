/**
 * Goal: what a person writes by hand is answered as HTTP's documents say. Method: real fetches
 * through the service worker into a run that is paused, and the status, headers and problem
 * document that come back: RFC 9110, 6585, 6750, 9457.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, openingRun, traceOf } from '../flow/compile.ts';
import { headerOnTheWire } from '../flow/http/text.ts';
import type { Run } from '../flow/run.ts';
import { serverFor } from '../flow/stranger.ts';
import { allFlows } from '../flows/catalogue.ts';
import { ask } from '../kernel/stranger.ts';
import { SECOND } from '../kernel/time.ts';
import { Desk } from './desk.ts';
import { Foreign, type Shown } from './foreign.ts';
import { type Interception, intercept } from './worker.ts';

const catalogue = await allFlows();

/** A page that shows a run, paused: each request enters it a second after the last, and is answered at once. */
class Page {
  private shown: Shown | undefined;
  private atUs = 0;
  readonly foreign: Foreign = new Foreign({
    shown: () => this.shown,
    enter: (op, message) => {
      if (this.shown === undefined) return 'Nothing is shown.';
      const { flow, run } = this.shown;
      const to = serverFor(flow, compile(flow, run).plan, message);
      if (to === undefined) return 'Nobody is called.';
      this.atUs += SECOND;
      this.show({ ...run, inputs: [...run.inputs, ask(op, this.atUs, to, message)] });
      return undefined;
    },
  });

  show(run: Run): void {
    const flow = catalogue.find(({ id }) => id === run.flow);
    if (flow === undefined) throw new Error(`There is no flow ${run.flow}.`);
    const trace = traceOf(flow, run);
    this.shown = { flow, run, trace, index: trace.entries.length - 1, playing: false };
    this.foreign.follow(this.shown);
  }

  open(flowId: string, part: Partial<Run>): void {
    const flow = catalogue.find(({ id }) => id === flowId);
    if (flow === undefined) throw new Error(`There is no flow ${flowId}.`);
    // What the workload does is over by then.
    this.atUs = 5 * SECOND;
    this.show({ ...openingRun(flow), ...part });
  }
}

const page = new Page();
const desk = new Desk(new URL('/', location.href), (request, path) =>
  page.foreign.answer(request, path),
);
let interception: Interception;
beforeAll(async () => {
  interception = await intercept(desk);
});
afterAll(() => interception.close());

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Answered {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

async function call(path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const isText = typeof body === 'string';
  const response = await fetch(`/api/${path}`, {
    method,
    headers: {
      ...(body === undefined || isText ? {} : { 'Content-Type': 'application/json' }),
      ...Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [headerOnTheWire(name), text]),
      ),
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answered: Answered = {
    status: response.status,
    header: (name) => response.headers.get(headerOnTheWire(name)),
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
  return answered;
}

/** RFC 9457: its media type, a status that is the response's own, and a type to tell it by. */
function expectProblem({ status, header, body }: Answered, expected: number): void {
  expect(status).toBe(expected);
  expect(header('Content-Type')).toBe('application/problem+json');
  expect(body).toMatchObject({
    status: expected,
    type: expect.any(String),
    title: expect.any(String),
  });
}

const LAMP = { title: 'Lamp', qty: 3, ownerId: '1' };

describe('CRUD', () => {
  const sound = {
    etag: 'atomic',
    requireIfMatch: 'on',
    idem: 'atomic',
    uniqueIndex: 'on',
    validation: 'server',
  };
  const item = async (): Promise<string> => (await call('items/42')).header('ETag') ?? '';

  test('a change with the version that is there is done, and bears the next', async () => {
    page.open('crud', { workload: 'one-page', params: { rttMs: 20 }, fixes: sound });
    const before = await item();
    expect(before).toMatch(/^"v\d+"$/);
    const answer = await call('items/42', {
      method: 'PUT',
      headers: { 'If-Match': before },
      body: LAMP,
    });
    expect(answer.status).toBe(200);
    expect(answer.header('ETag')).toMatch(/^"v\d+"$/);
    expect(answer.header('ETag')).not.toBe(before);
  });

  test.each(['"v0"', '"v999"', '"none of ours"', 'W/"v1"'])(
    'a change from %s is refused with 412, and says what is there',
    async (match) => {
      page.open('crud', { workload: 'one-page', params: { rttMs: 20 }, fixes: sound });
      const answer = await call('items/42', {
        method: 'PUT',
        headers: { 'If-Match': match },
        body: LAMP,
      });
      expectProblem(answer, 412);
      expect(answer.header('ETag')).toBe(await item());
      expect(answer.body['currentVersion']).toEqual(expect.any(Number));
      expect(answer.body['current']).toMatchObject({ id: '42' });
    },
  );

  test('a change that does not say from which version it was made is refused with 428', async () => {
    page.open('crud', { workload: 'one-page', params: { rttMs: 20 }, fixes: sound });
    expectProblem(await call('items/42', { method: 'PUT', body: LAMP }), 428);
    expectProblem(await call('items/42', { method: 'DELETE' }), 428);
    const any = await call('items/42', { method: 'DELETE', headers: { 'If-Match': '*' } });
    expect(any.status).toBe(204);
  });

  test('a key that comes again with another body is refused with 422, with the same it is the same', async () => {
    page.open('crud', { workload: 'one-page', params: { rttMs: 20 }, fixes: sound });
    const create = (title: string) =>
      call('items', {
        method: 'POST',
        headers: { 'Idempotency-Key': 'by-hand' },
        body: { ...LAMP, title },
      });
    const first = await create('By hand');
    expect(first.status).toBe(201);
    expect(first.header('Location')).toBe(`/api/items/${first.body['id']}`);
    expect((await create('By hand')).body['id']).toBe(first.body['id']);
    expectProblem(await create('Another'), 422);
  });

  test('what breaks the schema is refused with 400, and named', async () => {
    page.open('crud', { workload: 'one-page', params: { rttMs: 20 }, fixes: sound });
    const answer = await call('items', { method: 'POST', body: { ...LAMP, title: '', qty: 'x' } });
    expectProblem(answer, 400);
    expect(answer.body['errors']).toEqual([
      { pointer: '/title', code: 'required' },
      { pointer: '/qty', code: 'integer' },
    ]);
    expectProblem(await call('items', { method: 'POST', body: { title: 'Lamp' } }), 400);
  });

  test('what is not changed is answered with 304, with its tag and what caches may do', async () => {
    page.open('crud', { workload: 'one-page', params: { rttMs: 20 }, fixes: sound });
    const tag = await item();
    for (const noneMatch of [tag, `W/${tag}`, '*']) {
      const answer = await call('items/42', { headers: { 'If-None-Match': noneMatch } });
      expect(answer.status).toBe(304);
      expect(answer.header('ETag')).toBe(tag);
      expect(answer.header('Cache-Control')).toBe('private, no-cache');
    }
    expect((await call('items/42', { headers: { 'If-None-Match': '"v999"' } })).status).toBe(200);
  });

  test('what is not there, a title that is taken, a method and a type that do not fit', async () => {
    page.open('crud', { workload: 'one-page', params: { rttMs: 20 }, fixes: sound });
    expectProblem(await call('items/none'), 404);
    const twice = { method: 'POST', body: { ...LAMP, title: 'Twice' } };
    expect((await call('items', twice)).status).toBe(201);
    expectProblem(await call('items', twice), 409);
    const wrong = await call('items/42', { method: 'PATCH', body: LAMP });
    expectProblem(wrong, 405);
    expect(wrong.header('Allow')).toBe('GET, PUT, DELETE');
    expectProblem(await call('items', { method: 'POST', body: JSON.stringify(LAMP) }), 415);
  });
});

describe('authentication', () => {
  const ann = { email: 'ann@mail.example', password: 'pw-0' };
  const caller = { 'X-Forwarded-For': '192.0.2.1', DPoP: 'by-hand' };
  const signIn = (body: object = ann) =>
    call('auth/login', { method: 'POST', headers: caller, body });

  test('a request without a token gets a challenge, one with a wrong token the reason', async () => {
    page.open('auth', { workload: 'browsing' });
    const none = await call('me', { headers: { DPoP: 'by-hand' } });
    expectProblem(none, 401);
    expect(none.header('WWW-Authenticate')).toBe('Bearer realm="sim"');
    const wrong = await call('me', { headers: { DPoP: 'x', Authorization: 'Bearer x.y.z' } });
    expectProblem(wrong, 401);
    expect(wrong.header('WWW-Authenticate')).toBe('Bearer realm="sim", error="invalid_token"');
    const other = await call('me', { headers: { DPoP: 'x', Authorization: 'Basic YTpi' } });
    expect(other.header('WWW-Authenticate')).toBe('Bearer realm="sim"');
  });

  test('whoever signs in gets in, and not where another role is needed', async () => {
    page.open('auth', { workload: 'browsing' });
    const { status, body, header } = await signIn();
    expect(status).toBe(200);
    expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: 600 });
    expect(header('Cache-Control')).toBe('no-store');
    const Authorization = `bearer ${body['accessToken']}`;
    expect((await call('me', { headers: { DPoP: 'by-hand', Authorization } })).status).toBe(200);
    const role = (headers: Record<string, string>) =>
      call('users/ann@mail.example/role', { method: 'PUT', headers, body: { role: 'user' } });
    expectProblem(await role({}), 401);
    expect((await role({ Authorization })).status).toBe(204);
    const demoted = (await signIn()).body['accessToken'];
    expectProblem(await role({ Authorization: `Bearer ${demoted}` }), 403);
  });

  test('a wrong password is told with a challenge, a malformed request with 400', async () => {
    page.open('auth', { workload: 'browsing' });
    const wrong = await signIn({ ...ann, password: 'guess' });
    expectProblem(wrong, 401);
    expect(wrong.header('WWW-Authenticate')).toBe('Bearer realm="sim"');
    expectProblem(await signIn({ email: 'nobody', password: 'x' }), 400);
  });

  test('too many are told when to come back: at signing in, registering and forgetting', async () => {
    page.open('auth', {
      workload: 'browsing',
      fixes: { rateLimit: 'sliding', uniform: 'on' },
      params: { limitPerMinute: 1 },
    });
    expect((await signIn()).status).toBe(200);
    const body = { email: 'eve@mail.example', password: 'x' };
    const { email } = body;
    const others = [
      await signIn(),
      await call('auth/register', { method: 'POST', headers: caller, body }),
      await call('auth/password/forgot', { method: 'POST', headers: caller, body: { email } }),
    ];
    for (const answer of others) {
      expectProblem(answer, 429);
      expect(answer.header('Retry-After')).toMatch(/^[1-9]\d*$/);
    }
  });
});

describe('errors', () => {
  const token = (who: string) => ({ Authorization: `Bearer ${who}.9` });

  test('no token, a wrong one, and one that may not', async () => {
    page.open('errors', { workload: 'not-found' });
    const none = await call('items/1', { headers: { 'X-Request-Id': 't1' } });
    expectProblem(none, 401);
    expect(none.header('WWW-Authenticate')).toBe('Bearer realm="shop"');
    const body = { name: 'Lamp', qty: 1 };
    const wrong = await call('items', {
      method: 'POST',
      headers: { Authorization: 'Bearer ?' },
      body,
    });
    expectProblem(wrong, 401);
    expect(wrong.header('WWW-Authenticate')).toBe('Bearer realm="shop", error="invalid_token"');
    expectProblem(await call('items', { method: 'POST', headers: token('guest'), body }), 403);
  });

  test.each([
    { name: '', qty: 1 },
    { name: 7, qty: 1 },
    { name: 'Lamp', qty: 'x' },
    { name: 'Lamp', qty: 0 },
  ])('%j is refused with 400, and the field is named', async (body) => {
    page.open('errors', { workload: 'not-found' });
    const answer = await call('items', { method: 'POST', headers: token('ann'), body });
    expectProblem(answer, 400);
    expect(answer.body['errors']).toEqual([
      expect.objectContaining({ pointer: expect.stringMatching(/^\/(name|qty)$/) }),
    ]);
  });

  test('what is not there is 404, and a method that is none 405', async () => {
    page.open('errors', { workload: 'not-found' });
    expectProblem(await call('items/none', { headers: token('ann') }), 404);
    const wrong = await call('items/1', { method: 'PUT', headers: token('ann'), body: {} });
    expectProblem(wrong, 405);
    expect(wrong.header('Allow')).toBe('GET, DELETE');
  });
});
