import { expect, test } from 'vitest';
import {
  DAY_MS,
  dueCards,
  type Kept,
  KNOWN_ENOUGH,
  keptFrom,
  merged,
  NOTHING,
  withCardAnswered,
  withCards,
  withLesson,
} from './record.ts';

const LESSON = { id: 'notes.lost', title: 'A note is lost' };
const CARDS = [{ ask: 'When is it safe?', answer: 'When it is stored.', afterDays: 2 }];
const NOW_MS = 1_000_000;

const finished = withCards(NOTHING, LESSON, CARDS, NOW_MS);
const asksAt = (kept: Kept, nowMs: number) => dueCards(kept, nowMs).map(({ ask }) => ask);

test('a card is asked after its days, and not before', () => {
  expect(asksAt(finished, NOW_MS + 2 * DAY_MS - 1)).toEqual([]);
  expect(asksAt(finished, NOW_MS + 2 * DAY_MS)).toEqual(['When is it safe?']);
});

test('a card that is known comes again after as many days, one that is not tomorrow', () => {
  const [known, unknown] = [true, false].map((isKnown) =>
    withCardAnswered(finished, 'When is it safe?', isKnown, NOW_MS),
  );
  expect(asksAt(unknown ?? NOTHING, NOW_MS + DAY_MS)).toHaveLength(1);
  expect(asksAt(known ?? NOTHING, NOW_MS + DAY_MS)).toHaveLength(0);
  expect(asksAt(known ?? NOTHING, NOW_MS + 2 * DAY_MS)).toHaveLength(1);
});

test('a card that was known often enough in a row is not asked again', () => {
  let kept: Kept = finished;
  for (let n = 1; n < KNOWN_ENOUGH; n++) {
    kept = withCardAnswered(kept, 'When is it safe?', true, NOW_MS);
  }
  expect(asksAt(kept, NOW_MS + 99 * DAY_MS)).toHaveLength(1);
  kept = withCardAnswered(kept, 'When is it safe?', true, NOW_MS);
  expect(asksAt(kept, NOW_MS + 99 * DAY_MS)).toHaveLength(0);
});

test('finishing a scenario again leaves its cards their days', () => {
  const again = withCards(finished, LESSON, CARDS, NOW_MS + DAY_MS);
  expect(again.cards).toEqual(finished.cards);
});

test('what is kept is read back whole, and what is damaged is left out', () => {
  const kept = withLesson(finished, LESSON.id, { step: 'crash', done: ['intro'] });
  expect(keptFrom(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  expect(keptFrom({ ...kept, lessons: { ...kept.lessons, bad: { step: 7 } } })).toEqual(kept);
  for (const damaged of [undefined, null, 7, 'x', [], { lessons: [1], cards: {} }]) {
    expect(keptFrom(damaged)).toEqual(NOTHING);
  }
});

test('what two devices keep is put together, and the later of both stays', () => {
  const here = withLesson(finished, LESSON.id, { step: 'log', leftAtMs: 5 });
  const there = withCardAnswered(
    withLesson(finished, LESSON.id, { step: 'shop', leftAtMs: 4, finishedAtMs: 4 }),
    'When is it safe?',
    true,
    NOW_MS + DAY_MS,
  );
  for (const both of [merged(here, there), merged(there, here)]) {
    expect(both.lessons[LESSON.id]).toMatchObject({ step: 'log', finishedAtMs: 4 });
    expect(both.cards).toEqual(there.cards);
  }
  const other = withLesson(NOTHING, 'notes.found', { step: 'begin' });
  expect(Object.keys(merged(here, other).lessons)).toEqual([LESSON.id, 'notes.found']);
});
