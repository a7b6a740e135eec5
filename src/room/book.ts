/** What the server of a room writes down: the question, the lock, who was removed. Pure; votes are counted here. */
import type { Board, Order, Poll, Vote } from './protocol.ts';

/** Removed people, and questions asked: a room of one day has fewer. */
const REMOVED_MAX = 1_000;
const POLLS_MAX = 200;

export interface Book {
  readonly code: string;
  /** Rises with each change. */
  readonly rev: number;
  readonly locked: boolean;
  readonly removed: readonly string[];
  /** What is asked now, or was last. */
  readonly poll: Omit<Poll, 'counts'> | null;
  /** All that was asked, for the table of answers. */
  readonly asked: readonly Pick<Poll, 'id' | 'about' | 'options'>[];
}

export const newBook = (code: string): Book => ({
  code,
  rev: 0,
  locked: false,
  removed: [],
  poll: null,
  asked: [],
});

/** The book after an order; the very same when the order does not fit what is asked now. */
export function ordered(book: Book, order: Order): Book {
  const change = changeOf(book, order);
  return change === null ? book : { ...book, ...change, rev: book.rev + 1 };
}

function changeOf({ poll, asked, removed }: Book, order: Order): Partial<Book> | null {
  switch (order.type) {
    case 'open': {
      const { poll: id, about, options } = order;
      if (asked.length >= POLLS_MAX || asked.some((each) => each.id === id)) return null;
      const question = { id, about, options };
      return {
        poll: { ...question, round: 1, phase: 'open' },
        asked: [...asked, question],
      };
    }
    case 'again':
      // Once counts were shown, a second vote would only follow the first.
      if (poll?.id !== order.poll || poll.round === 2 || poll.phase === 'revealed') return null;
      return { poll: { ...poll, round: 2, phase: 'open' } };
    case 'close':
      if (poll?.id !== order.poll || poll.phase !== 'open') return null;
      return { poll: { ...poll, phase: 'closed' } };
    case 'reveal':
      if (poll?.id !== order.poll || poll.phase === 'revealed') return null;
      return { poll: { ...poll, phase: 'revealed' } };
    case 'clear':
      return poll?.id === order.poll ? { poll: null } : null;
    case 'lock':
      return { locked: order.locked };
    case 'remove':
      if (removed.includes(order.pid) || removed.length >= REMOVED_MAX) return null;
      return { removed: [...removed, order.pid] };
  }
}

/** What a person chose, as it is kept: by poll, round and person, so that the last one stands. */
export type Ballot = Pick<Vote, 'poll' | 'round' | 'pid' | 'choice'>;

export const ballotKey = ({ poll, round, pid }: Omit<Ballot, 'choice'>): string =>
  `${poll}/${round}/${pid}`;

/** Whether the vote counts: the question, the round and the option are those that are open. */
export function counts({ poll }: Book, ballot: Ballot): boolean {
  return (
    poll?.phase === 'open' &&
    poll.id === ballot.poll &&
    poll.round === ballot.round &&
    poll.options.includes(ballot.choice)
  );
}

/** How many chose each option, of each round so far. `ballots` are those of the book's poll. */
export function tally(
  { poll }: Book,
  ballots: readonly Ballot[],
): Pick<Board, 'counts' | 'voters'> {
  if (poll === null) return { counts: [], voters: [] };
  const rounds = poll.round === 1 ? [1] : [1, 2];
  return {
    counts: rounds.map((round) =>
      poll.options.map(
        (option) => ballots.filter((each) => each.round === round && each.choice === option).length,
      ),
    ),
    voters: ballots.filter(({ round }) => round === poll.round).map(({ pid }) => pid),
  };
}

/** The question as all see it: with counts once they are revealed. */
export function shownPoll(book: Book, ballots: readonly Ballot[]): Poll | null {
  if (book.poll === null) return null;
  return book.poll.phase === 'revealed'
    ? { ...book.poll, counts: tally(book, ballots).counts }
    : book.poll;
}
