import { expect, test } from 'vitest';
import { PACKED_MAX } from '../playback/link.ts';
import { codeFrom, newCode, newPid, parseTopic } from './ids.ts';
import { PAYLOAD_MAX_CHARS } from './limits.ts';
import { isNewer, nameFrom, parsed, type RoomState, stateSchema } from './protocol.ts';

const state: RoomState = {
  term: 2,
  rev: 5,
  host: '0123456789ab',
  driver: '0123456789ab',
  moment: { kind: 'run', link: '#v1:abc' },
  playhead: { atUs: 1, entry: 2 },
  playing: false,
  speed: 0.25,
  blank: false,
  reveal: false,
  locked: [],
  hidden: [],
};
const read = (change: object) => parsed(stateSchema, JSON.stringify({ ...state, ...change }));

test('the longest link and all controls locked and hidden fit into one message', () => {
  const packed = 'x'.repeat(Math.ceil((PACKED_MAX * 4) / 3));
  const controls = Array.from({ length: 32 }, (_, i) => `${i}`.padEnd(60, 'y'));
  const step = {
    kind: 'step',
    scenario: 'z'.repeat(60),
    step: 'z'.repeat(60),
    link: `#v1:${packed}`,
  };
  const full = { moment: step, locked: controls, hidden: controls };
  expect(read(full)).not.toBe(null);
  expect(JSON.stringify({ ...state, ...full }).length).toBeLessThan(PAYLOAD_MAX_CHARS);
});

test.each([
  ['markup', { moment: { kind: 'step', scenario: '<script>', step: 'a' } }],
  ['a link elsewhere', { moment: { kind: 'run', link: 'https://example.org' } }],
  ['a script for a link', { moment: { kind: 'run', link: 'javascript:alert(1)' } }],
  ['a run that is no link', { moment: { kind: 'run', run: { flow: 'jobs' } } }],
  ['an unknown field', { html: '' }],
  ['a time before the start', { playhead: { atUs: -1 } }],
  ['a speed of nothing', { speed: 0 }],
  ['a control with a space', { locked: ['a b'] }],
])('a state with %s is none', (_, change) => {
  expect(read({})).toEqual(state);
  expect(read(change)).toBe(null);
});

test('a state stands in place of an older one of the same device, and a take-over in place of any', () => {
  const other = { host: 'ba9876543210' };
  expect(isNewer(state, null)).toBe(true);
  expect(isNewer({ ...state, rev: 6 }, state)).toBe(true);
  expect(isNewer(state, state)).toBe(false);
  expect(isNewer({ ...state, ...other, rev: 99 }, state)).toBe(false);
  expect(isNewer({ ...state, ...other, term: 3, rev: 1 }, state)).toBe(true);
  expect(isNewer({ ...state, rev: 99 }, { ...state, ...other, term: 3, rev: 1 })).toBe(false);
});

test('a code is read as people type it, and a topic only as it is written', () => {
  const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  expect(codeFrom(' k7m-3pq ')).toBe('K7M3PQ');
  expect(codeFrom('K7M3P')).toBe(null);
  expect(codeFrom('K7M3P0')).toBe(null);
  expect(codeFrom(newCode(bytes))).not.toBe(null);
  const pid = newPid(bytes);
  expect(parseTopic(`room/K7M3PQ/in/${pid}`)).toEqual({ code: 'K7M3PQ', name: 'in', pid });
  for (const text of ['State', 'in', `in/${pid}/x`, `state/${pid}`, 'in/+', 'other', '']) {
    expect(parseTopic(`room/K7M3PQ/${text}`)).toBe(null);
  }
});

test('a name is one line of what can be seen', () => {
  expect(nameFrom('  Ada L. ')).toBe('Ada L.');
  expect(nameFrom('Zoë 阿达')).toBe('Zoë 阿达');
  expect(nameFrom('x'.repeat(60))).toHaveLength(40);
  for (const typed of [null, '', '  ', 'a\nb', 'a\u202Eb', 'a\u200Bb'])
    expect(nameFrom(typed)).toBe(null);
});
