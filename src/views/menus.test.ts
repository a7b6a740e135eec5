import { describe, expect, it } from 'vitest';
import { parseRun } from '../flow/parse.ts';
import type { Fault } from '../kernel/schedule.ts';
import { crashAt, notes, notesScene } from '../playback/testing/notes.ts';
import { diagramAt } from './diagram.ts';
import { type ActOffer, actMenu, faultMenu, nextInstant, type Target } from './menus.ts';
import { momentAt, momentOf, type Scene, sceneOf } from './scene.ts';

const server: Target = { kind: 'node', node: 'server' };
const link: Target = { kind: 'link', link: 'ada--server' };
const ids = (scene: Scene, atUs: number, target: Target): string[] =>
  faultMenu(scene, momentAt(scene.trace, atUs), target).map(({ id }) => id);
const flying = (scene: Scene, atUs: number): Target => ({
  kind: 'message',
  send: diagramAt(scene, scene.trace.indexAt(atUs)).messages[0]?.send ?? -1,
});

describe('the menu of a node', () => {
  it('offers what fits the node', () => {
    expect(ids(notesScene(), 10_000, server)).toEqual([
      'crash',
      'stop',
      'pause',
      'slow',
      'skew',
      'fail-next',
      'own-wipe',
    ]);
    expect(ids(notesScene(), 10_000, { kind: 'node', node: 'disk' })).toEqual([
      'crash',
      'stop',
      'pause',
      'slow',
    ]);
  });

  it('offers nothing while it is down, and no second pause', () => {
    expect(ids(notesScene([crashAt(5_000)]), 10_000, server)).toEqual([]);
    const paused = notesScene([{ kind: 'pause', node: 'server', atUs: 1, forUs: 99_000 }]);
    expect(ids(paused, 10_000, server)).not.toContain('pause');
    expect(ids(notesScene(), 0, { kind: 'node', node: 'nobody' })).toEqual([]);
  });
});

describe('the menu of a link', () => {
  it('offers to cut it one way or both, to slow it and to make it lossy', () => {
    expect(ids(notesScene(), 10_000, link)).toEqual([
      'cut',
      'cut-forth',
      'cut-back',
      'slow',
      'lossy',
    ]);
  });

  it('does not offer what acts already', () => {
    const cut = notesScene([{ kind: 'cut', link: 'server->ada', atUs: 0, forUs: 50_000 }]);
    expect(ids(cut, 10_000, link)).toEqual(['slow', 'lossy']);
    expect(ids(cut, 60_000, link)).toContain('cut');
    expect(ids(cut, 10_000, { kind: 'link', link: 'server--disk' })).toContain('cut');
    expect(ids(cut, 10_000, { kind: 'link', link: 'ada--disk' })).toEqual([]);
  });
});

describe('the menu of a message', () => {
  it('offers to let it fail only if it can', () => {
    const scene = notesScene();
    expect(ids(scene, 10_000, flying(scene, 10_000))).toEqual([
      'drop',
      'delay',
      'duplicate',
      'fail',
    ]);
    expect(ids(scene, 40_000, flying(scene, 40_000))).toEqual(['drop', 'delay', 'duplicate']);
  });

  it('offers to send it twice only where something on the way might', () => {
    const scene = notesScene();
    const { system } = scene.compiled;
    const links = system.links.map((link) => ({ ...link, session: true }));
    const inSession = { ...scene, compiled: { ...scene.compiled, system: { ...system, links } } };
    expect(ids(inSession, 10_000, flying(inSession, 10_000))).toEqual(['drop', 'delay', 'fail']);
  });

  it('offers nothing for one that has arrived, or that the run bends already', () => {
    const scene = notesScene();
    expect(ids(scene, 25_000, flying(scene, 10_000))).toEqual([]);
    const bent = notesScene([{ kind: 'delay', message: 'save-1/SAVE', byUs: 1_000 }]);
    expect(ids(bent, 10_000, flying(bent, 10_000))).toEqual([]);
  });
});

describe('whatever a menu offers', () => {
  const scene = notesScene();
  const targets: Target[] = [server, link, { kind: 'node', node: 'ada' }, flying(scene, 10_000)];
  const offers = targets.map((target) => faultMenu(scene, momentAt(scene.trace, 10_000), target));

  it('has a key of its own in its menu, and explains itself', () => {
    for (const menu of offers) {
      expect(new Set(menu.map(({ key }) => key)).size).toBe(menu.length);
      for (const { key, explain } of menu) {
        expect(key).toMatch(/^[a-z0-9]$/);
        expect(explain.length).toBeGreaterThan(10);
      }
    }
  });

  it('makes a fault that a run may carry, and that comes to it', () => {
    for (const { make } of offers.flat()) {
      const fault: Fault = make(10_001);
      const parsed = parseRun([notes], { ...scene.run, faults: [fault] });
      expect(parsed).toMatchObject({ ok: true });
      const entries = sceneOf(notes, { ...scene.run, faults: [fault] }).trace.entries;
      expect(entries.some((entry) => entry.kind === 'fault')).toBe(true);
    }
  });
});

describe('acts', () => {
  const menu = (scene: Scene, node: string): ActOffer[] =>
    actMenu(scene, momentAt(scene.trace, 10_000), node);

  it('are offered at the nodes of users, and nowhere else', () => {
    expect(menu(notesScene(), 'ada').map(({ title }) => title)).toEqual(['Save a note']);
    expect(menu(notesScene(), 'server')).toEqual([]);
    expect(menu(notesScene([{ kind: 'stop', node: 'ada', atUs: 1 }]), 'ada')).toEqual([]);
  });

  it('are numbered past those made before, even when one was taken back', () => {
    const first = menu(notesScene(), 'ada')[0]?.make(10_001);
    expect(first).toEqual({
      op: 'save-h1',
      node: 'ada',
      atUs: 10_001,
      event: { type: 'save', note: 'by hand 1' },
    });
    const scene = notesScene([], {
      inputs: [{ op: 'save-h4', node: 'ada', atUs: 1, event: { type: 'save', note: 'x' } }],
    });
    expect(menu(scene, 'ada')[0]?.make(5).op).toBe('save-h5');
  });
});

describe('the next instant', () => {
  it('is now, unless something has happened now already', () => {
    const scene = notesScene();
    expect(nextInstant(scene, momentAt(scene.trace, 10_000))).toBe(10_000);
    expect(nextInstant(scene, momentAt(scene.trace, 20_000))).toBe(20_001);
    expect(nextInstant(scene, momentOf(scene.trace, 8))).toBe(20_001);
  });

  it('leaves everything seen so far as it was', () => {
    const scene = notesScene();
    for (let index = 3; index < scene.trace.entries.length - 1; index++) {
      const fault = crashAt(nextInstant(scene, momentOf(scene.trace, index)));
      const changed = notesScene([fault]);
      expect(changed.trace.entries.slice(0, index + 1)).toEqual(
        scene.trace.entries.slice(0, index + 1),
      );
    }
  });
});
