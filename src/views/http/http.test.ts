import { expect, test } from 'vitest';
import { openingRun } from '../../flow/compile.ts';
import type { Flow } from '../../flow/flow.ts';
import type { Run } from '../../flow/run.ts';
import { allFlows } from '../../flows/catalogue.ts';
import { ask } from '../../kernel/stranger.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { appActs, composed, fetchLine, routesIn } from './compose.ts';
import { type Exchange, exchangesOf } from './exchanges.ts';
import { detailsAt, exchangeAt, framesAt, sentBy } from './look.ts';
import { tokensIn } from './tokens.ts';

const flows = await allFlows();
const flowOf = (id: string): Flow => {
  const flow = flows.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`There is no flow ${id}.`);
  return flow;
};
const caching = flowOf('caching');
const opening = openingRun(caching);
const shown = (part: Partial<Run> = {}): Scene => sceneOf(caching, { ...opening, ...part });
const endOf = ({ trace }: Scene): number => trace.entries.length - 1;

function named(scene: Scene, address: string): Exchange {
  const found = exchangesOf(scene).find(({ request }) => {
    const entry = scene.trace.entries[request];
    return entry?.kind === 'send' && entry.address === address;
  });
  if (found === undefined) throw new Error(`No client sent ${address}.`);
  return found;
}

test('an exchange is unknown before it is sent, pending until its reply arrives, and then has its status', () => {
  const scene = shown();
  const exchange = named(scene, 'write-1/putItem');
  const all = exchangesOf(scene);
  expect(sentBy(all, exchange.request - 1)).toBe(all.indexOf(exchange));
  const { end } = exchange;
  if (end?.kind !== 'reply') throw new Error('It has no reply.');
  expect(exchangeAt(scene, exchange, end.at - 1)).toMatchObject({
    method: 'PUT',
    path: '/api/items/cart:1',
    state: 'pending',
    tookUs: null,
  });
  expect(detailsAt(scene, exchange, end.at - 1).responsePart).toBeNull();
  const look = exchangeAt(scene, exchange, end.at);
  expect(look).toMatchObject({ state: 'answered', status: '200 OK' });
  expect(look.tookUs).toBeGreaterThan(0);
  const { requestPart, responsePart, phases } = detailsAt(scene, exchange, end.at);
  expect(JSON.parse(requestPart.body)).toEqual({ value: 'v1' });
  expect(responsePart).toMatchObject({ status: 200, isProblem: false });
  expect(phases.map(({ words }) => words)).toEqual([
    'Shopper A sends it',
    'API has it',
    'API answers',
    'Shopper A has the answer',
  ]);
});

test('a request that is lost is given up, a reply that is lost is told of, and a node that is down refuses', () => {
  const lost = shown({ faults: [{ kind: 'drop', message: 'write-1/putItem' }] });
  const gone = named(lost, 'write-1/putItem');
  expect(exchangeAt(lost, gone, endOf(lost)).state).toBe('given up');
  expect(detailsAt(lost, gone, endOf(lost)).phases.map(({ words }) => words)).toContain(
    'it is lost: dropped',
  );
  const deaf = shown({ faults: [{ kind: 'drop', message: 'write-1/saved' }] });
  const unheard = detailsAt(deaf, named(deaf, 'write-1/putItem'), endOf(deaf));
  expect(unheard.phases.map(({ words }) => words)).toContain('the answer of API is lost');
  const down = shown({ faults: [{ kind: 'stop', node: 'api', atUs: 0 }] });
  const [first] = exchangesOf(down);
  if (first === undefined) throw new Error('Nobody sent anything.');
  expect(exchangeAt(down, first, endOf(down))).toMatchObject({ state: 'refused' });
});

test('an error is shown as a problem document where the flow makes it one', () => {
  const scene = shown({ faults: [{ kind: 'fail', message: 'write-1/putItem' }] });
  const { responsePart } = detailsAt(scene, named(scene, 'write-1/putItem'), endOf(scene));
  expect(responsePart).toMatchObject({ isProblem: true });
  expect(responsePart?.headers).toContainEqual(['Content-Type', 'application/problem+json']);
});

test.each(flows.map(({ id }) => id))('%s: every request of its variants can be shown', (id) => {
  const flow = flowOf(id);
  for (const variant of Object.keys(flow.variants)) {
    const scene = sceneOf(flow, { ...openingRun(flow), variant, ...workloadFor(flow, variant) });
    const last = endOf(scene);
    for (const exchange of exchangesOf(scene)) {
      expect(exchangeAt(scene, exchange, last).path).toMatch(/^\/api\//);
      expect(detailsAt(scene, exchange, last).phases.length).toBeGreaterThan(0);
      framesAt(scene, exchange, last, 10);
    }
  }
});

function workloadFor(flow: Flow, variant: string): Pick<Run, 'workload' | 'fixes' | 'params'> {
  const fits = Object.entries(flow.workloads).filter(
    ([, { variants }]) => variants?.includes(variant) ?? true,
  );
  return { workload: fits[0]?.[0] ?? '', fixes: {}, params: {} };
}

test('a stream is open once it was accepted, and its frames are those that the page sent and read', () => {
  const flow = flowOf('realtime');
  const scene = sceneOf(flow, {
    ...openingRun(flow),
    variant: 'websocket',
    ...workloadFor(flow, 'websocket'),
  });
  const last = endOf(scene);
  const streams = exchangesOf(scene).filter(({ by }) => by === 'WebSocket');
  const carried = streams.find(({ frames }) =>
    frames.some(({ direction }) => direction === 'down'),
  );
  if (carried === undefined) throw new Error('No stream carried anything.');
  const [first] = carried.frames;
  expect(exchangeAt(scene, carried, first?.at ?? 0)).toMatchObject({
    state: 'open',
    status: '101 Switching Protocols',
    frameCount: 1,
  });
  const [frame] = framesAt(scene, carried, last, 1);
  expect(JSON.parse(frame?.text ?? '')).toHaveProperty('type');
});

test('a draft is the message that a server would read, or the problem that it would answer', () => {
  const scene = shown();
  const [route] = routesIn(scene).filter(({ title }) => title.startsWith('PUT'));
  if (route === undefined) throw new Error('There is no PUT.');
  const read = composed(scene, route.example);
  expect(read).toMatchObject({ ok: true, message: { key: 'cart:1' } });
  const refused = (part: object): object => composed(scene, { ...route.example, ...part });
  expect(refused({ body: '{' })).toMatchObject({ problem: { status: 400 } });
  expect(refused({ path: '/api/nothing' })).toMatchObject({ problem: { status: 404 } });
  expect(refused({ headers: 'no header' })).toMatchObject({
    problem: { detail: expect.stringContaining('“no header” is no header') },
  });
});

test('the line for the console says what the draft says, under names that a browser lets through', () => {
  const line = fetchLine({
    method: 'PUT',
    path: '/api/items/cart:1',
    headers: 'Cookie: a=1',
    body: '{"value":"v9"}',
  });
  expect(line).toBe(
    'await (await fetch("api/items/cart:1", {"method":"PUT","headers":{"X-Sim-Cookie":"a=1","Content-Type":"application/json"},"body":"{\\"value\\":\\"v9\\"}"})).text()',
  );
  expect(fetchLine({ method: 'GET', path: '/api/items/a', headers: '', body: '' })).toBe(
    'await (await fetch("api/items/a")).text()',
  );
});

test('what a stranger sends is an exchange of the run, and what an app may do comes from the flow', () => {
  const message = { type: 'getItem', key: 'cart:1' };
  const scene = shown({ inputs: [ask('you-1', 100_000, 'api', message)] });
  const exchange = named(scene, 'you-1/getItem');
  expect(exchangeAt(scene, exchange, endOf(scene))).toMatchObject({
    clientTitle: 'You',
    status: '200 OK',
  });
  const acts = appActs(scene, endOf(scene), 'shopper-a');
  expect(acts.length).toBeGreaterThan(0);
  const [act] = acts;
  expect(act?.make(5, { ...act.fields, key: 'cart:2' })).toMatchObject({
    atUs: 5,
    node: 'shopper-a',
    event: { key: 'cart:2' },
  });
});

test('what is in a token can be read, and what is none is not taken for one', () => {
  const auth = flowOf('auth');
  const scene = sceneOf(auth, { ...openingRun(auth), workload: 'browsing' });
  const [exchange] = exchangesOf(scene);
  if (exchange === undefined) throw new Error('Nothing was asked.');
  const { requestPart } = detailsAt(scene, exchange, endOf(scene));
  const [token, ...others] = tokensIn(requestPart.headers.map(([, text]) => text));
  expect(others).toEqual([]);
  expect(JSON.parse(token?.header ?? '')).toMatchObject({ alg: 'SIM' });
  expect(JSON.parse(token?.claims ?? '')).toMatchObject({ sub: 'ann@mail.example', role: 'admin' });
  expect(token?.signature).toBe('simulated signature');
  expect(tokensIn(['https://sim.local/problems/too-many', 'v1.23456.78901', ''])).toEqual([]);
});
