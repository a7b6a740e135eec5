import { expect, test } from 'vitest';
import { answersCsv } from './csv.ts';

const vote = (choice: string, pid = 'p1') =>
  ({ poll: 'q1', about: null, round: 1, pid, choice }) as const;
const names = {
  question: () => 'What is lost, "all" of it?',
  option: ({ choice }: { choice: string }) => choice.toUpperCase(),
  person: (pid: string) => (pid === 'p1' ? '=HYPERLINK("http://x")' : 'participant 2'),
};

test('each vote is a line, with quotes doubled, and no name is a formula', () => {
  expect(answersCsv([vote('a'), vote('b', 'p2')], names).split('\r\n')).toEqual([
    '"poll","question","round","participant","choice","answer"',
    `"q1","What is lost, ""all"" of it?","1","'=HYPERLINK(""http://x"")","a","A"`,
    '"q1","What is lost, ""all"" of it?","1","participant 2","b","B"',
    '',
  ]);
});

test('nobody answered: the head alone', () => {
  expect(answersCsv([], names)).toBe(
    '"poll","question","round","participant","choice","answer"\r\n',
  );
});
