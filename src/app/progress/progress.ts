/**
 * What a person has done with the scenarios, kept on this device alone (IndexedDB). Everything
 * works where nothing can be kept: then it lasts as long as the page.
 *
 *     const { lessons, cards } = useProgress();
 *     isFinished(progress, id)    stepLeft(progress, id)    dueCards(progress, Date.now())
 */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import {
  type CardRecord,
  type Kept,
  keptFrom,
  type LessonRecord,
  merged,
  NOTHING,
  withCardAnswered,
  withCards,
  withLesson,
} from './record.ts';

export { type CardRecord, dueCards } from './record.ts';

export interface Progress extends Kept {
  /** What was kept has been read: before that, nothing is known. */
  readonly isRead: boolean;
}

const KEY = 'progress';

const store = createStore<Progress>()(() => ({ ...NOTHING, isRead: false }));

/** Reads what is kept when it is first asked for. */
export function useProgress(): Progress {
  useEffect(() => void readProgress(), []);
  return useStore(store);
}

export const isFinished = ({ lessons }: Kept, id: string): boolean =>
  lessons[id] !== undefined && lessons[id].finishedAtMs !== null;

/** The step at which a scenario was left; `null` where it was not begun, or is finished. */
export const stepLeft = ({ lessons }: Kept, id: string): string | null =>
  lessons[id] === undefined || lessons[id].finishedAtMs !== null ? null : lessons[id].step;

let reading: Promise<Progress> | undefined;

export function readProgress(): Promise<Progress> {
  reading ??= (async () => {
    const kept = keptFrom(await onDisk(({ get }, shelf) => get(KEY, shelf)));
    // What was done in the meantime stays.
    store.setState(({ lessons, cards }) => ({
      lessons: { ...kept.lessons, ...lessons },
      cards: [...kept.cards, ...cards],
      isRead: true,
    }));
    return store.getState();
  })();
  return reading;
}

export const changeLesson = (id: string, change: Partial<LessonRecord>): Promise<void> =>
  changed((kept) => withLesson(kept, id, change));

/** From now on it is finished, and its cards are asked after their days. */
export const finishLesson = (
  scenario: {
    readonly id: string;
    readonly title: string;
    readonly recall: readonly Pick<CardRecord, 'ask' | 'answer' | 'afterDays'>[];
  },
  nowMs = Date.now(),
): Promise<void> =>
  changed((kept) =>
    withCards(
      withLesson(kept, scenario.id, { finishedAtMs: nowMs }),
      scenario,
      scenario.recall,
      nowMs,
    ),
  );

export const answerCard = (
  { ask }: CardRecord,
  isKnown: boolean,
  nowMs = Date.now(),
): Promise<void> => changed((kept) => withCardAnswered(kept, ask, isKnown, nowMs));

/** For the person to take along: the text of a JSON file. */
export async function exportProgress(): Promise<string> {
  const { lessons, cards } = await readProgress();
  return JSON.stringify({ version: 1, lessons, cards }, null, 2);
}

/** What an export holds is added to what is there, and nothing that is there is lost. False when it is none. */
export async function importProgress(text: string): Promise<boolean> {
  const kept = keptFrom(parsed(text));
  if (Object.keys(kept.lessons).length + kept.cards.length === 0) return false;
  await changed((before) => merged(before, kept));
  return true;
}

export async function eraseProgress(): Promise<void> {
  store.setState(NOTHING);
  await onDisk(({ del }, shelf) => del(KEY, shelf));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same change here and on the device, so that two open pages do not overwrite each other. */
async function changed(change: (kept: Kept) => Kept): Promise<void> {
  await readProgress();
  store.setState(({ lessons, cards }) => change({ lessons, cards }));
  await onDisk(({ update }, shelf) => update(KEY, (before) => change(keptFrom(before)), shelf));
}

type Idb = typeof import('idb-keyval');

/** `undefined` where the browser keeps nothing: private windows, full storage. */
async function onDisk<T>(
  act: (idb: Idb, shelf: ReturnType<Idb['createStore']>) => Promise<T>,
): Promise<T | undefined> {
  try {
    const idb = await import('idb-keyval');
    shelfMade ??= idb.createStore('data-flows', 'kept');
    return await act(idb, shelfMade);
  } catch {
    return undefined;
  }
}
let shelfMade: ReturnType<Idb['createStore']> | undefined;
