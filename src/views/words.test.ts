import { describe, expect, it } from 'vitest';
import {
  briefState,
  changedStateWords,
  formatClock,
  formatTime,
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
