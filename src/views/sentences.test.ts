import { describe, expect, it } from 'vitest';
import { openingRun } from '../flow/compile.ts';
import { jobs } from '../flows/jobs/index.ts';
import { realtime } from '../flows/realtime/index.ts';
import type { Entry, EntryKind } from '../kernel/entry.ts';
import type { Fault } from '../kernel/schedule.ts';
import { ask } from '../kernel/stranger.ts';
import { crashAt, notesScene } from '../playback/testing/notes.ts';
import { faultSentence, faultSpan, faultTitle } from './faults.ts';
import { nowSentence, tellingEntry } from './now.ts';
import { type Scene, sceneOf } from './scene.ts';
import { sentenceOf } from './sentences.ts';

const all = (scene: Scene, kind: EntryKind): string[] =>
  scene.trace.entries
    .filter((entry) => entry.kind === kind)
    .map((entry) => sentenceOf(scene, entry));

/** Runs that have entries of every kind between them. */
const scenes = [
  notesScene([crashAt(320_000)]),
  notesScene([crashAt(660_000), { kind: 'failNext', node: 'server', atUs: 1_000 }]),
  notesScene([
    { kind: 'delay', message: 'save-1/SAVED', byUs: 400_000 },
    { kind: 'drop', message: 'save-2/SAVE' },
    { kind: 'pause', node: 'server', atUs: 600_000, forUs: 10_000 },
  ]),
  notesScene([{ kind: 'stop', node: 'server', atUs: 10_000 }], { untilUs: 150_000 }),
];

describe('a run that is called from outside', () => {
  const scene = notesScene([], {
    params: { saveCount: 1 },
    inputs: [{ ...ask('hand-1', 1_000, 'server', { type: 'SAVE', op: 'hand-1', note: 'mine' }) }],
  });

  it('speaks to the reader, who did it', () => {
    expect(all(scene, 'act')).toContain('You begin hand-1, by hand: save mine.');
    const said = scene.trace.entries.map((entry) => sentenceOf(scene, entry));
    expect(said.filter((each) => /^You \w+s\b|(?<!^)\bYou\b/.test(each))).toEqual([]);
  });
});

describe('every entry', () => {
  it('is one sentence, with words for everything in it', () => {
    const kinds = new Set<EntryKind>();
    for (const scene of scenes) {
      for (const entry of scene.trace.entries) {
        kinds.add(entry.kind);
        const said = sentenceOf(scene, entry);
        expect(said).toMatch(/^[A-Z“].*[.!?]$/);
        expect(said).not.toMatch(/undefined|null|NaN|\[object|\.\./);
      }
    }
    const every: Record<EntryKind, true> = {
      act: true,
      send: true,
      deliver: true,
      lose: true,
      late: true,
      fail: true,
      abandon: true,
      spawn: true,
      step: true,
      end: true,
      timer: true,
      fire: true,
      cancel: true,
      fact: true,
      fault: true,
      down: true,
      up: true,
      pause: true,
      resume: true,
      violation: true,
      seen: true,
      over: true,
    };
    expect([...kinds].sort()).toEqual(Object.keys(every).sort());
  });

  it('is told in the words of the flow', () => {
    const scene = notesScene([crashAt(320_000)]);
    expect(all(scene, 'send')[0]).toBe('Ada asks Server to save note 1.');
    expect(all(scene, 'fact')[0]).toBe('Server holds 1 notes.');
    expect(all(scene, 'deliver')[0]).toBe('Server gets “save note 1” from Ada.');
    expect(all(scene, 'act')[0]).toBe('Ada begins save-1: save note 1.');
    expect(all(scene, 'step')[2]).toBe('Server is now dirty: notes 1 (dirty).');
    expect(all(scene, 'spawn').slice(2, 4)).toEqual([
      'Disk starts.',
      'Server begins to work on save-1: checking.',
    ]);
    expect(all(scene, 'violation')).toEqual([
      'Broken: What was acknowledged is on disk. 3 were acknowledged, 0 are on disk.',
    ]);
  });

  it('names nodes by their titles, and says of an act what its name does not', () => {
    const scene = sceneOf(jobs, { ...openingRun(jobs), untilUs: 1_000_000 });
    expect(all(scene, 'act')[0]).toBe('Customer A begins order-1: order priority 1.');
    expect(all(scene, 'deliver')[0]).toBe('Broker gets “receive” from Worker 1.');
    expect(all(scene, 'fact')).toContain('Broker hands order-1 to Worker 1: attempt 1, receipt 1.');
    const news = sceneOf(realtime, { ...openingRun(realtime), untilUs: 2_000_000 });
    expect(all(news, 'act')[0]).toBe('Client A begins connect-a.');
  });

  it('names faults and their ends by what they do', () => {
    expect(all(notesScene([crashAt(320_000)]), 'fault')).toEqual([
      'Server crashes: what it held in memory is gone.',
      'Server starts again after its crash.',
    ]);
  });

  it('says why a message was lost', () => {
    const lost = (fault: Fault): string | undefined => all(notesScene([fault]), 'lose')[0];
    expect(lost({ kind: 'drop', message: 'save-1/SAVE' })).toBe(
      '“save note 1” from Ada is lost: the run drops it.',
    );
    expect(lost({ kind: 'cut', link: 'ada->server', atUs: 5_000, forUs: 1 })).toContain(
      'the link is cut',
    );
    expect(lost(crashAt(5_000))).toContain('Server went down before it arrived');
    expect(lost({ kind: 'stop', node: 'server', atUs: 50_000 })).toContain('Server is down');
  });
});

describe('what happens now', () => {
  it('is the most telling entry of the latest instant', () => {
    const scene = notesScene([crashAt(320_000)]);
    const said = (atUs: number): string => nowSentence(scene, scene.trace.indexAt(atUs));
    expect(said(50_000)).toBe('Seen: A note is saved at all. It is.');
    expect(said(60_000)).toBe(said(50_000));
    expect(said(320_000)).toBe('Server crashes: what it held in memory is gone.');
    expect(said(370_000)).toMatch(/^Broken: /);
    expect(nowSentence(scene, 1)).toBe('Nothing has happened yet.');
  });

  it('is never ahead of the entry that it is asked for', () => {
    const scene = notesScene([crashAt(320_000)]);
    scene.trace.entries.forEach((_: Entry, index) => {
      expect(tellingEntry(scene.trace, index)?.id ?? -1).toBeLessThanOrEqual(index);
    });
  });
});

describe('faults in words', () => {
  const scene = notesScene();
  const faults: Fault[] = [
    { kind: 'drop', message: 'save-1/SAVE' },
    { kind: 'delay', message: 'save-1/SAVE', byUs: 500_000 },
    { kind: 'duplicate', message: 'save-1/SAVE', afterUs: 1_000 },
    { kind: 'fail', message: 'save-1/SAVE' },
    { kind: 'cut', link: 'ada--server', atUs: 1, forUs: 1_000_000 },
    { kind: 'slow', link: 'ada->server', atUs: 1, forUs: 1_000_000, factor: 10 },
    { kind: 'lossy', link: 'ada--server', atUs: 1, forUs: 1_000_000, rate: 0.3 },
    crashAt(1),
    { kind: 'stop', node: 'server', atUs: 1 },
    { kind: 'pause', node: 'server', atUs: 1, forUs: 1_000 },
    { kind: 'slow', node: 'server', atUs: 1, forUs: 1_000, factor: 10 },
    { kind: 'skew', node: 'server', atUs: 1, byUs: -1_000_000 },
    { kind: 'failNext', node: 'server', atUs: 1 },
    { kind: 'own', event: 'wipe', node: 'server', atUs: 1 },
  ];

  it('have a title of their own each', () => {
    const titles = faults.map((fault) => faultTitle(scene, fault));
    expect(new Set(titles).size).toBe(faults.length);
    expect(titles).toContain('Crash Server');
    expect(titles).toContain('Cut Ada – Server');
    expect(titles).toContain('Slow Ada → Server');
    expect(titles).toContain('Wipe its notes: Server');
  });

  it('have a sentence of their own each', () => {
    const said = faults.map((fault) => faultSentence(scene, fault));
    expect(new Set(said).size).toBe(faults.length);
    expect(said).toContain('The link Ada – Server loses 30 % of its messages for 1 s.');
    expect(said).toContain('The clock of Server is now 1 s behind.');
  });

  it('have a span where they last, and none where they are bound to a message', () => {
    expect(faults.map(faultSpan)).toMatchObject([
      {},
      {},
      {},
      {},
      { fromUs: 1, toUs: 1_000_001 },
      { toUs: 1_000_001 },
      { toUs: 1_000_001 },
      { fromUs: 1, toUs: 50_001 },
      { fromUs: 1 },
      { toUs: 1_001 },
      { toUs: 1_001 },
      { fromUs: 1 },
      { fromUs: 1 },
      { fromUs: 1 },
    ]);
    expect(faultSpan(faults[0] ?? crashAt(0))).toEqual({});
  });
});
