import { describe, expect, test } from 'vitest';
import { openingRun } from '../flow/compile.ts';
import type { Run } from '../flow/run.ts';
import { allFlows } from '../flows/catalogue.ts';
import { type Scene, sceneOf } from './scene.ts';
import { whyOf } from './why.ts';

const flows = await allFlows();
const caching = flows.find(({ id }) => id === 'caching');
if (caching === undefined) throw new Error('There is no caching.');
const opening = openingRun(caching);
const { endUs } = sceneOf(caching, opening).trace;

/** The cache loses the write that it alone has. */
const lossy: Partial<Run> = {
  faults: [{ kind: 'crash', node: 'cache', atUs: Math.round(endUs * 0.3), downForUs: 2_000_000 }],
};
const shown = (part: Partial<Run> = {}): Scene => sceneOf(caching, { ...opening, ...part });
const sentences = (scene: Scene, id: number): string[] =>
  whyOf(scene, id)?.strands.flatMap(({ links }) => links.map(({ sentence }) => sentence)) ?? [];

function first(scene: Scene, kind: string, fits: (entry: never) => boolean = () => true): number {
  const entry = scene.trace.entries.find((each) => each.kind === kind && fits(each as never));
  if (entry === undefined) throw new Error(`There is no ${kind}.`);
  return entry.id;
}

describe('why a message was sent', () => {
  const scene = shown();
  const reply = first(
    scene,
    'send',
    ({ address }: { address: string }) => address === 'write-1/saved',
  );
  const why = whyOf(scene, reply);

  test('goes back to what a user did, one sentence a link, in the order of the trace', () => {
    expect(why?.strands.map(({ root }) => root)).toEqual(['act']);
    expect(sentences(scene, reply)).toEqual([
      'Shopper A begins write-1: write cart:1 v1.',
      'Shopper A asks API to save v1 as cart:1.',
      'API tells Cache to store v1 as cart:1, which the database does not have yet.',
      'Cache has stored v1 as cart:1.',
      'API acknowledges to Shopper A: v1 is saved as cart:1.',
    ]);
  });

  test('says how long each was under way, and marks what was asked for', () => {
    const links = why?.strands[0]?.links ?? [];
    expect(links[1]?.note).toMatch(/^arrives .* ms later$/);
    expect(links.filter(({ isAsked }) => isAsked).map(({ entry }) => entry)).toEqual([reply]);
  });
});

test('a broken guarantee has a strand for each entry that shows it, and the fault in between', () => {
  const scene = shown(lossy);
  const violation = first(
    scene,
    'violation',
    ({ guarantee }: { guarantee: string }) => guarantee === 'fresh-reads',
  );
  const why = whyOf(scene, violation);
  expect(why?.strands.map(({ root }) => root)).toEqual(['act', 'fault', 'act']);
  const [write, fault, read] = why?.strands ?? [];
  expect(write?.links.at(-1)?.sentence).toContain('v1 is saved');
  expect(fault?.links.map(({ sentence }) => sentence)).toContain('Cache is down.');
  expect(read?.links.at(-1)).toMatchObject({ entry: violation, isAsked: true });
  expect(read?.links.map(({ sentence }) => sentence)).toContain('Cache does not have cart:1.');
});

test('a message that a fault bent names the fault', () => {
  const scene = shown({ faults: [{ kind: 'delay', message: 'write-1/putItem', byUs: 50_000 }] });
  const delivered = first(
    scene,
    'send',
    ({ address }: { address: string }) => address === 'write-1/putItem',
  );
  expect(whyOf(scene, delivered)?.strands[0]?.links.at(-1)?.note).toContain(
    'a fault of the run: Delay',
  );
});

test('a timer that goes round and round is told of once', () => {
  const realtime = flows.find(({ id }) => id === 'realtime');
  if (realtime === undefined) throw new Error('There is no realtime.');
  const scene = sceneOf(realtime, { ...openingRun(realtime), variant: 'polling' });
  for (const { id } of scene.trace.entries) {
    const fires = sentences(scene, id).filter((each) => each.endsWith(' is due.'));
    expect(new Set(fires).size).toBe(fires.length);
  }
  const roots = scene.trace.entries.flatMap(({ id }) => whyOf(scene, id)?.strands[0]?.root ?? []);
  expect(roots).toContain('timer');
});

test.each(flows.map(({ id }) => id))('%s: every entry has a cause that can be told', (id) => {
  const flow = flows.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`There is no ${id}.`);
  const scene = sceneOf(flow, openingRun(flow));
  for (const entry of scene.trace.entries) {
    const links = whyOf(scene, entry.id)?.strands.flatMap((strand) => strand.links) ?? [];
    expect(links.filter(({ isAsked }) => isAsked)).toHaveLength(1);
  }
  expect(whyOf(scene, scene.trace.entries.length)).toBeUndefined();
});
