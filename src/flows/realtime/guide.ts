/** The field guide: three ways of delivering the same events, and the listing that reconnects. */
import type { Guide } from '../../flow/guide.ts';

const polling = { called: 'Polling', variant: 'polling' } as const;
const sse = { called: 'SSE', variant: 'sse' } as const;
const websocket = { called: 'WebSocket', variant: 'websocket' } as const;
const COSTS = ['requests-per-hour', 'bytes-per-hour', 'latency-p50'] as const;

/** A restart that takes a minute, seen by one client with the delays of the listing. */
const RESTART = {
  variant: 'websocket',
  workload: 'blip',
  faults: ['crash hub @10s for 60s'],
} as const;

export const guide: Guide = {
  title: 'Real-time data flow',
  say: 'How news reaches a page that has been loaded already, and what becomes of it when the connection is lost.',
  groups: [
    {
      title: 'Patterns',
      entries: [
        {
          id: 'realtime.polling',
          title: 'Polling',
          what: 'The page asks again and again. Most answers say nothing new, and news waits for the next question: half an interval in the middle, a whole one at worst.',
          use: 'Best for simple updates of low frequency, where half a minute does not matter. Complexity: low.',
          handles: [
            'the interval: delay on one side, requests on the other',
            'an answer that is overtaken by a later one',
          ],
          run: { variant: 'polling', workload: 'calm' },
          called: 'Polling',
          lookAtUs: 15_000_000,
          claim: [
            { metric: 'requests-per-hour', compare: 'gt', value: 1_000 },
            { metric: 'latency-p50', compare: 'gt', value: 1 },
          ],
          others: [sse, websocket],
          measures: COSTS,
        },
        {
          id: 'realtime.sse',
          title: 'Server-sent events (SSE)',
          what: 'One request stays open, and the server writes events into its answer as they come. The browser reconnects by itself, and can say which event it saw last.',
          use: 'Best where news goes from the server to the client only: feeds, progress, notifications. It is plain HTTP, for proxies and sign-ins too. Complexity: medium.',
          handles: [
            'the interval and overtaken answers: no more',
            'a connection that is lost: what was missed, from the last event that was seen',
            'proxies that cut a connection on which nothing is said: comments',
            'connections that a server must keep open, and that come back all at once after a restart',
          ],
          run: { variant: 'sse', workload: 'calm' },
          called: 'SSE',
          lookAtUs: 15_000_000,
          claim: [
            { metric: 'requests-per-hour', compare: 'lt', value: 300 },
            { metric: 'latency-p50', compare: 'lt', value: 0.2 },
            { guarantee: 'R1+', is: 'holds' },
          ],
          others: [polling, websocket],
          measures: COSTS,
        },
        {
          id: 'realtime.websocket',
          title: 'WebSocket',
          what: 'One connection in both directions, with messages of a few bytes of overhead. It is no longer HTTP: the browser reconnects nothing, resumes nothing, and does not notice a dead line.',
          use: 'Best for two-way traffic in real time: games, editors, chat. Complexity: high.',
          handles: [
            'all that SSE must, and none of it done by the browser:',
            'reconnecting, with delays that grow and are spread out',
            'a line that is dead without a word: heartbeats',
            'gaps, doubles and order after a reconnect: sequence numbers',
            'a client that reads too slowly: drop or disconnect',
          ],
          run: { variant: 'websocket', workload: 'calm' },
          called: 'WebSocket',
          lookAtUs: 15_000_000,
          claim: [
            { metric: 'requests-per-hour', compare: 'lt', value: 300 },
            { metric: 'latency-p50', compare: 'lt', value: 0.2 },
            { guarantee: 'R1+', is: 'holds' },
          ],
          others: [polling, sse],
          measures: COSTS,
        },
      ],
    },
    {
      title: 'WebSocket reconnection strategy',
      entries: [
        {
          id: 'realtime.reconnection',
          title: 'Exponential backoff: 1, 2, 5, 10, 30 s',
          what: 'The listing waits 1, 2, 5, 10 and then 30 seconds. It has flaws: the count is never set back, so that a short break after a long one costs 30 seconds again; all clients wait alike and come back together; and what was said in between is lost.',
          use: 'Reconnect with growing delays, and mend the flaws: set the count back after a stable connection, add jitter, and resume from the last event seen.',
          run: RESTART,
          called: 'As in the listing',
          lookAtUs: 28_225_000,
          claim: [
            {
              fact: 'waits',
              field: 'delayMs',
              are: [1_000, 2_000, 5_000, 10_000, 30_000, 30_000],
            },
            { guarantee: 'R1', is: 'broken' },
          ],
          others: [
            {
              called: 'Jitter, reset, resume from a log',
              fixes: {
                jitter: 'full',
                reset: 'afterStable',
                resume: 'seq',
                durableLog: 'on',
                epoch: 'on',
              },
            },
            { called: 'A fixed delay', fixes: { schedule: 'fixed' } },
          ],
          measures: ['latency-p50', 'latency-p99', 'attempts-per-second'],
        },
      ],
    },
  ],
};
