/** The table of answers, for a spreadsheet. */
import type { Vote } from '../../room/protocol.ts';

export interface AnswerNames {
  /** What was asked, in words. */
  readonly question: (vote: Vote) => string;
  readonly option: (vote: Vote) => string;
  readonly person: (pid: string) => string;
}

/** RFC 4180: lines end with CRLF, each field in quotes. */
export function answersCsv(votes: readonly Vote[], names: AnswerNames): string {
  const rows = votes.map((vote) => [
    vote.poll,
    names.question(vote),
    String(vote.round),
    names.person(vote.pid),
    vote.choice,
    names.option(vote),
  ]);
  const head = ['poll', 'question', 'round', 'participant', 'choice', 'answer'];
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** What begins like a formula is a formula to a spreadsheet, whoever typed it. */
const field = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
