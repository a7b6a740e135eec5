/** Where a room's book, votes and last state are kept: in memory here, in a file or in Redis at the server. */
import { type Ballot, type Book, ballotKey, counts } from './book.ts';
import { isNewer, type RoomState } from './protocol.ts';

/** Each method is one indivisible step, also among several servers. */
export interface Store {
  readonly book: (code: string) => Promise<Book | null>;
  /** Writes what `change` makes of the book; it may be asked again when somebody else was quicker. */
  readonly change: (code: string, change: (book: Book) => Book) => Promise<Book | null>;
  /** Counts it if the book says so, and then in place of a former one. Resolves when it is kept for good. */
  readonly vote: (code: string, ballot: Ballot) => Promise<boolean>;
  /** The votes of one poll, both rounds. */
  readonly ballots: (code: string, poll: string) => Promise<readonly Ballot[]>;
  /** False for a state that does not stand in place of the last, see `isNewer`. */
  readonly showState: (code: string, state: RoomState) => Promise<boolean>;
  readonly state: (code: string) => Promise<RoomState | null>;
  /** Who steers, of the state. */
  readonly driver: (code: string) => Promise<string | null>;
  /** False for the presence of a connection before the last one. */
  readonly meet: (code: string, pid: string, n: number) => Promise<boolean>;
  /** A number that is higher each time. */
  readonly next: (code: string) => Promise<number>;
}

/** All that is to be written down of one room, to make it again. */
export interface Kept {
  readonly book: Book;
  readonly ballots: readonly Ballot[];
  readonly state: RoomState | null;
}

export type Change =
  | { readonly type: 'book'; readonly book: Book }
  | { readonly type: 'vote'; readonly code: string; readonly ballot: Ballot }
  | { readonly type: 'state'; readonly code: string; readonly state: RoomState };

interface InMemory {
  book: Book;
  ballots: Map<string, Ballot>;
  state: RoomState | null;
  met: Map<string, number>;
  next: number;
}

/** `keep` writes a change down, and resolves when it is. */
export function memoryStore(
  rooms: readonly Kept[],
  keep: (change: Change) => Promise<void> = async () => {},
): Store & { readonly add: (room: Kept) => void; readonly kept: () => Kept[] } {
  const byCode = new Map<string, InMemory>();
  const add = ({ book, ballots, state }: Kept): void => {
    const cast = new Map(ballots.map((each) => [ballotKey(each), each]));
    // Higher than before a restart: numbers rise slower than milliseconds.
    byCode.set(book.code, { book, ballots: cast, state, met: new Map(), next: Date.now() });
  };
  rooms.forEach(add);
  return {
    add,
    kept: () =>
      [...byCode.values()].map(({ book, ballots, state }) => ({
        book,
        ballots: [...ballots.values()],
        state,
      })),
    book: async (code) => byCode.get(code)?.book ?? null,
    change: async (code, change) => {
      const room = byCode.get(code);
      if (room === undefined) return null;
      const book = change(room.book);
      if (book !== room.book) {
        room.book = book;
        await keep({ type: 'book', book });
      }
      return book;
    },
    vote: async (code, ballot) => {
      const room = byCode.get(code);
      if (room === undefined || !counts(room.book, ballot)) return false;
      room.ballots.set(ballotKey(ballot), ballot);
      await keep({ type: 'vote', code, ballot });
      return true;
    },
    ballots: async (code, poll) =>
      [...(byCode.get(code)?.ballots.values() ?? [])].filter((each) => each.poll === poll),
    showState: async (code, state) => {
      const room = byCode.get(code);
      if (room === undefined || !isNewer(state, room.state)) return false;
      room.state = state;
      await keep({ type: 'state', code, state });
      return true;
    },
    state: async (code) => byCode.get(code)?.state ?? null,
    driver: async (code) => byCode.get(code)?.state?.driver ?? null,
    meet: async (code, pid, n) => {
      const room = byCode.get(code);
      if (room === undefined || n < (room.met.get(pid) ?? 0)) return false;
      room.met.set(pid, n);
      return true;
    },
    next: async (code) => {
      const room = byCode.get(code);
      return room === undefined ? 0 : ++room.next;
    },
  };
}
