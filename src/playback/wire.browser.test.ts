/** The wire beside a real store, over a real service worker: what a person would notice. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { shop, shopRun } from '../wire/shop-fixture.ts';
import type { WireStatus } from '../wire/status.ts';
import { everyFrame } from './clock.ts';
import { createPlayback, type PlaybackStore } from './store.ts';
import { attachWire, useWire, wantWire } from './wire.ts';

const base = new URL('/', location.href);
let store: PlaybackStore;
let stops: (() => void)[];
let badge: () => WireStatus;

beforeEach(async () => {
  store = createPlayback({ catalogue: [shop], run: shopRun(1) });
  wantWire(true);
  const { result } = await renderHook(() => useWire((status) => status));
  badge = () => result.current;
  expect(badge()).toMatchObject({ mode: 'in-process', requestCount: 0 });
  stops = [attachWire(store, base), everyFrame(store.getState().advance)];
  await expect.poll(() => badge().mode, { timeout: 5_000 }).toBe('wire');
});
afterEach(() => stops.forEach((stop) => stop()));

const state = () => store.getState();
const fetchItem = (init?: RequestInit): Promise<Response> => fetch('/api/items/mine', init);
const json = (value: object): RequestInit => {
  const headers = { 'Content-Type': 'application/json' };
  return { method: 'PUT', headers, body: JSON.stringify(value) };
};

it('carries the requests of a run that plays', async () => {
  state().setSpeed(16);
  state().play();
  await expect.poll(() => state().playing, { timeout: 10_000 }).toBe(false);
  const { scene, playhead } = state();
  expect(playhead.index).toBe(scene.trace.entries.length - 1);
  const clients = scene.trace.entries.filter(
    (entry) => entry.kind === 'send' && /^(ada|bob)\//.test(entry.from) && !entry.local,
  );
  await expect.poll(() => badge().requestCount).toBe(clients.length);
  expect(badge().mode).toBe('wire');
  expect(state().problem).toBeNull();
});

it('waits before what the wire has not carried, says how slow that makes it, and goes on', async () => {
  const real = globalThis.fetch;
  const gate: { open: () => void } = { open: () => {} };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  stops.push(() => {
    globalThis.fetch = real;
  });
  globalThis.fetch = (...request) => opened.then(() => real(...request));

  state().setSpeed(64);
  state().play();
  await expect.poll(() => badge().effectiveSpeed, { timeout: 5_000 }).toBe(0);
  const { scene, playhead } = state();
  const { entries } = scene.trace;
  expect(entries[playhead.index + 1]).toMatchObject({ kind: 'deliver', actor: 'api' });
  gate.open();
  await expect.poll(() => state().playing, { timeout: 10_000 }).toBe(false);
  expect(state().playhead.index).toBe(entries.length - 1);
  await expect.poll(() => badge().effectiveSpeed).toBeNull();
  expect(badge().mode).toBe('wire');
});

it('takes up again after an edit, and after a step back', async () => {
  state().setSpeed(4);
  state().play();
  await expect.poll(() => badge().requestCount).toBeGreaterThan(0);
  const { playhead } = state();
  const atUs = playhead.atUs + 1;
  state().addFault({ kind: 'crash', node: 'api', atUs, downForUs: 20_000 });
  const atEdit = badge().requestCount;
  await expect.poll(() => badge().requestCount, { timeout: 5_000 }).toBeGreaterThan(atEdit + 2);
  state().pause();
  state().toStart();
  state().play();
  const atStart = badge().requestCount;
  await expect.poll(() => badge().requestCount, { timeout: 5_000 }).toBeGreaterThan(atStart + 2);
  expect(badge().mode).toBe('wire');
});

it('stays out of the way when it is not wanted', async () => {
  wantWire(false);
  await expect.poll(() => badge().mode).toBe('in-process');
  expect(badge().reason).toBe('The wire was turned off.');
  state().setSpeed(64);
  state().play();
  await expect.poll(() => state().playing, { timeout: 10_000 }).toBe(false);
  expect(badge().requestCount).toBe(0);
  expect(state().limitUs).toBeNull();
});

it('makes a request from outside an act of the run, and answers it when its reply arrives', async () => {
  state().setSpeed(2);
  state().play();
  await expect.poll(() => state().playhead.atUs).toBeGreaterThan(5_000);
  const response = await fetchItem(json({ value: 'by hand' }));
  expect([response.status, response.headers.get('ETag')]).toEqual([200, '"1"']);
  const { run, scene, playhead, player } = state();
  expect(player).toBe('playing');
  expect(run.inputs).toMatchObject([
    { op: 'you-1', node: 'stranger', event: { message: { type: 'PUT', value: 'by hand' } } },
  ]);
  const reply = scene.trace.entries.find(
    (entry) => entry.kind === 'send' && entry.to === 'stranger',
  );
  expect(reply?.kind === 'send' && reply.dueUs).toBeLessThanOrEqual(playhead.atUs);
});

it('answers a request from outside at once while paused, from a new branch', async () => {
  state().seek(100_000);
  const before = state().playhead.atUs;
  const saved = await fetchItem(json({ value: 1 }));
  expect(saved.headers.get('X-Sim-Note')).toMatch(/paused/);
  const missing = await fetch('/api/items/missing');
  expect([missing.status, missing.headers.get('Content-Type')]).toEqual([
    404,
    'application/problem+json',
  ]);
  expect(state().run.inputs.map(({ op }) => op)).toEqual(['you-1', 'you-2']);
  expect(state().branches.map(({ changed }) => changed)).toEqual([
    'As opened',
    expect.stringMatching(/^You: PUT mine at /),
    expect.stringMatching(/^You: GET missing at /),
  ]);
  expect(state().playhead.atUs).toBeLessThanOrEqual(before + 1);
  expect(state().player).toBe('paused');
});

it('tells whoever asks for nonsense what there is, and leaves the run alone', async () => {
  const lost = await fetch('/api/nothing');
  expect(await lost.json()).toMatchObject({
    status: 404,
    detail: expect.stringContaining('GET /api/items/:key'),
  });
  const wrong = await fetchItem(json({ colour: 1 }));
  expect(await wrong.json()).toMatchObject({
    status: 400,
    detail: expect.stringContaining('colour'),
  });
  expect(state().run.inputs).toEqual([]);
});
