/**
 * Level 1 keeps its rooms in one file: a line for each change, written before the change is
 * acknowledged. A process that is killed and started again finds every vote that it said it had.
 */
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ballotKey } from '../book.ts';
import { type Change, type Kept, memoryStore, type Store } from '../store.ts';

/** Where the class is changes ten times a second; after a restart its page says it again. */
const STATE_EVERY_MS = 1_000;

interface Journal {
  /** Resolves when it is on the disk. */
  readonly write: (change: object) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the rooms of a folder, and makes it if there is none. */
export async function fileStore(folder: string): Promise<{
  readonly store: Store;
  readonly codes: readonly string[];
  readonly add: (kept: Kept) => Promise<void>;
  readonly close: () => Promise<void>;
}> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'rooms.jsonl');
  const rooms = roomsFrom(await readFile(path, 'utf8').catch(() => ''));
  // Short again: what was overwritten since is left out.
  await writeFile(`${path}.new`, rooms.flatMap(linesOf).join(''), { mode: 0o600 });
  await rename(`${path}.new`, path);
  const journal = await openJournal(path);
  let stateAtMs = 0;
  const inMemory = memoryStore(rooms, async (change) => {
    if (change.type === 'state') {
      if (Date.now() - stateAtMs < STATE_EVERY_MS) return;
      stateAtMs = Date.now();
    }
    await journal.write(change);
  });
  return {
    store: inMemory,
    codes: rooms.map(({ book }) => book.code),
    add: async (kept) => {
      inMemory.add(kept);
      await journal.write({ type: 'book', book: kept.book } satisfies Change);
    },
    close: journal.close,
  };
}

async function openJournal(path: string): Promise<Journal> {
  const file = await open(path, 'a', 0o600);
  let waiting: { line: string; done: () => void; failed: (error: unknown) => void }[] = [];
  let writing: Promise<void> | undefined;

  /** What comes while the disk is busy goes together the next time. */
  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await file.appendFile(batch.map(({ line }) => line).join(''));
        await file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = undefined;
  }

  return {
    write: (change) =>
      new Promise((done, failed) => {
        waiting.push({ line: `${JSON.stringify(change)}\n`, done, failed });
        writing ??= drain();
      }),
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

const changeSchema = z.looseObject({ type: z.enum(['book', 'vote', 'state']) });

/** Our own file: its lines are believed, but for a last one that was cut off by the end of the process. */
function roomsFrom(text: string): Kept[] {
  const rooms = new Map<string, { -readonly [K in keyof Kept]: Kept[K] }>();
  const ballots = new Map<string, Map<string, Kept['ballots'][number]>>();
  for (const line of text.split('\n')) {
    const change = changeFrom(line);
    if (change === null) continue;
    if (change.type === 'book') {
      const { book } = change;
      const room = rooms.get(book.code) ?? { book, ballots: [], state: null };
      rooms.set(book.code, { ...room, book });
      continue;
    }
    const room = rooms.get(change.code);
    if (room === undefined) continue;
    if (change.type === 'state') room.state = change.state;
    else {
      const cast = ballots.get(change.code) ?? new Map();
      ballots.set(change.code, cast.set(ballotKey(change.ballot), change.ballot));
    }
  }
  return [...rooms.values()].map((room) => ({
    ...room,
    ballots: [...(ballots.get(room.book.code)?.values() ?? [])],
  }));
}

function changeFrom(line: string): Change | null {
  try {
    const value: unknown = JSON.parse(line);
    return changeSchema.safeParse(value).success ? (value as Change) : null;
  } catch {
    return null;
  }
}

function linesOf({ book, ballots, state }: Kept): string[] {
  const { code } = book;
  const changes: Change[] = [
    { type: 'book', book },
    ...ballots.map((ballot) => ({ type: 'vote', code, ballot }) as const),
    ...(state === null ? [] : [{ type: 'state', code, state } as const]),
  ];
  return changes.map((change) => `${JSON.stringify(change)}\n`);
}
