/** The design choices of the family. The first value of each is the default. */
import type { FixSpec } from '../../flow/flow.ts';

const BACKGROUND = ['fifo', 'priority', 'delayed', 'recurring'];
/** Where requests come in over HTTP and leave as jobs. */
const REQUESTED = ['fifo', 'priority', 'delayed'];
/** A job that is forgotten when it is handed out comes back for no reason. */
const LATE = { ackMode: ['late'] };

export const fixes = {
  ackMode: {
    title: 'Acknowledge',
    explain:
      'When the broker forgets a job: after the worker has done it, or as soon as it is handed out.',
    values: ['late', 'early'],
    valuesExplained: {
      late: 'The broker keeps the job until the worker acknowledges it.',
      early: 'The broker forgets the job when it hands it out.',
    },
    variants: BACKGROUND,
  },
  staleReceiptAck: {
    title: 'Acknowledgement with an old receipt',
    explain:
      'What the broker does when a worker acknowledges a job that was handed out again meanwhile.',
    values: ['ignore', 'accept'],
    valuesExplained: {
      ignore: 'Only the receipt of the latest delivery counts.',
      accept: 'Any receipt of the job counts: it is done.',
    },
    variants: BACKGROUND,
    when: LATE,
  },
  extendLease: {
    title: 'Extend the lease',
    explain: 'While it works, a worker tells the broker so, twice in each visibility timeout.',
    values: ['off', 'on'],
    variants: BACKGROUND,
    when: LATE,
  },
  DLQ: {
    title: 'Dead-letter queue',
    explain:
      'A job that has used up its attempts is put aside for a person to look at, instead of thrown away.',
    values: ['on', 'off'],
    variants: BACKGROUND,
    when: LATE,
  },
  backoff: {
    title: 'Backoff',
    explain: 'How long a failed job waits before its next attempt.',
    values: ['none', 'fixed', 'expo+jitter'],
    valuesExplained: {
      none: 'Not at all.',
      fixed: 'Always the same time.',
      'expo+jitter': 'A random time up to a limit that doubles with each attempt.',
    },
    variants: BACKGROUND,
    when: LATE,
  },
  requeue: {
    title: 'A failed job goes',
    explain: 'Where a job stands in the queue after a failed attempt.',
    values: ['tail', 'head'],
    valuesExplained: {
      tail: 'Behind all others.',
      head: 'Where it was: nothing behind it starts before it.',
    },
    variants: BACKGROUND,
    when: LATE,
  },
  groupKey: {
    title: 'One at a time for each group',
    explain: 'Of the jobs of one customer only one is in flight at a time.',
    values: ['off', 'on'],
    variants: BACKGROUND,
  },
  idempotency: {
    title: 'Idempotency',
    explain: 'How a second run of the same job is kept from having its effect a second time.',
    values: ['none', 'checkThenMark', 'markFirst', 'expiringClaim', 'fencing', 'atomicAtEffect'],
    valuesExplained: {
      none: 'Not at all.',
      checkThenMark: 'The worker looks whether the key is marked as done, works, and marks it.',
      markFirst: 'The worker marks the key as done, and then works.',
      expiringClaim: 'The worker claims the key for a while, works, and marks it as done.',
      fencing:
        'Each delivery has a higher token; the effect service refuses lower ones. Work that is done at once is not delivered: there it changes nothing.',
      atomicAtEffect:
        'The effect service stores the key together with the effect, and ignores it the next time.',
    },
  },
  brokerDurable: {
    title: 'Durable broker',
    explain: 'The broker writes jobs to disk before it confirms them.',
    values: ['on', 'off'],
    variants: BACKGROUND,
  },
  brokerDedup: {
    title: 'Deduplication by the broker',
    explain: 'For a while the broker remembers the keys it has taken, and takes none twice.',
    values: ['off', 'on'],
    variants: BACKGROUND,
  },
  confirmEnqueue: {
    title: 'Wait for the broker',
    explain: 'The API answers only when the broker has confirmed the job.',
    values: ['on', 'off'],
    variants: REQUESTED,
    when: { dualWrite: ['commit-then-enqueue', 'enqueue-then-commit'] },
  },
  mintKey: {
    title: 'Idempotency key',
    explain: 'Whether a job that is enqueued again keeps its key.',
    values: ['once', 'per-retry'],
    valuesExplained: {
      once: 'The key is that of the request, in every try.',
      'per-retry': 'Each try to enqueue makes a new key.',
    },
    variants: REQUESTED,
    when: { dualWrite: ['commit-then-enqueue', 'enqueue-then-commit'] },
  },
  dualWrite: {
    title: 'Order of the two writes',
    explain:
      'The order goes into the database, the job into the broker: there is no transaction over both.',
    values: ['commit-then-enqueue', 'enqueue-then-commit', 'outbox'],
    valuesExplained: {
      'commit-then-enqueue': 'First the order, then the job.',
      'enqueue-then-commit': 'First the job, then the order.',
      outbox:
        'The order and a note of its job are committed together; a relay enqueues what is noted.',
    },
    variants: REQUESTED,
    when: { timerAt: ['broker', 'worker'] },
  },
  clientRetry: {
    title: 'The browser tries again',
    explain: 'A request that is not answered in time is sent again, with the same key.',
    values: ['off', 'on'],
    variants: ['sync', ...REQUESTED],
  },
  serviceTime: {
    title: 'Service times',
    explain: 'Whether every job takes the same time, or random times with the same mean.',
    values: ['det', 'exp'],
    valuesExplained: {
      det: 'Every job takes exactly the service time.',
      exp: 'Times are exponential: most are short, a few long.',
    },
  },
  retryBudget: {
    title: 'Retry budget',
    explain: 'A worker calls a second time only while its retries are a small share of its calls.',
    values: ['off', 'on'],
    variants: BACKGROUND,
  },
  circuitBreaker: {
    title: 'Circuit breaker',
    explain:
      'After several failures in a row a worker calls the effect service no more for a while.',
    values: ['off', 'on'],
    variants: BACKGROUND,
  },
  timerAt: {
    title: 'Who waits for a delayed job',
    explain: 'Where a job is while its time has not come.',
    values: ['broker', 'memory', 'worker'],
    valuesExplained: {
      broker: 'In the delayed set of the broker.',
      memory: 'In a timer of the API process, which enqueues it when it is due.',
      worker: 'In the worker, which takes it at once and holds it.',
    },
    variants: ['delayed'],
  },
  etaClock: {
    title: 'Whose clock',
    explain: 'Who works out the instant at which a delayed job is due.',
    values: ['broker', 'api'],
    valuesExplained: {
      broker: 'The broker: it is told how long to wait.',
      api: 'The API: it tells the broker until when to wait, by its own clock.',
    },
    variants: ['delayed'],
    when: { timerAt: ['broker', 'worker'] },
  },
  overlap: {
    title: 'Overlap',
    explain: 'What happens at a tick while the run of an earlier tick is not done.',
    values: ['Forbid', 'Allow', 'Replace', 'QueueOne', 'QueueAll', 'Lock'],
    valuesExplained: {
      Forbid: 'The tick is skipped.',
      Allow: 'A second run begins beside the first.',
      Replace: 'The first run is cancelled, and a new one begins.',
      QueueOne: 'One run waits for its turn; further ticks merge into it.',
      QueueAll: 'Every tick waits for its turn.',
      Lock: 'The tick is skipped while a lock is held, which expires by itself.',
    },
    variants: ['recurring'],
  },
  catchUp: {
    title: 'Missed ticks',
    explain: 'What a scheduler does about ticks that passed while it was down.',
    values: ['none', 'one', 'all'],
    valuesExplained: {
      none: 'Nothing.',
      one: 'It makes up for the last one.',
      all: 'It makes up for each.',
    },
    variants: ['recurring'],
  },
  tickKey: {
    title: 'Key of a tick',
    explain: 'Whether the broker takes each tick of a job only once.',
    values: ['off', 'unique'],
    variants: ['recurring'],
  },
  leader: {
    title: 'Leader among schedulers',
    explain: 'Whether only one scheduler ticks at a time.',
    values: ['none', 'lease'],
    valuesExplained: {
      none: 'Each scheduler ticks.',
      lease: 'The one that holds a lease in the database ticks, and renews it.',
    },
    variants: ['recurring'],
  },
} as const satisfies Readonly<Record<string, FixSpec>>;
