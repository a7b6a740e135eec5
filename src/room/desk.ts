/**
 * What the server of a room does with a message that was allowed, at every level: counts votes,
 * follows orders, passes on what a driver or a clicker does. Nobody else counts.
 */
import type { Said, Who } from './authorise.ts';
import { type Ballot, type Book, ordered, shownPoll, tally } from './book.ts';
import { topicText } from './ids.ts';
import type { Board, Passed, PollTopic, Vote } from './protocol.ts';
import type { Store } from './store.ts';

export interface Around {
  readonly store: Store;
  /** Says something as the server; `retain` keeps it for those who come later. Resolves once it is kept. */
  readonly say: (topic: string, text: string, retain: boolean) => Promise<void>;
  /** Says it to this person only, before they hear that their message has arrived. */
  readonly tell: (who: Who, topic: string, text: string) => Promise<void>;
  /** Somebody was removed: their line is to be closed. */
  readonly removed: (code: string, pid: string) => void;
  /** Once, after a while. */
  readonly later: (act: () => Promise<void>, ms: number) => void;
}

/** Votes of a moment are told to the instructor together. */
const BOARD_EVERY_MS = 200;

export interface Desk {
  /** False when the message is not for others: it was for the server, or it is older than what is known. */
  readonly handle: (who: Who, said: Said) => Promise<boolean>;
  /** Says poll and board again, for somebody who just came or after a restart. */
  readonly remind: (code: string) => Promise<void>;
}

export function makeDesk({ store, say, tell, removed, later }: Around): Desk {
  const waiting = new Set<string>();

  async function handle(who: Who, { topic, message }: Said): Promise<boolean> {
    const { code } = who;
    switch (topic) {
      case 'state':
        return store.showState(code, message);
      case 'ctl':
        return true;
      case 'pres':
        return store.meet(code, who.pid, message.n);
      case 'desk': {
        const book = await store.change(code, (before) => ordered(before, message));
        if (message.type === 'remove' && book?.removed.includes(message.pid) === true) {
          removed(code, message.pid);
        }
        await remind(code);
        return false;
      }
      case 'in':
        if (message.type === 'vote') {
          const { poll, round, choice } = message;
          if (await store.vote(code, { poll, round, choice, pid: who.pid })) soon(code);
          // Too late: they hear what is asked now before they hear that it has arrived.
          else await tell(who, topicText({ code, name: 'poll' }), await pollText(code));
          return false;
        }
        await say(
          topicText({ code, name: 'act' }),
          JSON.stringify({ from: who.pid, act: message } satisfies Passed),
          false,
        );
        return false;
    }
  }

  async function pollText(code: string): Promise<string> {
    const book = await store.book(code);
    // Votes are read after the book: once a question is revealed none is added.
    const poll = book === null ? null : shownPoll(book, await asked(book));
    return JSON.stringify({ rev: book?.rev ?? 0, poll } satisfies PollTopic);
  }

  const asked = async ({ code, poll }: Book): Promise<readonly Ballot[]> =>
    poll === null ? [] : store.ballots(code, poll.id);

  async function remind(code: string): Promise<void> {
    await say(topicText({ code, name: 'poll' }), await pollText(code), true);
    await sayBoard(code);
  }

  async function sayBoard(code: string): Promise<void> {
    // The number first: whoever has a higher one has read all that was there before.
    const rev = await store.next(code);
    const book = await store.book(code);
    if (book === null) return;
    const { locked, removed: gone } = book;
    const counted = tally(book, await asked(book));
    const board = { rev, locked, removed: [...gone], ...counted } satisfies Board;
    await say(topicText({ code, name: 'board' }), JSON.stringify(board), true);
  }

  function soon(code: string): void {
    if (waiting.has(code)) return;
    waiting.add(code);
    later(async () => {
      waiting.delete(code);
      await sayBoard(code);
    }, BOARD_EVERY_MS);
  }

  return { handle, remind };
}

/** All votes of a room with what they were about, for the table of answers. */
export async function allVotes(store: Store, code: string): Promise<Vote[]> {
  const book = await store.book(code);
  const votes = (book?.asked ?? []).map(async ({ id, about }) =>
    (await store.ballots(code, id)).map((ballot) => ({ ...ballot, about })),
  );
  return (await Promise.all(votes)).flat();
}
