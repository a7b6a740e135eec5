import { describe, expect, it } from 'vitest';
import { traceOf } from '../flow/compile.ts';
import type { Run } from '../flow/run.ts';
import { ask } from '../kernel/stranger.ts';
import { Foreign, type Shown } from './foreign.ts';
import { shop, shopRun } from './shop-fixture.ts';

/** A page that shows the shop, and takes requests at 100 ms. */
function page(start: Partial<Shown> = {}) {
  const show = (run: Run): Shown => {
    return { flow: shop, run, trace: traceOf(shop, run), index: 40, playing: true, ...start };
  };
  let shown = show(shopRun(1));
  const foreign: Foreign = new Foreign({
    shown: () => shown,
    enter: (op, message) => {
      if (message['key'] === 'forbidden') return 'Not this one.';
      const inputs = [...shown.run.inputs, ask(op, 100_000, 'api', message)];
      shown = { ...shown, ...show({ ...shown.run, inputs }), index: shown.index };
      foreign.follow(shown);
      return undefined;
    },
  });
  return {
    /** What the answer is by now, if there is one. */
    fetch: (method: string, path: string, body?: string) => {
      const init =
        body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } };
      const request = new Request(`http://app${path}`, { method, ...init });
      const got: { response?: Response } = {};
      void foreign.answer(request, path).then((response) => {
        got.response = response;
      });
      return got;
    },
    show: (next: Partial<Shown>) => {
      shown = { ...shown, ...next };
      foreign.follow(shown);
    },
    foreign,
    shown: () => shown,
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a foreign request', () => {
  it('is answered when the playhead reaches its reply, and not before', async () => {
    const { fetch, show, shown } = page();
    const got = fetch('PUT', '/api/items/mine', '{"value":7}');
    await settled();
    const { trace, run } = shown();
    expect(run.inputs).toEqual([
      ask('you-1', 100_000, 'api', { type: 'PUT', key: 'mine', value: 7 }),
    ]);
    const reply = trace.entries.find((entry) => entry.kind === 'send' && entry.to === 'stranger');
    const arrival = trace.entries.find(
      (each) => each.kind === 'deliver' && each.send === reply?.id,
    );
    show({ index: (arrival?.id ?? 0) - 1 });
    await settled();
    expect(got.response).toBeUndefined();
    show({ index: arrival?.id ?? 0 });
    await settled();
    expect(got.response?.status).toBe(200);
    expect(got.response?.headers.get('ETag')).toBe('"1"');
    expect(got.response?.headers.has('X-Sim-Note')).toBe(false);
  });

  it('is answered at once while paused, and says so', async () => {
    const { fetch } = page({ playing: false });
    const got = fetch('GET', '/api/items/nowhere');
    await settled();
    expect(got.response?.status).toBe(404);
    expect(got.response?.headers.get('X-Sim-Note')).toMatch(/paused: answered at once/);
    expect(await got.response?.json()).toMatchObject({ detail: 'there is no "nowhere"' });
  });

  it('fails like a network when the node is down', async () => {
    const run = { ...shopRun(1), faults: [{ kind: 'stop', node: 'api', atUs: 0 } as const] };
    const { fetch, show } = page({ playing: false });
    show({ run, trace: traceOf(shop, run) });
    const got = fetch('GET', '/api/items/a');
    await settled();
    expect(got.response?.type).toBe('error');
  });

  it('says that no reply comes when it is lost', async () => {
    const run = shopRun(1, [{ kind: 'drop', message: 'you-1/GET' }]);
    const { fetch, show } = page({ playing: false });
    show({ run, trace: traceOf(shop, run) });
    const got = fetch('GET', '/api/items/a');
    await settled();
    expect(got.response?.status).toBe(504);
    expect(await got.response?.json()).toMatchObject({
      detail: expect.stringContaining('you-1/GET was lost (dropped)'),
    });
  });

  it('is let go when its run is left, and when the wire ends', async () => {
    const { fetch, show, foreign } = page();
    const left = fetch('GET', '/api/items/a');
    await settled();
    show({ run: shopRun(2) });
    await settled();
    expect(left.response?.status).toBe(503);
    const parked = fetch('GET', '/api/items/a');
    await settled();
    foreign.close();
    await settled();
    expect(parked.response?.type).toBe('error');
  });

  it.each([
    ['GET', '/api/things/1', undefined, 404, /GET \/api\/items\/:key, PUT \/api\/items\/:key/],
    ['PATCH', '/api/items/a', '{}', 405, /takes .*PUT.*, and not PATCH/],
    [
      'PUT',
      '/api/items/a',
      '{"value":',
      400,
      /The body is no JSON. PUT .* takes a JSON object with value/,
    ],
    ['PUT', '/api/items/a', '{}', 400, /lacks value/],
    ['PUT', '/api/items/a', '{"value":1,"colour":2}', 400, /"colour"/],
    ['GET', '/api/items/a?b=1', undefined, 400, /unknown name "b"/],
    ['GET', '/api/items/%zz', undefined, 400, /not well escaped/],
    ['GET', '/api/items/forbidden', undefined, 400, /Not this one/],
  ])('%s %s %s is a %i that says why', async (method, path, body, status, detail) => {
    const { fetch, shown } = page();
    const got = fetch(method, path, body);
    await settled();
    expect(got.response?.status).toBe(status);
    expect(got.response?.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await got.response?.json()).toMatchObject({ detail: expect.stringMatching(detail) });
    expect(shown().run.inputs).toEqual([]);
  });
});
