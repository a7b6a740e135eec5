import { describe, expect, it } from 'vitest';
import type { Flow } from '../flow/flow.ts';
import type { Fault } from '../kernel/schedule.ts';
import { actMenu, faultMenu } from '../views/menus.ts';
import type { Playback } from './state.ts';
import { createPlayback, type PlaybackStore } from './store.ts';
import { crashAt, notes, notesRun } from './testing/notes.ts';

const opened = (part: Parameters<typeof notesRun>[0] = {}): PlaybackStore =>
  createPlayback({ catalogue: [notes], run: notesRun(part) });
const crash = crashAt(320_000);
const verdictOf = ({ branches, current }: Playback, id: string) =>
  branches.find((each) => each.id === current)?.verdicts?.find((each) => each.id === id)?.verdict;

describe('a page that opens', () => {
  it('stands at the start: all nodes are there, and nobody has done anything', () => {
    const { playhead, scene, player, branches, canUndo } = opened().getState();
    expect(playhead).toEqual({ atUs: 0, index: 2 });
    expect(scene.trace.worldAt(playhead.index).actors.size).toBe(3);
    expect([player, branches.length, canUndo]).toEqual(['paused', 1, false]);
  });

  it('refuses a wrong run from outside in words, and keeps what it shows', () => {
    const store = opened();
    const { scene } = store.getState();
    const wrong = { ...notesRun(), faults: [{ ...crash, node: 'servre' }] };
    expect(store.getState().openUntrusted(wrong)).toBe(false);
    expect(store.getState().problem?.details.join(' ')).toMatch(
      /faults\[0\]\.node.*"servre".*server/,
    );
    expect(store.getState().scene).toBe(scene);
    expect(store.getState().openUntrusted({ ...notesRun(), faults: [crash] })).toBe(true);
    expect(store.getState().problem).toBeNull();
    expect(store.getState().run.faults).toEqual([crash]);
  });

  it('opens a run at a place, beside what was there', () => {
    const store = opened();
    store.getState().open(notesRun({ faults: [crash] }), {
      place: { atUs: 320_000, entry: 66 },
      title: 'A crash',
    });
    const { playhead, branches, scene } = store.getState();
    expect(playhead).toEqual({ atUs: 320_000, index: 66 });
    expect(scene.trace.entries[67]?.atUs).toBe(320_000);
    expect(branches.map(({ changed, parent }) => [changed, parent])).toEqual([
      ['As opened', null],
      ['A crash', null],
    ]);
  });
});

describe('a lesson that leads', () => {
  it('opens a run alone: nothing of what was there can be undone or compared with', () => {
    const store = opened();
    store.getState().setSeed(9);
    store.getState().open(notesRun({ faults: [crash] }), { alone: true, title: 'Step 2' });
    const { branches, canUndo, run } = store.getState();
    expect(branches.map(({ changed }) => changed)).toEqual(['Step 2']);
    expect([canUndo, run.faults]).toEqual([false, [crash]]);
  });

  it('refuses in words what it does not open, and takes what it does', () => {
    const store = opened();
    store.getState().setGuide({
      open: { variants: [], fixes: ['log'], params: [], faults: [] },
      why: 'The challenge is about the log.',
      refuse: ({ seed }) => (seed === 9 ? ['The seed stays.'] : []),
      focus: [],
      veil: null,
      onPoint: null,
    });
    store.getState().setSeed(9);
    expect(store.getState().run.seed).not.toBe(9);
    expect(store.getState().problem?.details).toEqual(['The seed stays.']);
    store.getState().setFix('log', 'on');
    expect(store.getState().run.fixes).toEqual({ log: 'on' });
  });
});

describe('an edit', () => {
  const edits: [string, (playback: Playback) => void, (playback: Playback) => unknown, string][] = [
    ['of the variant', (p) => p.setVariant('plain'), (p) => p.run.variant, 'Plain'],
    ['of a fix', (p) => p.setFix('log', 'on'), (p) => p.run.fixes['log'], 'Log: on'],
    [
      'of a parameter',
      (p) => p.setParam('flushEveryMs', 900),
      (p) => p.run.params['flushEveryMs'],
      'Flush every: 900 ms',
    ],
    ['of the workload', (p) => p.setWorkload('nobody'), (p) => p.run.workload, 'Nobody'],
    ['of the seed', (p) => p.setSeed(9), (p) => p.run.seed, 'Seed 9'],
    [
      'of the faults',
      (p) => p.addFault(crash),
      (p) => p.run.faults[0]?.kind,
      'Crash Server at 320 ms',
    ],
    [
      'by a user',
      (p) =>
        p.addInput({
          op: 'save-h1',
          node: 'ada',
          atUs: 600_000,
          event: { type: 'save', note: 'x' },
        }),
      (p) => p.run.inputs[0]?.op,
      'Ada: save at 600 ms',
    ],
  ];

  it.each(edits)(
    '%s makes a branch, says what changed, and shows it at once',
    (_, edit, read, words) => {
      const store = opened();
      const former = store.getState();
      edit(former);
      const now = store.getState();
      expect(read(now)).not.toEqual(read(former));
      expect(now.scene.run).toEqual(now.run);
      expect(now.scene.trace).not.toBe(former.scene.trace);
      expect(now.branches).toHaveLength(2);
      expect(now.branches[1]).toMatchObject({
        id: now.current,
        parent: former.current,
        changed: words,
      });
      now.switchBranch(former.current);
      expect(store.getState().scene).toBe(former.scene);
    },
  );

  it('keeps the playhead, and what is selected in the diagram', () => {
    const store = opened();
    store.getState().seek(123_456);
    store.getState().select({ kind: 'node', node: 'server' });
    store.getState().setFix('log', 'on');
    expect(store.getState().playhead.atUs).toBe(123_456);
    expect(store.getState().selection).toEqual({ kind: 'node', node: 'server' });
  });

  it('keeps the very entry among those of one instant', () => {
    const store = opened();
    store.getState().seekEntry(10);
    store.getState().setParam('flushEveryMs', 700);
    expect(store.getState().playhead).toEqual({ atUs: 30_000, index: 10 });
  });

  it('clamps the playhead to a shorter run, and gives it back with a longer one', () => {
    const store = opened();
    store.getState().seek(700_000);
    store.getState().setWorkload('nobody');
    expect(store.getState().playhead.atUs).toBe(0);
    store.getState().setWorkload('calm');
    expect(store.getState().playhead.atUs).toBe(700_000);
  });

  it('leaves out what the new variant does not have, and says so', () => {
    const store = opened();
    store.getState().setFix('log', 'on');
    store.getState().setVariant('plain');
    const { run, branches } = store.getState();
    expect(run.fixes).toEqual({});
    expect(branches.at(-1)?.changed).toBe('Plain (left out: log)');
  });

  it('that leads to a run seen before leads to its branch', () => {
    const store = opened();
    store.getState().setFix('log', 'on');
    store.getState().setFix('log', 'off');
    store.getState().setFix('log', 'on');
    expect(store.getState().branches).toHaveLength(2);
    expect(store.getState().run.fixes).toEqual({ log: 'on' });
  });

  it('that changes nothing makes no branch', () => {
    const store = opened();
    store.getState().setSeed(1);
    store.getState().setFix('log', 'off');
    store.getState().removeFault(3);
    store.getState().moveFault(3, 5);
    expect(store.getState().branches).toHaveLength(1);
  });

  it('tells from when on it differs from its parent, and how its guarantees end', () => {
    const store = opened();
    store.getState().addFault(crash);
    expect(store.getState().branches[1]?.divergedAtUs).toBe(320_000);
    expect(verdictOf(store.getState(), 'kept')).toBe('broken');
    store.getState().setFix('log', 'on');
    expect(verdictOf(store.getState(), 'forward')).toBe('holds');
  });

  it('that the flow cannot take leaves the former run on the screen, with a message', () => {
    const fragile: Flow = {
      ...notes,
      plan: (choice) => {
        if (choice.params['flushEveryMs'] === 666) throw new Error('Six hundred and sixty-six.');
        return notes.plan(choice);
      },
    };
    const store = createPlayback({ catalogue: [fragile], run: notesRun() });
    const { scene, branches } = store.getState();
    store.getState().setParam('flushEveryMs', 666);
    expect(store.getState().problem?.details[0]).toBe('Six hundred and sixty-six.');
    expect(store.getState()).toMatchObject({ scene, branches, run: scene.run, working: false });
  });
});

describe('a fault from a menu', () => {
  const inject = (store: PlaybackStore, id: string): void => {
    const { scene, playhead } = store.getState();
    const offer = faultMenu(scene, playhead, { kind: 'node', node: 'server' }).find(
      (each) => each.id === id,
    );
    if (offer === undefined) throw new Error(`There is no offer ${id}.`);
    store.getState().inject(offer);
  };

  it('happens at the playhead, is seen at once, and changes nothing of what was seen', () => {
    for (const entry of [5, 10, 13, 20, 40, 61]) {
      const store = opened();
      store.getState().seekEntry(entry);
      const { scene, playhead } = store.getState();
      inject(store, 'crash');
      const after = store.getState();
      const { entries } = after.scene.trace;
      expect(entries.slice(0, entry + 1)).toEqual(scene.trace.entries.slice(0, entry + 1));
      expect(after.playhead.atUs).toBe(playhead.atUs + 1);
      expect(after.scene.trace.worldAt(after.playhead.index).nodes.get('server')).toBe('down');
    }
  });

  it('stays in sight when a fix is turned on', () => {
    const store = opened();
    store.getState().seekEntry(61);
    inject(store, 'crash');
    const { playhead } = store.getState();
    store.getState().setFix('log', 'on');
    expect(store.getState().playhead).toEqual(playhead);
  });

  it('happens beside what a user does by hand, each under its own name', () => {
    const store = opened();
    store.getState().seek(600_000);
    for (let n = 0; n < 2; n++) {
      const { scene, playhead } = store.getState();
      const [offer] = actMenu(scene, playhead, 'ada');
      if (offer !== undefined) store.getState().perform(offer);
    }
    expect(store.getState().run.inputs.map(({ op, atUs }) => [op, atUs])).toEqual([
      ['save-h1', 600_000],
      ['save-h2', 600_001],
    ]);
  });
});

describe('faults in the list', () => {
  it('can be moved, changed and removed', () => {
    const store = opened({ faults: [crash] });
    store.getState().moveFault(0, 400_000.4);
    expect(store.getState().run.faults[0]).toEqual({ ...crash, atUs: 400_000 });
    const longer: Fault = { kind: 'crash', node: 'server', atUs: 320_000, downForUs: 90_000 };
    store.getState().changeFault(0, longer);
    expect(store.getState().run.faults[0]).toEqual(longer);
    store.getState().removeFault(0);
    expect(store.getState().run.faults).toEqual([]);
    expect(store.getState().branches.at(-1)?.changed).toBe('Without: Crash Server');
  });

  it('on a message stay where their message is', () => {
    const drop = { kind: 'drop', message: 'save-1/SAVE' } as const;
    const store = opened({ faults: [drop] });
    store.getState().moveFault(0, 400_000);
    expect(store.getState().run.faults).toEqual([drop]);
    expect(store.getState().branches).toHaveLength(1);
  });

  it('that no run may carry are refused with a message', () => {
    const store = opened();
    store.getState().addFault({ ...crash, node: 'nobody' } as Fault);
    expect(store.getState().problem?.details[0]).toContain('faults[0].node: found "nobody"');
    expect(store.getState()).toMatchObject({ run: { faults: [] }, branches: { length: 1 } });
  });

  it('take an order with them that waits for them', () => {
    const store = opened({
      faults: [crash],
      holds: [{ hold: 'save-1/SAVED', until: 'crash server' }],
    });
    store.getState().removeFault(0);
    expect(store.getState().run).toMatchObject({ faults: [], holds: [] });
  });
});
