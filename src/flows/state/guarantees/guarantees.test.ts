/** Each guarantee, fed by hand: what breaks it, and what does not. */
import { describe, expect, it } from 'vitest';
import { saw } from '../../../flow/guarantee-fixture.ts';
import type { Loose } from '../../../kernel/json.ts';
import type { Seen } from '../../../kernel/monitor.ts';
import { against } from '../fixture.ts';

const A = 'device-a';
const edits = (op: string, value: string, more: Loose = {}): Seen =>
  saw('app', op, 'edited', {
    kind: 'edit',
    id: '1',
    field: 'title',
    value,
    base: 1,
    device: A,
    ...more,
  });
const shows = (value: string, node = 'app'): Seen =>
  saw(node, 'any', 'shown', { id: '1', field: 'title', value });
const done = (op: string, version: number, value = '', by = A, more: Loose = {}): Seen =>
  saw('db', op, 'applied', {
    id: '1',
    kind: 'edit',
    by,
    fields: ['title'],
    title: value,
    note: '',
    version,
    ...more,
  });
const heard = (op: string, node = 'app'): Seen => saw(node, op, 'acknowledged', {});
const no = (op: string): Seen => saw('app', op, 'failed', { why: 'rejected' });

const nodes =
  (contexts: Loose) =>
  (id: string): Loose =>
    contexts[id];
const doc = (title: string): Loose => ({ id: '1', title, note: '', comments: [], version: 2 });
const page = (title: string, more: Loose = {}): Loose => ({
  online: true,
  shown: [doc(title)],
  layers: [],
  refreshers: [],
  ...more,
});

describe('S1, the screen does not jump back', () => {
  it.each<[string, Seen[], number]>([
    ['an open change, and what was before', [edits('e1', 'B'), shows('B'), shows('A')], 1],
    ['an open change that was never shown', [edits('e1', 'B'), shows('A')], 0],
    ['an acknowledged one', [edits('e1', 'B'), done('e1', 2, 'B'), heard('e1'), shows('A')], 1],
    ['the first of two', [edits('e1', 'B'), edits('e2', 'C'), shows('C'), shows('B')], 1],
    ['the newest', [edits('e1', 'B'), edits('e2', 'C'), shows('C')], 0],
    ['what was before a refused one', [edits('e1', 'B'), no('e1'), shows('A')], 0],
    ['a refused one that is newer', [edits('e1', 'B'), edits('e2', 'C'), no('e2'), shows('C')], 0],
    [
      'what another device wrote later',
      [edits('e1', 'B'), done('e1', 2, 'B'), heard('e1'), done('x', 3, 'Z', 'b'), shows('Z')],
      0,
    ],
    [
      'what another device wrote before',
      [edits('e1', 'B'), done('x', 2, 'Z', 'b'), done('e1', 3, 'B'), heard('e1'), shows('Z')],
      1,
    ],
    ['another page', [edits('e1', 'B'), shows('A', 'device-b')], 0],
    ['after a reload', [edits('e1', 'B'), saw('app', 'r', 'reloading'), shows('A')], 0],
    [
      'after a reload that found it in the outbox',
      [
        edits('e1', 'B'),
        shows('B'),
        saw('app', 'r', 'reloading'),
        saw('app', 'r', 'opened', { ops: ['e1'] }),
        shows('A'),
      ],
      1,
    ],
  ])('%s', (_, seen, count) => {
    expect(against('S1', seen)).toHaveLength(count);
  });
});

describe('S2, screen and server agree', () => {
  const db = { docs: [doc('B')] };
  const judged = (context: Loose): string[] =>
    against('S2', [edits('e1', 'B')], nodes({ app: context, db }));

  it('is broken by another text, and by a todo that is not there', () => {
    expect(judged(page('A'))).toHaveLength(1);
    expect(judged(page('B', { shown: [doc('B'), { ...doc('X'), id: '2' }] }))).toHaveLength(1);
    expect(judged(page('B', { shown: [] }))).toHaveLength(1);
  });

  it('is kept by the same one, by what is marked as open, and without a network', () => {
    expect(judged(page('B'))).toEqual([]);
    expect(judged(page('A', { layers: [{ op: { id: '1' } }] }))).toEqual([]);
    expect(judged(page('A', { online: false }))).toEqual([]);
    expect(judged(page('A', { shown: [], refreshers: ['app/refresh'] }))).toEqual([]);
  });
});

describe('S3, the last word counts', () => {
  const judged = (seen: Seen[], title: string): string[] =>
    against('S3', seen, nodes({ db: { docs: [doc(title)] } }));
  const two = [edits('e1', 'B'), edits('e2', 'C'), heard('e2')];

  it('is broken when the server has an earlier one', () => {
    expect(judged([...two, done('e2', 2, 'C'), done('e1', 3, 'B')], 'B')).toHaveLength(1);
    expect(judged([...two, done('e1', 2, 'B'), done('e2', 3, 'C')], 'C')).toEqual([]);
  });

  it('is kept when another device wrote later, and not when it wrote before', () => {
    expect(judged([...two, done('e2', 2, 'C'), done('x', 3, 'Z', 'b')], 'Z')).toEqual([]);
    const ignored = saw('db', 'e2', 'ignored', { id: '1', by: A });
    expect(judged([...two, done('x', 2, 'Z', 'b'), ignored], 'Z')).toHaveLength(1);
  });

  it('is broken by “not found” of what came too early', () => {
    const seen = [edits('e1', 'B'), saw('app', 'e1', 'refusedByServer', { why: 'not found' })];
    expect(judged(seen, 'A')).toHaveLength(1);
  });
});

describe('S4, nobody’s edit vanishes silently', () => {
  const theirs = edits('x', 'Z', { device: 'b' });
  const before = [theirs, done('x', 2, 'Z', 'b'), heard('x', 'device-b')];

  it.each<[string, Seen[], number]>([
    ['replaced from the version before', [...before, edits('e', 'B'), done('e', 3, 'B')], 1],
    ['by one who has seen it', [...before, edits('e', 'B', { base: 2 }), done('e', 3, 'B')], 0],
    [
      'by one who was asked',
      [
        ...before,
        edits('e', 'B'),
        saw('app', 'e', 'resolved', { how: 'mine', base: 2, value: 'B' }),
        done('e', 3, 'B'),
      ],
      0,
    ],
    ['another field', [...before, edits('e', 'B'), done('e', 3, '', A, { fields: ['note'] })], 0],
    [
      'it was not acknowledged',
      [theirs, done('x', 2, 'Z', 'b'), edits('e', 'B'), done('e', 3, 'B')],
      0,
    ],
    [
      'ignored for another’s clock',
      [
        done('e', 2, 'B'),
        theirs,
        saw('db', 'x', 'ignored', { id: '1', by: 'b', late: 'clock' }),
        heard('x'),
      ],
      1,
    ],
    [
      'ignored for a later one of its own device',
      [
        done('e', 2, 'B'),
        theirs,
        saw('db', 'x', 'ignored', { id: '1', by: 'b', late: 'number' }),
        heard('x'),
      ],
      0,
    ],
  ])('%s', (_, seen, count) => {
    expect(against('S4', seen)).toHaveLength(count);
  });
});

describe('S5, nothing is done twice', () => {
  it('is broken by a second effect of one change', () => {
    expect(against('S5', [done('e1', 2), done('e1', 3)])).toHaveLength(1);
    expect(against('S5', [done('e1', 2), done('e2', 3)])).toEqual([]);
  });
});

describe('S6, no conflict with oneself', () => {
  const conflict = saw('app', 'e', 'conflictShown', { id: '1', base: 1, device: A });

  it('is broken when only one’s own device has written since', () => {
    expect(against('S6', [done('e', 2), conflict])).toHaveLength(1);
    expect(against('S6', [done('x', 2, 'Z', 'b'), conflict])).toEqual([]);
    expect(against('S6', [done('x', 1, 'Z', 'b'), conflict])).toHaveLength(1);
  });
});

describe('S7, saved is saved', () => {
  const saved = saw('app', 'e', 'savedOffline');
  const opened = (...ops: string[]): Seen => saw('app', 'r', 'opened', { ops });

  it('is broken when it is not found again, or evicted', () => {
    expect(against('S7', [saved, opened()])).toHaveLength(1);
    expect(against('S7', [saved, saw('outbox', '', 'evicted', { ops: ['e'] })])).toHaveLength(1);
  });

  it('is kept when it is found, or the server has it', () => {
    expect(against('S7', [saved, opened('e')])).toEqual([]);
    expect(against('S7', [saved, done('e', 2), opened()])).toEqual([]);
    expect(against('S7', [opened()])).toEqual([]);
    expect(against('S7', [saved, no('e'), opened()])).toEqual([]);
  });

  it('goes on being meant when a person keeps the own text, and not when the other', () => {
    const resolved = (how: string): Seen => saw('app', 'e', 'resolved', { how });
    expect(against('S7', [saved, resolved('mine'), opened()])).toHaveLength(1);
    expect(against('S7', [saved, resolved('theirs'), opened()])).toEqual([]);
  });
});

describe('S8, what fails is said', () => {
  it('is broken until a person is told', () => {
    expect(against('S8', [no('e')])).toHaveLength(1);
    expect(against('S8', [saw('app', 'e', 'refusedByServer', {})])).toHaveLength(1);
    expect(against('S8', [no('e'), saw('app', 'e', 'told')])).toEqual([]);
  });

  it('is broken by what is never answered, before a page that never gives up', () => {
    const look = nodes({ app: { online: true } });
    const patient = { clientTimeoutMs: Number.POSITIVE_INFINITY };
    expect(against('S8', [edits('e', 'B')], look, patient)).toHaveLength(1);
    expect(against('S8', [edits('e', 'B'), heard('e')], look, patient)).toEqual([]);
    expect(against('S8', [edits('e', 'B'), saw('app', 'r', 'reloading')], look, patient)).toEqual(
      [],
    );
    expect(against('S8', [edits('e', 'B')], look)).toEqual([]);
  });
});

describe('QUEUE, the outbox is emptied', () => {
  const look = nodes({ app: { online: true } });
  const stored = saw('outbox', 'e', 'stored');
  const opened = saw('app', 'load', 'opened', { ops: [] });

  it('is broken by what waits although there is a network', () => {
    expect(against('QUEUE', [opened, stored], look)).toHaveLength(1);
    expect(against('QUEUE', [opened, stored, done('e', 2)], look)).toEqual([]);
    const off = nodes({ app: { online: false } });
    expect(against('QUEUE', [opened, stored], off)).toEqual([]);
  });
});

describe('S9, no preference is lost', () => {
  const chosen = saw('app', 'p', 'prefSet', { key: 'theme', value: 'dark', device: A });
  const judged = (server: string, local: string, dirty: string[]): string[] =>
    against(
      'S9',
      [chosen],
      nodes({ db: { prefs: { theme: server } }, local: { kept: { theme: local, dirty } } }),
    );

  it('is broken when neither the server nor an unsynced device has it', () => {
    expect(judged('light', 'light', [])).toHaveLength(1);
    expect(judged('light', 'dark', [])).toHaveLength(1);
    expect(judged('light', 'dark', ['theme'])).toEqual([]);
    expect(judged('dark', 'light', [])).toEqual([]);
  });
});

describe('S10, news within a poll', () => {
  const params = { pollMs: 2_000, rttMs: 300 };
  const theirs = saw('device-b', 'x', 'edited', { kind: 'edit', id: '1' });
  const seen = (version: number): Seen => saw('app', 'poll', 'seen', { id: '1', version });
  const judged = (atUs: number, version = 2): string[] =>
    against(
      'S10',
      [
        [0, theirs],
        [150_000, done('x', 2, 'Z', 'b')],
        [atUs, seen(version)],
      ],
      nodes({ app: { online: true } }),
      params,
    );

  it('is promised from the next network on', () => {
    const back = [
      [0, theirs],
      [150_000, done('x', 2, 'Z', 'b')],
      [4_000_000, saw('app', 'go', 'connected')],
    ] as const;
    const page = nodes({ app: { online: true } });
    const at = (atUs: number): string[] =>
      against('S10', [...back, [atUs, seen(2)]] as never, page, params);
    expect(at(4_300_000)).toEqual([]);
    expect(at(6_300_001)).toHaveLength(1);
  });

  it('lasts until the next poll that is due, where a poll is shorter than a round trip', () => {
    const short = { pollMs: 200, rttMs: 300 };
    const at = (atUs: number): string[] =>
      against(
        'S10',
        [
          [0, theirs],
          [150_000, done('x', 2, 'Z', 'b')],
          [atUs, seen(2)],
        ],
        nodes({ app: { online: true } }),
        short,
      );
    expect(at(700_000)).toEqual([]);
    expect(at(700_001)).toHaveLength(1);
  });

  it('is broken when it is on the screen too late, or never', () => {
    expect(judged(2_300_000)).toEqual([]);
    expect(judged(2_300_001)).toHaveLength(1);
    expect(judged(2_400_000, 1)).toHaveLength(1);
  });
});
