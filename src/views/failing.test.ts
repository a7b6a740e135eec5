import { expect, it } from 'vitest';
import { openingRun } from '../flow/compile.ts';
import { caching } from '../flows/caching/index.ts';
import type { Fault } from '../kernel/schedule.ts';
import { diagramAt } from './diagram.ts';
import { sceneOf } from './scene.ts';

const fault: Fault = { kind: 'failNext', node: 'cache', atUs: 100_000 };

/** Each note of the cache, with the entry after which it stands there. */
function notes(faults: readonly Fault[]) {
  const scene = sceneOf(caching, { ...openingRun(caching), faults });
  const seen: { note: string; kind: string; failed: number }[] = [];
  let failed = 0;
  for (const entry of scene.trace.entries) {
    const note = diagramAt(scene, entry.id).nodes.find(({ id }) => id === 'cache')?.note ?? '';
    if (entry.kind === 'fail') failed++;
    if (note !== (seen.at(-1)?.note ?? '')) seen.push({ note, kind: entry.kind, failed });
  }
  return seen;
}

it('a node says that its next request fails, from the fault until that request', () => {
  expect(notes([fault])).toEqual([
    { note: 'next request fails', kind: 'fault', failed: 0 },
    { note: '', kind: 'fail', failed: 1 },
  ]);
});

it('a node counts how many will fail, and a request with a fault of its own is none of them', () => {
  expect(notes([fault, fault])).toEqual([
    { note: 'next request fails', kind: 'fault', failed: 0 },
    { note: 'next 2 requests fail', kind: 'fault', failed: 0 },
    { note: 'next request fails', kind: 'fail', failed: 1 },
    { note: '', kind: 'fail', failed: 2 },
  ]);
  const scene = sceneOf(caching, openingRun(caching));
  const first = scene.trace.entries.find((each) => each.kind === 'send' && each.to === 'cache');
  const message = first?.kind === 'send' ? first.address : '';
  const atUs = (first?.atUs ?? 0) - 1;
  const changes = notes([
    { ...fault, atUs },
    { kind: 'fail', message },
  ]);
  expect(changes.map((each) => [each.note, each.failed])).toEqual([
    ['next request fails', 0],
    ['', 2],
  ]);
});
