import { describe, expect, it } from 'vitest';
import {
  briefState,
  changedStateWords,
  formatClock,
  formatTime,
  microsOf,
  quantity,
  sentence,
  statePaths,
  stateWords,
  words,
} from './words.ts';

describe('words', () => {
  it.each([
    ['writingCache', 'writing cache'],
    ['waitingForDB', 'waiting for DB'],
    ['write-back', 'write-back'],
    ['flushEveryMs', 'flush every ms'],
    ['idle', 'idle'],
  ])('writes %s as “%s”', (name, written) => {
    expect(words(name)).toBe(written);
  });
});

describe('formatTime', () => {
  it.each([
    [0, '0 s'],
    [340, '340 µs'],
    [200_000, '200 ms'],
    [1_500, '1.5 ms'],
    [3_142_000, '3.142 s'],
    [60_000_000, '1 min'],
    [125_000_000, '2 min 5 s'],
    [7_265_000_000, '2 h 1 min 5 s'],
    [86_400_000_000, '1 day'],
    [2_592_000_000_000, '30 days'],
    [-1_000_000, '−1 s'],
    [Infinity, 'forever'],
  ])('writes %d µs as “%s”', (us, written) => {
    expect(formatTime(us)).toBe(written);
  });

  it('keeps the places of the clock while the playhead moves', () => {
    expect([formatClock(0), formatClock(3_142_600), formatClock(61_000_000)]).toEqual([
      '0.000 s',
      '3.143 s',
      '61.000 s',
    ]);
  });
});

describe('microsOf', () => {
  it.each([
    ['3.2', 3_200_000],
    ['3.2 s', 3_200_000],
    ['200ms', 200_000],
    ['1,500 ms', 1_500_000],
    ['2 min 5 s', 125_000_000],
    ['3 days', 259_200_000_000],
    ['340 µs', 340],
    ['', undefined],
    ['soon', undefined],
    ['3 weeks', undefined],
    ['-1 s', undefined],
  ])('reads %j as %j microseconds', (text, us) => {
    expect(microsOf(text)).toBe(us);
  });

  it.each([
    0, 1, 999, 1_000, 250_500, 3_142_000, 59_999_000, 61_500_000, 7_265_000_000, 93_784_000_000,
  ])('reads what is written of %i microseconds', (us) => {
    expect(microsOf(formatTime(us))).toBe(us);
  });
});

describe('quantity', () => {
  it.each([
    [2_592_000_000, 'ms', '30 days'],
    [600_000, 'ms', '10 min'],
    [3_000, 'ms', '3,000 ms'],
    [900, 's', '15 min'],
    [10, '/min', '10 /min'],
    [Infinity, 'ms', '∞ ms'],
    [1, 'ms', '1 ms'],
    [1, 'jobs', '1 job'],
    [1, 'classes', '1 class'],
    [1, 'tries', '1 try'],
  ])('writes %d %s as “%s”', (value, unit, written) => {
    expect(quantity(value, unit)).toBe(written);
  });
});

describe('states in words', () => {
  it('names the inner state after the outer one, and each region of a parallel machine', () => {
    expect(stateWords('waitingForServer')).toBe('waiting for server');
    expect(stateWords({ writing: 'inCache' })).toBe('writing: in cache');
    expect(stateWords({ reader: 'idle', flusher: { busy: 'sending' } })).toBe(
      'reader: idle · flusher: busy: sending',
    );
    expect(statePaths({ reader: 'idle', flusher: { busy: 'sending' } })).toEqual([
      'reader.idle',
      'flusher.busy.sending',
    ]);
  });

  it('is told briefly by its first region', () => {
    expect(briefState('waitingForServer')).toBe('waiting for server');
    expect(briefState({ writing: 'inCache' })).toBe('writing: in cache');
    expect(briefState({ socket: { open: 'live' }, watchdog: 'off' })).toBe('open: live');
    expect(briefState({ open: { feed: 'live', heartbeat: 'off' } })).toBe('open: live');
  });

  it('is told by the regions that changed', () => {
    const before = { socket: 'connecting', backoff: 'counting' };
    expect(changedStateWords(before, { ...before, socket: { open: 'live' } })).toBe(
      'socket: open: live',
    );
    expect(changedStateWords(before, before)).toBe('');
  });

  it('has no words for a machine without states', () => {
    expect(stateWords({})).toBe('');
    expect(briefState({})).toBe('');
  });
});

it('ends a sentence once', () => {
  expect([sentence('Done'), sentence('Done.'), sentence('Why?')]).toEqual([
    'Done.',
    'Done.',
    'Why?',
  ]);
});
