import { describe, expect, it } from 'vitest';
import { openingRun } from '../flow/compile.ts';
import type { FlowNode } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import { realtime } from '../flows/realtime/index.ts';
import { SECOND } from '../kernel/time.ts';
import { barFinder, type CrowdView, courseOf, crowdAt } from './crowd.ts';
import { diagramAt } from './diagram.ts';
import { memberAt, nextInBar } from './member.ts';
import { lookOf, type Scene, sceneOf, worldAt } from './scene.ts';

const opening = openingRun(realtime);
/** Sixty clients lose their server for five seconds. */
const storm: Run = {
  ...opening,
  variant: 'websocket',
  workload: 'restart-storm',
  fixes: {},
  params: { clients: 60, durationMs: 120_000, joinsPerSecond: 20 },
  faults: [{ kind: 'crash', node: 'hub', atUs: 20 * SECOND, downForUs: 5 * SECOND }],
};
const scene = sceneOf(realtime, storm);
const crowd = nodeOf(scene, 'crowd');

function nodeOf(of: Scene, id: string): FlowNode {
  const node = lookOf(of, id);
  if (node === undefined) throw new Error(`There is no node ${id}.`);
  return node;
}

function viewAt(of: Scene, node: FlowNode, index: number): CrowdView {
  const course = courseOf(of, node);
  if (course === undefined || node.crowd === undefined) throw new Error('It is no crowd.');
  return crowdAt(course, node.crowd, index);
}

const countsOf = ({ bars }: CrowdView) =>
  Object.fromEntries(bars.map(({ title, count }) => [title, count]));

/** The same by looking at every member. */
function countedOneByOne(of: Scene, { id, crowd: look }: FlowNode, index: number) {
  if (look === undefined) throw new Error('It is no crowd.');
  const barOf = barFinder(look);
  const counts = Object.fromEntries(look.groups.map(({ title }) => [title, 0]));
  for (const { node, machine, standing } of worldAt(of, index).actors.values()) {
    if (node !== id || machine !== look.machine) continue;
    const title = look.groups[barOf(standing.value)]?.title ?? 'other';
    counts[title] = (counts[title] ?? 0) + 1;
  }
  return counts;
}

describe('a crowd', () => {
  it('counts each member in the bar of its state, at every moment and in any order of looking', () => {
    const { length } = scene.trace.entries;
    const seen = new Set<string>();
    for (let step = 0; step < 400; step++) {
      const index = (step * 7_919) % length;
      const counts = countsOf(viewAt(scene, crowd, index));
      expect(counts).toEqual(countedOneByOne(scene, crowd, index));
      for (const [title, count] of Object.entries(counts)) if (count > 0) seen.add(title);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['live', 'connecting', 'waiting']));
  });

  it('shows everybody connected before the crash, and nobody while the server is down', () => {
    const calm = viewAt(scene, crowd, scene.trace.indexAt(19 * SECOND));
    expect(countsOf(calm)).toMatchObject({ live: 60, waiting: 0 });
    const down = viewAt(scene, crowd, scene.trace.indexAt(21 * SECOND));
    expect(countsOf(down)['live']).toBe(0);
    expect(down.count).toBe(60);
  });

  it('has as many attempts in its strip as the trace has facts of that kind', () => {
    const made = scene.trace.entries.filter(
      (entry) => entry.kind === 'fact' && entry.fact.type === 'attempt',
    );
    const end = viewAt(scene, crowd, scene.trace.entries.length - 1);
    expect(end.attemptsSoFar).toBe(made.length);
    expect(end.attempts.counts.reduce((sum, each) => sum + each, 0)).toBe(made.length);
    const [first] = made;
    const span = Math.floor((first?.atUs ?? 0) / end.attempts.spanUs);
    expect(end.attempts.counts[span]).toBeGreaterThan(0);
    expect(viewAt(scene, crowd, (made[9]?.id ?? 0) - 1).attemptsSoFar).toBe(9);
  });

  it('is empty when its own node goes down', () => {
    const crashed = sceneOf(realtime, {
      ...storm,
      faults: [{ kind: 'crash', node: 'crowd', atUs: 20 * SECOND, downForUs: 5 * SECOND }],
    });
    const node = nodeOf(crashed, 'crowd');
    expect(viewAt(crashed, node, crashed.trace.indexAt(19 * SECOND)).count).toBe(60);
    expect(viewAt(crashed, node, crashed.trace.indexAt(21 * SECOND)).count).toBe(0);
  });

  it('keeps those who are done in a bar of their own where the flow says so', () => {
    const study = sceneOf(realtime, {
      ...opening,
      variant: 'contention',
      workload: 'writers',
      fixes: {},
      params: { writers: 12 },
    });
    const writers = nodeOf(study, 'writers');
    const end = viewAt(study, writers, study.trace.entries.length - 1);
    expect(countsOf(end)).toMatchObject({ done: 12, writing: 0 });
  });

  it('is one box: its members and their timers are not drawn one by one', () => {
    const view = diagramAt(scene, scene.trace.indexAt(22 * SECOND)).nodes.find(
      ({ id }) => id === 'crowd',
    );
    expect(view).toMatchObject({ actors: [], moreActors: 0, timers: [], state: '60 clients' });
  });
});

describe('a member', () => {
  const away = scene.trace.indexAt(23 * SECOND);

  it('is opened by its number: where it stands, what it waits for, and what happened to it', () => {
    const member = memberAt(scene, crowd, 17, away);
    expect(member).toMatchObject({
      title: 'client 17',
      presence: 'here',
      bar: { title: 'waiting' },
    });
    expect(member?.timers.map(({ name }) => name)).toContain('reconnect');
    const ids = member?.recent.map(({ id }) => id) ?? [];
    expect(ids.length).toBeGreaterThan(5);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(Math.max(...ids)).toBeLessThanOrEqual(away);
    for (const { sentence } of member?.recent ?? []) expect(sentence).not.toMatch(/Client 18/);
  });

  it('is not there yet before it came, and has no number beyond the last', () => {
    expect(memberAt(scene, crowd, 60, scene.trace.indexAt(SECOND))?.presence).toBe('not yet');
    expect(memberAt(scene, crowd, 61, away)).toBeUndefined();
  });

  it('is found by its state: the next one, and after the last the first', () => {
    const index = scene.trace.entries.findIndex(
      (entry) => entry.id > away && countsOf(viewAt(scene, crowd, entry.id))['live'] === 5,
    );
    const found: number[] = [];
    let number: number | undefined = 0;
    for (let i = 0; i < 6; i++) {
      number = nextInBar(scene, crowd, 'live', number ?? 0, index);
      if (number !== undefined) found.push(number);
    }
    expect(new Set(found).size).toBe(5);
    expect(found[5]).toBe(found[0]);
    for (const each of found) {
      expect(memberAt(scene, crowd, each, index)?.bar?.title).toBe('live');
    }
    expect(nextInBar(scene, crowd, 'given up', 1, index)).toBeUndefined();
  });
});

it('speaks of a member by its own name', () => {
  const at = scene.trace.indexAt(30 * SECOND);
  const told = memberAt(scene, crowd, 17, at)?.recent.map(({ sentence }) => sentence) ?? [];
  expect(told.length).toBeGreaterThan(5);
  for (const sentence of told) expect(sentence).toMatch(/Client 17\b/);
  expect(told.join(' ')).not.toContain('Crowd');
});
