import { describe, expect, it } from 'vitest';
import { momentAt, momentOf } from '../views/scene.ts';
import { carriedOver, momentFrom, placeOf } from './moments.ts';
import { crashAt, notesScene } from './testing/notes.ts';

const { trace } = notesScene();

describe('a moment in another trace', () => {
  it('is behind the same entry where the two agree on it', () => {
    const other = notesScene([crashAt(320_000)]).trace;
    expect(carriedOver(trace, momentOf(trace, 10), 30_000, other)).toEqual({
      atUs: 30_000,
      index: 10,
    });
  });

  it('is after everything of its instant where they do not', () => {
    const other = notesScene([crashAt(30_000)]).trace;
    const there = carriedOver(trace, momentOf(trace, 10), 30_000, other);
    expect(there).toEqual(momentAt(other, 30_000));
    expect(other.entries[10]?.kind).toBe('fault');
  });

  it('is at the end of a trace that is too short', () => {
    const short = notesScene([], { untilUs: 110_000 }).trace;
    expect(carriedOver(trace, momentAt(trace, 500_000), 500_000, short)).toEqual(
      momentAt(short, 110_000),
    );
  });
});

describe('the place of a moment', () => {
  it('leads back to it, for every entry', () => {
    for (let index = 2; index < trace.entries.length; index++) {
      const moment = momentOf(trace, index);
      expect(momentFrom(trace, placeOf(trace, moment))).toEqual(moment);
    }
  });

  it('names the entry only where the instant is not enough', () => {
    expect(placeOf(trace, momentAt(trace, 30_000))).toEqual({ atUs: 30_000 });
    expect(placeOf(trace, momentOf(trace, 10))).toEqual({ atUs: 30_000, entry: 10 });
  });

  it('that does not fit the trace leads to the instant, or to the end', () => {
    expect(momentFrom(trace, { atUs: 30_000, entry: 40 })).toEqual(momentAt(trace, 30_000));
    expect(momentFrom(trace, { atUs: 30_000, entry: 1e9 })).toEqual(momentAt(trace, 30_000));
    expect(momentFrom(trace, { atUs: 1e12 }).atUs).toBe(trace.endUs);
  });
});
