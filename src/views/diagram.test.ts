import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../kernel/schedule.ts';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import { type Diagram, diagramAt } from './diagram.ts';
import { waySoFar } from './messages.ts';
import { ACTORS_SHOWN } from './nodeViews.ts';
import type { Scene } from './scene.ts';
import { timeLeft } from './timers.ts';

const at = (scene: Scene, atUs: number): Diagram => diagramAt(scene, scene.trace.indexAt(atUs));
const node = ({ nodes }: Diagram, id: string) => nodes.find((each) => each.id === id);

describe('nodes', () => {
  it('tell the state of their machine in words, and what they hold', () => {
    const diagram = at(notesScene(), 110_000);
    expect(node(diagram, 'ada')).toMatchObject({
      state: 'waiting for server',
      status: 'up',
      client: true,
    });
    expect(node(diagram, 'server')).toMatchObject({
      state: 'dirty',
      holds: [{ label: 'notes', value: '1', tag: { text: 'dirty', tone: 'warn' } }],
    });
    expect(node(diagram, 'disk')?.state).toBe('');
  });

  it('list who works in them, with operation and state, and count those beyond', () => {
    const scene = notesScene();
    expect(node(at(scene, 125_000), 'server')?.actors).toEqual([
      { id: 'server/save-save-2', op: 'save-2', machine: 'saver', state: 'checking' },
    ]);
    expect(node(at(scene, 135_000), 'server')?.actors).toEqual([]);
    const many: Fault[] = Array.from({ length: 9 }, (_, i) => ({
      kind: 'duplicate',
      message: 'save-1/SAVE',
      afterUs: i + 1,
    }));
    const crowded = node(at(notesScene(many), 20_500), 'server');
    expect(crowded?.actors).toHaveLength(ACTORS_SHOWN);
    expect(crowded?.moreActors).toBe(10 - ACTORS_SHOWN);
  });

  it('have timers that shrink from whole to nothing', () => {
    const server = node(at(notesScene(), 300_000), 'server');
    const [timer] = server?.timers ?? [];
    expect(timer).toMatchObject({
      name: 'flush',
      deadline: false,
      startedAtUs: 230_000,
      dueUs: 730_000,
    });
    if (timer === undefined) throw new Error('There is no timer.');
    expect([230_000, 480_000, 730_000, 999_000].map((us) => timeLeft(timer, us))).toEqual([
      1, 0.5, 0, 0,
    ]);
    expect(node(at(notesScene(), 110_000), 'ada')?.timers[0]?.deadline).toBe(true);
  });

  it('are down after a crash until they start again, with empty hands', () => {
    const scene = notesScene([crashAt(320_000)]);
    expect(node(at(scene, 330_000), 'server')).toMatchObject({
      status: 'down',
      state: '',
      holds: [],
      note: 'down until 370 ms',
      faults: [0],
      since: -1,
    });
    expect(node(at(scene, 370_000), 'server')).toMatchObject({
      status: 'up',
      note: '',
      faults: [],
      holds: [{ label: 'notes', value: '0' }],
    });
  });

  it('say when they are paused, slow, or cut off', () => {
    const scene = notesScene([
      { kind: 'pause', node: 'server', atUs: 1_000, forUs: 5_000 },
      { kind: 'slow', node: 'disk', atUs: 1_000, forUs: 5_000, factor: 3 },
      { kind: 'cut', link: 'ada--server', atUs: 1_000, forUs: 5_000 },
      { kind: 'skew', node: 'ada', atUs: 1_000, byUs: -2_000_000 },
    ]);
    const diagram = at(scene, 2_000);
    expect(diagram.nodes.map(({ status, note }) => [status, note])).toEqual([
      ['up', 'cut off from Server, clock 2 s behind'],
      ['paused', 'paused, cut off from Ada'],
      ['up', '3× slower'],
    ]);
    expect(at(scene, 7_000).nodes.map(({ note }) => note)).toEqual(['clock 2 s behind', '', '']);
  });
});

describe('links', () => {
  it('are one line for both directions, and count what they carry', () => {
    const { links } = at(notesScene(), 110_000);
    expect(links.map(({ id, bothWays, forth, back }) => [id, bothWays, forth, back])).toEqual([
      ['ada--server', true, 1, 0],
      ['server--disk', true, 0, 0],
    ]);
  });

  it('bear the faults that act on them, and on which way', () => {
    const scene = notesScene([
      { kind: 'lossy', link: 'server->ada', atUs: 0, forUs: 9_000, rate: 0.3 },
      { kind: 'slow', link: 'server--ada', atUs: 0, forUs: 9_000, factor: 4 },
    ]);
    expect(at(scene, 5_000).links[0]?.faults).toEqual([
      { index: 0, kind: 'lossy', way: 'back', words: 'loses 30 %' },
      { index: 1, kind: 'slow', way: 'both', words: '4× slower' },
    ]);
    expect(at(scene, 10_000).links[0]?.faults).toEqual([]);
  });
});

describe('messages', () => {
  it('are on their way with words, kind and ends, and never inside one process', () => {
    const scene = notesScene();
    expect(at(scene, 5_000).messages).toMatchObject([
      {
        address: 'save-1/SAVE',
        op: 'save-1',
        label: 'save note 1',
        kind: 'request',
        from: 'ada',
        to: 'server',
        bent: null,
        doomed: false,
      },
    ]);
    expect(at(scene, 35_000).messages.map(({ type }) => type)).toEqual(['SAVED']);
    expect(at(scene, 60_000).messages).toEqual([]);
  });

  it('move evenly from their sender to their receiver', () => {
    const [message] = at(notesScene(), 5_000).messages;
    if (message === undefined) throw new Error('There is no message.');
    expect([0, 5_000, 10_000, 20_000, 99_000].map((us) => waySoFar(message, us))).toEqual([
      0, 0.25, 0.5, 1, 1,
    ]);
  });

  it('are marked when the run drops them, and vanish half-way', () => {
    const scene = notesScene([{ kind: 'drop', message: 'save-1/SAVE' }]);
    const [message] = at(scene, 5_000).messages;
    expect(message).toMatchObject({ doomed: true, bent: 'dropped' });
    expect(at(scene, 10_000).messages).toEqual([]);
  });

  it('crawl to their real arrival when an order holds them back', () => {
    const scene = notesScene([], {
      holds: [{ hold: 'save-1/SAVED', until: 'save-3/FLUSH' }],
    });
    const [message] = at(scene, 60_000).messages;
    expect(message?.address).toBe('save-1/SAVED');
    const arrival = scene.trace.entries.find(
      (entry) =>
        (entry.kind === 'late' || entry.kind === 'deliver') && entry.send === message?.send,
    );
    expect(arrival?.atUs).toBeGreaterThan(50_000);
    expect(message?.arrivesAtUs).toBe(arrival?.atUs);
  });
});

describe('a diagram', () => {
  it('is the same object for the same entry, and shares what did not change with the one before', () => {
    const scene = notesScene();
    const before = at(scene, 5_000);
    expect(at(scene, 6_000)).toBe(before);
    const after = at(scene, 20_000);
    expect(after).not.toBe(before);
    expect(node(after, 'disk')).toBe(node(before, 'disk'));
    expect(node(after, 'ada')).toBe(node(before, 'ada'));
    expect(node(after, 'server')).not.toBe(node(before, 'server'));
  });

  it('does not depend on where one looked before', () => {
    const scene = notesScene([crashAt(320_000)]);
    const { length } = scene.trace.entries;
    fc.assert(
      fc.property(fc.array(fc.nat(length - 1), { minLength: 1, maxLength: 12 }), (indexes) => {
        const wandering = notesScene([crashAt(320_000)]);
        for (const index of indexes) {
          expect(diagramAt(wandering, index)).toEqual(
            diagramAt(notesScene([crashAt(320_000)]), index),
          );
        }
      }),
      { numRuns: 15 },
    );
  });
});
