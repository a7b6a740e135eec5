/** What the machines do in virtual time: the seed's steps, the four homes, and what a reload leaves. */
import { describe, expect, it } from 'vitest';
import type { Loose } from '../../kernel/json.ts';
import { ask } from '../../kernel/stranger.ts';
import type { Message } from '../../kernel/system.ts';
import { actMenu } from '../../views/menus.ts';
import { momentAt, sceneOf } from '../../views/scene.ts';
import { brokenIn, factsOf, metricOf, runOf, sentFor, traced, walk } from './fixture.ts';
import { state } from './index.ts';
import type { AppContext } from './machines/app-context.ts';

type Part = Parameters<typeof traced>[0];

/** Of a node, at an instant. */
function contextAt(part: Part, node: string, atUs: number): Loose {
  const trace = traced(part);
  const index = trace.entries.findLastIndex((entry) => entry.atUs <= atUs);
  return trace.worldAt(index).actors.get(node)?.standing.context;
}

describe('an optimistic update', () => {
  const refused = { faults: [{ kind: 'fail', message: 'edit-1/patchTodo' }] } as const;

  it('updates at once, sends, and continues', () => {
    const trace = traced({});
    expect(walk(trace, 'app/edit-1')).toEqual(['updatingUi', 'sending', 'continuing']);
    const shown = factsOf(trace, 'shown').find(({ op }) => op === 'edit-1');
    const sent = trace.entries.find(({ kind, ...entry }) => {
      return kind === 'send' && (entry as Loose).event.type === 'patchTodo';
    });
    expect(shown?.['value']).toBe('Oat milk');
    expect(sent?.atUs).toBeGreaterThan(500_000);
  });

  it('reverts and shows an error when it is refused', () => {
    const trace = traced(refused);
    expect(walk(trace, 'app/edit-1')).toEqual([
      'updatingUi',
      'sending',
      'reverting',
      'showingError',
    ]);
    expect(
      factsOf(trace, 'shown')
        .filter(({ op }) => op === 'edit-1')
        .map(({ value }) => value),
    ).toEqual(['Oat milk', 'Milk']);
    expect(factsOf(trace, 'told').map(({ op }) => op)).toEqual(['edit-1']);
  });

  it('says nothing where errors are swallowed', () => {
    const trace = traced({ ...refused, fixes: { errors: 'swallowed' } });
    expect(factsOf(trace, 'told')).toEqual([]);
    expect(brokenIn(trace)).toContain('failure-visible');
  });

  it('shows a change at once, or after the answer', () => {
    expect(metricOf({}, 'feedback-mean')).toBe(0);
    expect(metricOf({ fixes: { optimism: 'off' } }, 'feedback-mean')).toBeGreaterThan(300);
  });

  it('measures no picture of a change that was refused', () => {
    const again = (n: number, atUs: number) => ({
      op: `edit-h${n}`,
      node: 'app',
      atUs,
      event: { type: 'edit', field: 'title', value: 'Tea' },
    });
    const run = {
      workload: 'one-edit',
      fixes: { optimism: 'off' },
      faults: [{ kind: 'fail' as const, message: 'edit-h1/patchTodo' }],
      inputs: [again(1, 1_000_000), again(2, 5_000_000)],
    };
    expect(metricOf(run, 'feedback-mean')).toBe(100);
  });

  it('waits for the change before it, where they are sent one at a time', () => {
    const trace = traced({ workload: 'quick-edits', fixes: { send: 'serial' } });
    expect(walk(trace, 'app/edit-2')).toEqual([
      'updatingUi',
      'waitingForTurn',
      'sending',
      'continuing',
    ]);
  });
});

describe('an ordinary day', () => {
  it('breaks nothing', () => {
    expect(brokenIn(traced({}))).toEqual([]);
  });

  it('costs a 304 without a body where nothing is new', () => {
    const polls = sentFor(traced({}), 'poll');
    expect(polls.find(({ type }) => type === 'notModified')).toEqual({
      type: 'notModified',
      etag: 'v2',
      from: expect.any(String),
      op: 'poll',
    });
  });
});

describe('the four kinds of state', () => {
  const run: Part = { variant: 'kinds', workload: 'four-kinds', fixes: { prefsPolicy: 'perKey' } };
  const at = (node: string, second: number): Loose => contextAt(run, node, second * 1_000_000);

  it('live in homes of their own', () => {
    expect(at('component', 7).draft).toBe('half a thought');
    expect(at('local', 7).kept).toMatchObject({ theme: 'dark', lang: 'de', dirty: ['lang'] });
    expect(at('outbox', 7).ops).toHaveLength(1);
    expect(at('db', 7).docs[0].title).toBe('Oat milk');
  });

  it('ephemeral: a reload loses it, by design', () => {
    expect(at('component', 9).draft).toBe('');
  });

  it('application data: without a network a reloaded page has none, and the server has all', () => {
    expect(at('app', 9).shown).toEqual([]);
    expect(at('app', 15).shown[0]).toMatchObject({ title: 'Oat milk', note: 'two' });
  });

  it('offline edits: they outlive the reload, and are sent when there is a network', () => {
    expect(at('outbox', 9).ops).toHaveLength(1);
    expect(at('db', 9).docs[0].note).toBe('');
    expect(at('outbox', 15).ops).toEqual([]);
    expect(at('db', 15).docs[0].note).toBe('two');
  });

  it('preferences: kept on the device, told to the server on load', () => {
    expect(at('app', 9).prefs).toMatchObject({ theme: 'dark', lang: 'de' });
    expect(at('db', 9).prefs).toMatchObject({ theme: 'dark', lang: 'en' });
    expect(at('db', 15).prefs).toMatchObject({ theme: 'dark', lang: 'de' });
    expect(walk(traced(run), 'app/preferences')).toContain('puttingServer');
  });

  it('preferences: what was chosen without a network is gone where the server wins', () => {
    const lost = { ...run, fixes: { prefsPolicy: 'serverWins' } };
    expect(contextAt(lost, 'db', 15_000_000).prefs).toMatchObject({ lang: 'en' });
    expect(brokenIn(traced(lost))).toContain('prefs-not-lost');
  });
});

describe('a conflict', () => {
  const fixes = {
    conflict: 'merge',
    idem: 'on',
    send: 'serial',
    durableAck: 'on',
    revert: 'layered',
  };
  const run: Part = { variant: 'offline', workload: 'plane-mode', fixes };

  it('is shown, and waits for a person', () => {
    const page = contextAt(run, 'app', 8_000_000) as AppContext;
    const [layer] = page.layers;
    expect(layer).toMatchObject({ is: 'conflict', theirs: { title: 'Soya milk' } });
    expect(walk(traced(run), 'app/edit-1')).toEqual([
      'updatingUi',
      'storing',
      'waitingForTurn',
      'sending',
      'inConflict',
      'waitingForTurn',
      'sending',
      'continuing',
    ]);
  });

  it('ends as the person decides, by the workload or by hand', () => {
    const title = (part: Part): string => contextAt(part, 'db', 15_000_000).docs[0].title;
    expect(title(run)).toBe('Soya milk + Oat milk');
    const byHand = (type: string): Part => ({
      ...run,
      inputs: [{ op: 'keep-h1', node: 'app', atUs: 6_500_000, event: { type } }],
    });
    expect(title(byHand('keepMine'))).toBe('Oat milk');
    expect(title(byHand('keepTheirs'))).toBe('Soya milk');
  });

  it('is no late change, once it is decided: other changes of the device came before', () => {
    const guarded = { ...run, fixes: { ...fixes, seqGuard: 'on' } };
    expect(contextAt(guarded, 'db', 15_000_000).docs[0].title).toBe('Soya milk + Oat milk');
    expect(factsOf(traced(guarded), 'ignored')).toEqual([]);
  });

  it('is in the menu of the page, beside going offline and reloading', () => {
    const scene = sceneOf(state, runOf(run));
    const moment = momentAt(scene.trace, 8_000_000);
    const offered = actMenu(scene, moment, 'app').map(({ id }) => id);
    expect(offered).toEqual(
      expect.arrayContaining(['keepMine', 'keepTheirs', 'keepBoth', 'goOffline', 'reload']),
    );
    expect(actMenu(scene, moment, 'api')).toEqual([]);
    const lww = sceneOf(state, runOf({ ...run, fixes: { conflict: 'lww' } }));
    expect(actMenu(lww, moment, 'app').map(({ id }) => id)).not.toContain('keepMine');
  });
});

describe('a request by hand', () => {
  const answer = (message: Message): unknown => {
    const inputs = [ask('you-1', 1_000_000, 'api', message)];
    const { entries } = traced({ inputs });
    return entries.flatMap((entry) =>
      entry.kind === 'send' && entry.to === 'stranger' ? [entry.event.type] : [],
    )[0];
  };

  it.each<[string, Message, string]>([
    ['a change without any header', { type: 'patchTodo', id: '1', title: 'Tea' }, 'saved'],
    ['an old version', { type: 'patchTodo', id: '1', title: 'Tea', match: 'v0' }, 'mismatch'],
    ['what is no text', { type: 'patchTodo', id: '1', title: 5 }, 'badRequest'],
    ['a comment without a text', { type: 'postComment', id: '1' }, 'badRequest'],
    ['a todo that is not there', { type: 'getTodo', id: '9' }, 'notFound'],
    ['half of the preferences', { type: 'putPrefs', theme: 'dark' }, 'badRequest'],
  ])('%s is answered', (_, message, type) => {
    expect(answer(message)).toBe(type);
  });
});

describe('when to be optimistic', () => {
  const stops = (params: Record<string, number>): number =>
    metricOf(
      { workload: 'when-optimistic', params: { durationMs: 600_000, ...params } },
      'optimism-stops',
    ) ?? 100;

  it('stops to pay earlier the dearer a revert is, and the faster an answer', () => {
    const usual = stops({});
    expect(stops({ undoMs: 4_000 })).toBeLessThan(usual * 0.6);
    expect(stops({ rttMs: 60 })).toBeLessThan(usual * 0.6);
    expect(stops({ undoMs: 250 })).toBeGreaterThan(usual * 1.5);
  });

  it('costs the patience of the page where an answer is lost, and the work goes on', () => {
    const lost = {
      workload: 'two-minds',
      params: { failurePercent: 0, durationMs: 200_000, clientTimeoutMs: 5_000, jitterMs: 0 },
      faults: [
        { kind: 'drop', message: 'pessimist-1/saved' },
        { kind: 'drop', message: 'optimist-1/saved' },
      ],
    } as const;
    // One of a hundred: 4,690 ms longer than the usual 310 ms.
    expect(metricOf(lost, 'lost-pessimist')).toBeCloseTo(310 + 46.9, 0);
    // Five seconds of work for nothing, and two to get back: of the 132 changes in the same time.
    expect(metricOf(lost, 'lost-optimist')).toBeCloseTo(7_000 / 132, 0);
  });

  it('counts no time twice: what is refused while one gets back undoes nothing more', () => {
    const params = {
      rttMs: 3_000,
      jitterMs: 0,
      thinkMs: 1_000,
      undoMs: 2_000,
      failurePercent: 100,
    };
    const perChange = metricOf({ workload: 'two-minds', params }, 'lost-optimist') ?? 0;
    // Nearly all of the time is lost, and no more than there is.
    const changes = factsOf(
      traced({ workload: 'two-minds', params: { ...params, durationMs: 300_000 } }),
      'changeAnswered',
    );
    const share =
      (changes.filter(({ optimist }) => optimist === true).length * perChange) / 300_000;
    expect(share).toBeGreaterThan(0.8);
    expect(share).toBeLessThan(1);
  });

  it('pays while few changes are refused, and not when most are', () => {
    const lost = (who: string, failurePercent: number): number =>
      metricOf({ workload: 'two-minds', params: { failurePercent } }, `lost-${who}`) ?? 0;
    expect(lost('optimist', 5)).toBeLessThan(lost('pessimist', 5));
    expect(lost('optimist', 60)).toBeGreaterThan(lost('pessimist', 60));
  });
});
