import { describe, expect, it } from 'vitest';
import { complaints, edited } from './check-fixture.ts';

describe('an author who says what is not so reads', () => {
  it.each<[what: string, from: string, to: string, ...said: string[]]>([
    [
      'what an expectation found instead',
      'expect: [{ guarantee: C1, is: broken }]',
      'expect: [{ metric: lost-writes, lt: 2 }, { node: db, row: "cart:1", shows: v1 }]',
      'lost.yaml:22:14 steps[1].expect[0]: Not so at 3.8 s: lost-writes < 2; it is 2.',
      'lost.yaml:22:46 steps[1].expect[1]: Not so at 3.8 s: cart:1 at db shows v1; it shows "v0".',
    ],
    [
      'that the right option is wrong',
      'eq: 2 }]',
      'eq: 3 }]',
      'lost.yaml:15:59 steps[0].options[1].claim[0]: The right option "none" claims what is not so at 3.8 s: lost-writes = 3; it is 2.',
    ],
    [
      'that a wrong option is right',
      'claim: [{ metric: lost-writes, eq: 0 }]',
      'claim: [{ metric: lost-writes, gt: 0 }]',
      'lost.yaml:14:40 steps[0].options[0].claim: The wrong option "all" is right: all that it claims is so at 3.8 s.',
    ],
    [
      'that a fault hits no message',
      'faults: [crash cache @3.2s for 300ms]',
      'faults: [crash cache @3.2s for 300ms, drop write-9/SET]',
      'lost.yaml:19:43 steps[1].faults[1]: No message of this run has the address "write-9/SET". Did you mean "write-1/SET"?',
    ],
    [
      'that there is nothing to point at yet',
      'message: write-1/SET',
      'message: write-3/SET',
      'lost.yaml:26:43 steps[2].answers[1].message: This message is not sent before 3.8 s, where the run stands.',
    ],
    [
      'that the run is over before that',
      'until: 3.8s',
      'until: 1min',
      'lost.yaml:20:12 steps[1].until: The run ends at 8.258 s, before this. Leave "until" out to play to the end.',
    ],
    [
      'what a fix costs',
      'change: rises',
      'change: stays',
      'lost.yaml:33:43 steps[3].cost[0].change: It rises: latency-p99 was 112.916, and is 442.649.',
    ],
    [
      'that the solution does not reach the goal',
      'goal: [{ metric: lost-writes, eq: 0 }]',
      'goal: [{ metric: lost-writes, eq: 0 }, { metric: latency-p99, lt: 200 }]',
      'lost.yaml:41:15 steps[4].solution: It does not reach latency-p99 < 200 at seed 1: it is 442.649.',
    ],
    [
      'that a non-solution is a solution',
      'flushIntervalMs: 2000',
      'flushIntervalMs: 10',
      'lost.yaml:43:19 steps[4].nonSolutions[0].change: This reaches the goal at every seed, so it is a solution.',
    ],
    [
      'that the start is a solution',
      'after: crash',
      'after: setup',
      'lost.yaml:39:11 steps[4].goal: The challenge is won before anything is done.',
      'lost.yaml:43:19 steps[4].nonSolutions[0].change: This reaches the goal at every seed, so it is a solution.',
    ],
  ])('%s', (_, from, to, ...said) => {
    expect(complaints(edited(from, to))).toEqual(said);
  });

  it('that a fix or a solution dodges what was set against it, and so proves nothing', () => {
    const dodging = edited('[crash cache @3.2s for 300ms]', '[delay read-1/SET by 1ms]')
      .replaceAll('wal: always', 'fill: lease')
      .replace('fixes: [wal]', 'fixes: [fill]');
    expect(complaints(dodging)).toEqual(
      expect.arrayContaining([
        'lost.yaml:28:5 steps[3]: With this change no message has the address "read-1/SET" any more, so that the fault or order on it hits nothing, and nothing is proved. Aim at a message that stays.',
        'lost.yaml:41:15 steps[4].solution: No message is read-1/SET any more: what was set against it hits nothing.',
      ]),
    );
  });
});
