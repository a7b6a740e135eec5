/** The design choices of the family. The first value of each is the default. */
import type { FixSpec } from '../../flow/flow.ts';
import { DELETES, LEASES, RECOVERS } from './when.ts';

export const fixes = {
  fill: {
    title: 'How a miss fills the cache',
    explain: 'What the cache checks before it accepts a value that a reader loaded a moment ago.',
    values: ['set', 'add', 'versioned', 'lease'],
    valuesExplained: {
      set: 'Whatever arrives is stored, however old it is.',
      add: 'Stored only if the key is not there.',
      versioned:
        'Stored only if it is not older than what the cache knows; a delete leaves a tombstone.',
      lease:
        'Stored only with the token that the miss handed out; any write or delete kills the token.',
    },
  },
  noTokenPolicy: {
    title: 'Miss without a token',
    explain: 'What a reader does when another reader already holds the lease of the key.',
    values: ['wait', 'bypass-to-DB', 'serve-stale'],
    valuesExplained: {
      wait: 'It waits until the holder has filled the key.',
      'bypass-to-DB': 'It loads from the database and leaves the cache alone.',
      'serve-stale': 'It gets the value that a write deleted last, if there is one; else it waits.',
    },
    when: LEASES,
  },
  singleFlight: {
    title: 'Single flight',
    explain: 'Readers that miss the same key share one load instead of making one each.',
    values: ['off', 'per-process', 'global'],
    valuesExplained: {
      off: 'Each reader loads for itself.',
      'per-process': 'One load for each key in each app instance.',
      global: 'One load for each key in all: the cache lets one reader through, as a lease does.',
    },
  },
  writeOp: {
    title: 'Order of a write',
    explain: 'What a write does to the cache, before or after it commits to the database.',
    values: ['del-after', 'del-before', 'set-after'],
    valuesExplained: {
      'del-after': 'Commit, then delete the key.',
      'del-before': 'Delete the key, then commit.',
      'set-after': 'Commit, then put the new value into the cache.',
    },
    variants: ['cache-aside'],
  },
  doubleDelete: {
    title: 'Delete twice',
    explain:
      'After a while the write deletes the key once more, in case a slow reader filled it with the old value.',
    values: ['off', 'on'],
    variants: ['cache-aside'],
    when: DELETES,
  },
  awaitDelete: {
    title: 'Await the delete',
    explain:
      'A write is acknowledged only when the cache has confirmed the delete; until then it tries again.',
    values: ['off', 'on'],
    variants: ['cache-aside'],
    when: DELETES,
  },
  cdc: {
    title: 'Change data capture',
    explain:
      'A process follows the commits of the database and deletes their keys from the cache, until it succeeds.',
    values: ['off', 'on'],
    variants: ['cache-aside', 'write-through'],
  },
  writeOrder: {
    title: 'Which is written first',
    explain: 'A write-through write goes to the cache and to the database: in which order?',
    values: ['cache-first', 'db-first'],
    variants: ['write-through'],
  },
  perKeyWriteLock: {
    title: 'Write lock for each key',
    explain:
      'Writes to one key come one after another: each holds a lock in the database until it is done.',
    values: ['off', 'on'],
    variants: ['cache-aside', 'write-through'],
  },
  compensateOnDbFail: {
    title: 'Take back a failed write',
    explain:
      'If the database refuses a value that is in the cache already, it is deleted from the cache.',
    values: ['off', 'on'],
    variants: ['write-through'],
    when: { writeOrder: ['cache-first'] },
  },
  conditionalFlush: {
    title: 'Conditional flush',
    explain: 'The database takes a flushed value only if its version is newer than the one it has.',
    values: ['off', 'on'],
    variants: ['write-back'],
  },
  wal: {
    title: 'Write-ahead log',
    explain:
      'Each write is appended to a log on disk before the cache takes it; after a crash the log is replayed.',
    values: ['off', 'always', 'everysec'],
    valuesExplained: {
      off: 'Dirty values live in memory alone.',
      always: 'The log is on disk before a write is acknowledged.',
      everysec: 'The log goes to disk once a second: a power loss takes the last second.',
    },
    variants: ['write-back'],
  },
  gateReadsDuringReplay: {
    title: 'No reads during replay',
    explain:
      'A cache that reads back its log, or its replica, after a crash answers no read before it is done.',
    values: ['on', 'off'],
    variants: ['write-back'],
    when: RECOVERS,
  },
  replication: {
    title: 'Replica of the cache',
    explain:
      'A second machine keeps a copy of the dirty values, from which the cache recovers after a crash, unless its log is sure to have them all.',
    values: ['none', 'async', 'sync'],
    valuesExplained: {
      none: 'There is no copy.',
      async: 'The copy follows a little later; the write is acknowledged before.',
      sync: 'A write is acknowledged when the copy has it too.',
    },
    variants: ['write-back'],
  },
  pinDirty: {
    title: 'Pin dirty entries',
    explain: 'An entry that the database does not have yet is flushed before it may be evicted.',
    values: ['on', 'off'],
    variants: ['write-back'],
  },
  overflow: {
    title: 'Too many dirty entries',
    explain: 'What happens to a write when the limit of dirty entries is reached.',
    values: ['block', 'drop'],
    valuesExplained: {
      block: 'It waits until a flush makes room.',
      drop: 'The oldest dirty entry is thrown away.',
    },
    variants: ['write-back'],
  },
  negativeCaching: {
    title: 'Cache what is missing',
    explain: 'That a key does not exist is cached too, for a short while.',
    values: ['off', 'on'],
  },
  xfetch: {
    title: 'Early refresh (XFetch)',
    explain: 'A reader may reload a value before it expires, the likelier the closer the end is.',
    values: ['off', 'on'],
    // A refresh finds the key there, and has no token: it could not fill the cache otherwise.
    when: { fill: ['set', 'versioned'] },
  },
  loadShedding: {
    title: 'Shed load',
    explain:
      'An app instance answers 503 at once when it already has its share of loads under way.',
    values: ['off', 'on'],
  },
  eviction: {
    title: 'Eviction',
    explain: 'Which entry leaves when the cache is full.',
    values: ['lru', 'fifo', 'lfu', 'random'],
    valuesExplained: {
      lru: 'The one that was used longest ago.',
      fifo: 'The one that came first.',
      lfu: 'The one that was used least often.',
      random: 'Any.',
    },
  },
  start: {
    title: 'Start',
    explain: 'What the cache holds at the beginning.',
    values: ['cold', 'warm'],
    valuesExplained: { cold: 'Nothing.', warm: 'What the database holds, as far as it fits.' },
  },
} as const satisfies Readonly<Record<string, FixSpec>>;
