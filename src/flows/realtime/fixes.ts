/** The design choices of the family. The first value of each is the default: the code of the seed. */
import type { FixSpec } from '../../flow/flow.ts';

const PUSHED = ['websocket', 'sse'];

export const fixes = {
  jitter: {
    title: 'Jitter',
    explain:
      'How the delay before a reconnect, d, is spread, so that clients do not come all at once.',
    values: ['none', '±20%', 'equal', 'full', 'decorrelated'],
    valuesExplained: {
      none: 'Exactly d.',
      '±20%': 'Between 0.8 d and 1.2 d.',
      equal: 'Half of d, and up to as much again.',
      full: 'Anything between nothing and d.',
      decorrelated:
        'Anything between the first delay and three times the previous one, up to the cap.',
    },
    variants: PUSHED,
  },
  schedule: {
    title: 'Delays',
    explain:
      'What a client waits before the first, second, third … reconnect. An EventSource waits its own retry: with it, this is for the wrapper.',
    values: ['listing', 'fixed'],
    valuesExplained: {
      listing: '1, 2, 5, 10, 30, 30, … seconds, as in the listing.',
      fixed: 'Always the same.',
    },
    variants: PUSHED,
  },
  reset: {
    title: 'Reset of the attempts',
    explain:
      'When a client that is connected again begins to count its attempts anew. An EventSource counts none: with it, this is for the wrapper.',
    values: ['never', 'onOpen', 'afterStable'],
    valuesExplained: {
      never: 'Never: the fifth drop, days later, still costs 30 s.',
      onOpen: 'As soon as a connection opens.',
      afterStable: 'When a connection has been open for a while.',
    },
    variants: PUSHED,
  },
  resume: {
    title: 'Resume',
    explain: 'What a client asks for that was away for a while.',
    values: ['none', 'seq', 'snapshot'],
    valuesExplained: {
      none: 'Nothing: what was sent meanwhile is lost.',
      seq: 'The events after the last that it saw, by their sequence number.',
      snapshot: 'The whole state as it is now.',
    },
    variants: PUSHED,
  },
  snapshotOrder: {
    title: 'Snapshot order',
    explain: 'Which comes first, when a client takes a snapshot.',
    values: ['subscribe-first', 'snapshot-first'],
    valuesExplained: {
      'subscribe-first': 'It subscribes; the snapshot says up to which event it reaches.',
      'snapshot-first': 'It loads the snapshot, then subscribes: what comes between is lost.',
    },
    variants: PUSHED,
    when: { resume: ['snapshot'] },
  },
  handoff: {
    title: 'From the buffer to live events',
    explain: 'How the server goes over from replaying old events to sending new ones.',
    values: ['atomic', 'live-first', 'replay-first'],
    valuesExplained: {
      atomic: 'Both in one step: no event comes between.',
      'live-first': 'It subscribes the client, then reads the buffer.',
      'replay-first': 'It reads the buffer, then subscribes the client.',
    },
    variants: PUSHED,
    when: { resume: ['seq'] },
  },
  dedupe: {
    title: 'Dedupe',
    explain: 'Which events a client throws away because it has them already.',
    values: ['none', 'high-water', 'contiguous'],
    valuesExplained: {
      none: 'None: it applies whatever comes.',
      'high-water': 'Those whose number is not higher than the last.',
      contiguous: 'Those too; and one that comes too early waits for those before it.',
    },
    variants: [...PUSHED, 'polling'],
  },
  gapCheck: {
    title: 'Gap check',
    explain: 'When numbers are missing, the client gets a snapshot.',
    values: ['off', 'on'],
    variants: ['websocket', 'sse', 'polling', 'long-polling'],
  },
  epoch: {
    title: 'Epoch',
    explain:
      'Each life of the server has a number; a client that comes from another life gets a snapshot.',
    values: ['off', 'on'],
    variants: ['websocket', 'sse', 'polling', 'long-polling'],
  },
  durableLog: {
    title: 'Durable log',
    explain: 'The events and their numbers are on disk, and outlive a restart.',
    values: ['off', 'on'],
    variants: ['websocket', 'sse', 'polling', 'long-polling'],
  },
  cursor: {
    title: 'Cursor',
    explain: 'Who remembers how far a client is.',
    values: ['memory', 'server-acked'],
    valuesExplained: {
      memory: 'The client, in its memory.',
      'server-acked': 'The server, from the acknowledgements that the client sends.',
    },
    variants: ['websocket'],
    when: { resume: ['seq'] },
  },
  heartbeat: {
    title: 'Heartbeat',
    explain: 'The server sends a sign of life every now and then; who misses it closes.',
    values: ['off', 'on'],
    variants: PUSHED,
  },
  stopOnClose: {
    title: 'Stop when told to',
    explain: 'After its own close, or when its login is refused, a client does not reconnect.',
    values: ['off', 'on'],
    variants: ['websocket'],
  },
  wrapper: {
    title: 'Wrapper around EventSource',
    explain:
      'When an EventSource has given up, a new one is made, after the delays of the listing.',
    values: ['off', 'on'],
    variants: ['sse'],
  },
  proxy: {
    title: 'Proxy',
    explain: 'A proxy stands before the server and closes connections on which nothing travels.',
    values: ['off', 'on'],
    variants: PUSHED,
  },
  comments: {
    title: 'Comments',
    explain: 'The server sends an empty comment now and then, so that the stream is not idle.',
    values: ['off', 'on'],
    variants: ['sse'],
  },
  slowConsumer: {
    title: 'Slow consumer',
    explain: 'What the server does when the buffer of a client that does not read is full.',
    values: ['drop', 'disconnect'],
    valuesExplained: {
      drop: 'The oldest event of the buffer is thrown away.',
      disconnect: 'The connection is closed.',
    },
    variants: PUSHED,
  },
  asksFor: {
    title: 'What a poll asks for',
    explain: 'The state as it is now, or the events since the last one seen.',
    values: ['state', 'cursor'],
    variants: ['polling'],
  },
  timerMode: {
    title: 'Timer of the polls',
    explain: 'When the next poll goes out.',
    values: ['chained', 'fixed'],
    valuesExplained: {
      chained: 'An interval after the answer to the last one came.',
      fixed: 'An interval after the last one went out, answered or not.',
    },
    variants: ['polling'],
  },
  overtaken: {
    title: 'Overtaken answers',
    explain: 'What a client does with an answer that comes after that to a later poll.',
    values: ['render', 'ignore', 'abort'],
    valuesExplained: {
      render: 'It is shown, though it is older.',
      ignore: 'It is dropped when its version is older than what is shown.',
      abort: 'It never comes: each poll gives up those before it.',
    },
    variants: ['polling'],
    when: { timerMode: ['fixed'] },
  },
  backoff: {
    title: 'Backoff',
    explain: 'How long a writer waits whose write came too late, by the number n of its failures.',
    values: ['none', 'exponential', 'equal', 'full', 'decorrelated'],
    valuesExplained: {
      none: 'Not at all.',
      exponential: 'Base times 2ⁿ, up to the cap.',
      equal: 'Half of that, and up to as much again.',
      full: 'Anything between nothing and that.',
      decorrelated: 'Anything between the base and three times the previous wait, up to the cap.',
    },
    variants: ['contention'],
  },
} as const satisfies Readonly<Record<string, FixSpec>>;
