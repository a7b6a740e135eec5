/** What is kept of a person's lessons, as plain data. All pure; times are milliseconds of the calendar. */
import * as z from 'zod/mini';

/** What was answered in a step, as the lesson's player reads it again. */
const answer = z.object({
  /** The option, or the number typed. */
  said: z.exactOptional(z.string()),
  sure: z.exactOptional(z.string()),
  reason: z.exactOptional(z.string()),
  /** Wrong tries before. */
  misses: z._default(z.number(), 0),
  hints: z._default(z.number(), 0),
  /** Of a challenge: the run that stands, parsed again before it is played. */
  run: z.exactOptional(z.unknown()),
});

const lesson = z.object({
  /** The step that was left. */
  step: z.string(),
  /** Steps whose part was done. */
  done: z.array(z.string()),
  answers: z.record(z.string(), answer),
  leftAtMs: z.number(),
  finishedAtMs: z.nullable(z.number()),
});

const card = z.object({
  scenario: z.string(),
  title: z.string(),
  ask: z.string(),
  answer: z.string(),
  afterDays: z.number(),
  dueAtMs: z.number(),
  /** How often in a row it was known. */
  known: z.number(),
});

export type LessonRecord = z.output<typeof lesson>;
export type CardRecord = z.output<typeof card>;

export interface Kept {
  readonly lessons: Readonly<Record<string, LessonRecord>>;
  readonly cards: readonly CardRecord[];
}

export const NOTHING: Kept = { lessons: {}, cards: [] };

/** Whatever of it is still right. Never throws. */
export function keptFrom(value: unknown): Kept {
  const { lessons, cards } = Object(value) as { lessons?: unknown; cards?: unknown };
  return {
    lessons: Object.fromEntries(
      Object.entries(Object(lessons) as object).flatMap(([id, each]) => {
        const read = z.safeParse(lesson, each);
        return read.success ? [[id, read.data] as const] : [];
      }),
    ),
    cards: (Array.isArray(cards) ? cards : []).flatMap((each) => {
      const read = z.safeParse(card, each);
      return read.success ? [read.data] : [];
    }),
  };
}

export function withLesson(kept: Kept, id: string, change: Partial<LessonRecord>): Kept {
  const before = kept.lessons[id] ?? {
    step: '',
    done: [],
    answers: {},
    leftAtMs: 0,
    finishedAtMs: null,
  };
  return { ...kept, lessons: { ...kept.lessons, [id]: { ...before, ...change } } };
}

/** Both together. Of a lesson what was left later stays, finished if either is; of a card what is due later. */
export function merged(one: Kept, other: Kept): Kept {
  const lessons = { ...one.lessons };
  for (const [id, theirs] of Object.entries(other.lessons)) {
    const ours = lessons[id];
    const later = ours !== undefined && ours.leftAtMs > theirs.leftAtMs ? ours : theirs;
    lessons[id] = { ...later, finishedAtMs: ours?.finishedAtMs ?? theirs.finishedAtMs };
  }
  const cards = new Map(one.cards.map((card) => [card.ask, card]));
  for (const card of other.cards) {
    const ours = cards.get(card.ask);
    if (ours === undefined || ours.dueAtMs < card.dueAtMs) cards.set(card.ask, card);
  }
  return { lessons, cards: [...cards.values()] };
}

export const DAY_MS = 24 * 60 * 60 * 1_000;

type CardText = Pick<CardRecord, 'ask' | 'answer' | 'afterDays'>;

/** The cards of a scenario that was finished now; those that are there keep their days. */
export function withCards(
  kept: Kept,
  scenario: { readonly id: string; readonly title: string },
  cards: readonly CardText[],
  nowMs: number,
): Kept {
  const there = new Set(kept.cards.map(({ ask }) => ask));
  const fresh = cards
    .filter(({ ask }) => !there.has(ask))
    .map(({ ask, answer: say, afterDays }) => ({
      scenario: scenario.id,
      title: scenario.title,
      ask,
      answer: say,
      afterDays,
      dueAtMs: nowMs + afterDays * DAY_MS,
      known: 0,
    }));
  return { ...kept, cards: [...kept.cards, ...fresh] };
}

/** A card that was known so often in a row is not asked again. */
export const KNOWN_ENOUGH = 3;

/** Known: again after the same number of days, since even spacing is as good as growing. Not known: tomorrow. */
export function withCardAnswered(kept: Kept, ask: string, isKnown: boolean, nowMs: number): Kept {
  return {
    ...kept,
    cards: kept.cards.map((each) => {
      if (each.ask !== ask) return each;
      const known = isKnown ? each.known + 1 : 0;
      return { ...each, known, dueAtMs: nowMs + (isKnown ? each.afterDays : 1) * DAY_MS };
    }),
  };
}

export const dueCards = ({ cards }: Kept, nowMs: number): readonly CardRecord[] =>
  cards.filter(({ dueAtMs, known }) => dueAtMs <= nowMs && known < KNOWN_ENOUGH);
