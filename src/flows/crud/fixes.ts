/** The design choices of the family. The first value of each is the default. */
import type { FixSpec } from '../../flow/flow.ts';

export const fixes = {
  serviceLayer: {
    title: 'Service layer',
    explain:
      'Business rules live in one place that every way in calls. Without it they live in the handler, and the import job goes without.',
    values: ['on', 'off'],
    valuesExplained: {
      on: 'Handler and import job call the same service; what belongs together is one transaction.',
      off: 'The handler applies the rules itself, statement by statement; the import job writes without them.',
    },
  },
  repository: {
    title: 'Repository',
    explain:
      'One place writes the SQL: with the tenant, without deleted rows, with owners. Without it each handler writes its own, and one forgot.',
    values: ['on', 'off'],
  },
  validation: {
    title: 'Validation',
    explain: 'Who checks the body of a request before anything is done with it.',
    values: ['server', 'client', 'none'],
    valuesExplained: {
      server: 'The handler, for whoever calls.',
      client: 'The form in the browser: whoever calls without it is not checked.',
      none: 'Nobody.',
    },
  },
  cache: {
    title: 'Cache',
    explain: 'Keeps what was read, and what a write does about it.',
    values: ['none', 'ttl', 'deleteBefore', 'deleteAfter', 'writeThrough', 'versioned'],
    valuesExplained: {
      none: 'Every read is a query.',
      ttl: 'An entry stays until its time is over; a write does not touch it.',
      deleteBefore: 'A write deletes the entry, then commits.',
      deleteAfter: 'A write commits, then deletes the entry.',
      writeThrough: 'A write commits, then puts the new value there.',
      versioned:
        'A write commits, then deletes the entry and leaves a tombstone: what was read before is not taken.',
    },
  },
  errorHandler: {
    title: 'Error handler',
    explain: 'Turns an exception into a problem document. Without it the exception is the answer.',
    values: ['on', 'off'],
  },
  retry: {
    title: 'Retry',
    explain: 'The browser sends a request again when no answer came, or an error of the server.',
    values: ['off', 'on'],
  },
  idem: {
    title: 'Idempotency key',
    explain: 'All attempts at one thing bear one key, by which the server knows them again.',
    values: ['off', 'nonAtomic', 'atomic'],
    valuesExplained: {
      off: 'Each attempt is a request of its own.',
      nonAtomic: 'The key is looked up, the work is done, the key is saved: three steps.',
      atomic: 'The key is reserved in the transaction that does the work.',
    },
  },
  keyOrder: {
    title: 'Key or If-Match first',
    explain: 'Of a change that has a key and an If-Match: which is looked at first.',
    values: ['keyFirst', 'matchFirst'],
    when: { idem: ['nonAtomic', 'atomic'], etag: ['checkThenWrite', 'atomic'] },
  },
  noAnswer: {
    title: 'When no answer came',
    explain:
      'What the browser says when the last attempt brought no answer, or an error after one that brought none.',
    valuesExplained: {
      failed: 'That it failed.',
      unknown: 'That it cannot tell whether it was done.',
    },
    values: ['failed', 'unknown'],
  },
  uniqueIndex: {
    title: 'Unique index',
    explain: 'The database takes no second item of the same title.',
    values: ['off', 'on'],
  },
  dbCheck: {
    title: 'CHECK constraint',
    explain:
      'The database takes no row without a title, and no quantity below 0 or that is not a whole number.',
    values: ['off', 'on'],
    // What the server checks, for every way in, does not come as far.
    when: [{ validation: ['client', 'none'] }, { serviceLayer: ['off'] }],
  },
  etag: {
    title: 'ETag and If-Match',
    explain: 'A change names the version that it was made from.',
    values: ['off', 'checkThenWrite', 'atomic'],
    valuesExplained: {
      off: 'The last change wins.',
      checkThenWrite: 'The version is read and compared, then the row is written: two steps.',
      atomic: 'UPDATE … WHERE version = …: one step.',
    },
  },
  requireIfMatch: {
    title: 'If-Match is mandatory',
    explain: 'A change without If-Match is answered with 428.',
    values: ['on', 'off'],
    when: { etag: ['checkThenWrite', 'atomic'] },
  },
  alreadyApplied200: {
    title: 'Already applied is fine',
    explain:
      'If the version does not match but the row is as the change wants it, the answer is 200 (RFC 9110 §13.1.1).',
    values: ['off', 'on'],
    when: { etag: ['checkThenWrite', 'atomic'] },
  },
  sale: {
    title: 'How a unit is sold',
    explain: 'What keeps two sales of the last unit apart.',
    values: ['checkThenWrite', 'conditional'],
    valuesExplained: {
      checkThenWrite: 'The stock is read, then written with one less: two steps.',
      conditional: 'UPDATE … SET qty = qty - 1 WHERE qty > 0: one step.',
    },
  },
  batchLoad: {
    title: 'Load owners together',
    explain: 'How a page gets the owners of its rows.',
    values: ['on', 'off', 'join'],
    valuesExplained: {
      on: 'One query for all of them.',
      off: 'A query for each row.',
      join: 'Within the query of the page.',
    },
    when: { repository: ['on'] },
  },
  invalidation: {
    title: 'Invalidation',
    explain: 'How the cache hears of a write.',
    values: ['once', 'outbox'],
    valuesExplained: {
      once: 'The writer tells it once.',
      outbox:
        'The transaction leaves a note as well, and a relay tells the cache until it has heard.',
    },
    when: { cache: ['deleteAfter', 'deleteBefore', 'writeThrough', 'versioned'] },
  },
} as const satisfies Readonly<Record<string, FixSpec>>;
