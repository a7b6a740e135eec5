/** The field guide: three strategies step by step, and what two of them risk. */
import type { Guide } from '../../flow/guide.ts';

export const guide: Guide = {
  title: 'Caching strategies',
  say: 'Who writes to the cache, who writes to the database, and which of them the user waits for.',
  groups: [
    {
      title: 'Strategies',
      entries: [
        {
          id: 'caching.cache-aside',
          title: 'Cache-aside (lazy loading)',
          what: 'Read: look into the cache; on a miss load from the database, put it into the cache, return. Write: update the database, then delete the key. The cache holds only what somebody asked for.',
          use: 'The usual choice for reads that repeat. The app is in charge, and a cache that is gone costs time, not data. The first read of each key is slow.',
          run: { variant: 'cache-aside', workload: 'one-write' },
          called: 'Cache-aside',
          lookAtUs: 21_000,
          claim: [
            {
              machine: 'read',
              op: 'read-1',
              walks: ['checkingCache', 'loadingFromDb', 'writingToCache'],
            },
            { machine: 'write', op: 'write-1', walks: ['updatingDb', 'invalidatingCache'] },
            { message: 'read-2/LOAD', is: 'arrived' },
          ],
          others: [
            { called: 'Write-through', variant: 'write-through' },
            { called: 'Write-back', variant: 'write-back' },
          ],
          measures: ['hit-ratio', 'loads', 'latency-p50'],
        },
        {
          id: 'caching.write-through',
          title: 'Write-through',
          what: 'Write: put the value into the cache, write it to the database, then acknowledge. Read: look into the cache, which has what was written last.',
          use: 'When what was written is read soon. Each write pays for both stores, and the cache fills with values that nobody reads.',
          run: { variant: 'write-through', workload: 'one-write' },
          called: 'Write-through',
          lookAtUs: 210_000,
          claim: [
            { machine: 'write', op: 'write-1', walks: ['writingToCache', 'updatingDb'] },
            { message: 'read-2/LOAD', is: 'absent' },
            { metric: 'dirty-entries', compare: 'eq', value: 0 },
            { message: 'write-1/COMMIT', is: 'arrived' },
          ],
          others: [
            { called: 'Cache-aside', variant: 'cache-aside' },
            { called: 'Write-back', variant: 'write-back' },
          ],
          measures: ['hit-ratio', 'loads', 'latency-p50'],
        },
        {
          id: 'caching.write-back',
          title: 'Write-back (write-behind)',
          what: 'Write: put the value into the cache, acknowledge at once. The database gets it later, with the next flush; until then the entry is dirty, and the cache has the only copy.',
          use: 'When writes are many and quick, and a few may be lost: counters, positions, drafts. Several writes to one key become one write to the database.',
          run: { variant: 'write-back', workload: 'two-shoppers' },
          called: 'Write-back',
          lookAtUs: 1_700_000,
          claim: [
            { fact: 'acknowledged', compare: 'eq', value: 3 },
            { fact: 'committed', compare: 'lt', value: 3 },
            { metric: 'flush-lag', compare: 'gt', value: 500 },
          ],
          others: [{ called: 'Write-through', variant: 'write-through' }],
          measures: ['flush-lag', 'lost-writes', 'latency-p50'],
        },
      ],
    },
    {
      title: 'What they risk',
      entries: [
        {
          id: 'caching.write-back-risk',
          title: 'Write-back: data loss if the cache fails',
          what: 'The cache crashes between the acknowledgement and the flush. What was saved is gone, and nobody is told: the shopper saw “saved”.',
          use: 'If that must not happen, write a log before the acknowledgement (and pay for its disk), or keep a replica that has the value too. A log that reaches the disk once a second loses up to a second.',
          run: {
            variant: 'write-back',
            workload: 'one-write',
            params: { walDiskMs: 5 },
            faults: ['crash cache @300ms for 1s'],
          },
          called: 'Memory alone',
          lookAtUs: 300_000,
          claim: [
            { metric: 'lost-writes', compare: 'eq', value: 1 },
            { guarantee: 'C2', is: 'broken' },
          ],
          others: [
            { called: 'Write-ahead log', fixes: { wal: 'always' } },
            { called: 'Synchronous replica', fixes: { replication: 'sync' } },
          ],
          measures: ['lost-writes', 'latency-p50', 'latency-p99'],
        },
        {
          id: 'caching.always-fresh',
          title: 'Write-through: not always fresh',
          what: 'A read misses and loads the old value. While that is on its way, a write goes through cache and database. Then the old value arrives, and the read puts it over the new one.',
          use: 'Let a miss hand out a lease, and take a fill only with a lease that still counts: a write ends it. One writer for each key at a time closes the other race, of two writes.',
          run: {
            variant: 'write-through',
            workload: 'one-write',
            holds: ['read-1/ROW until write-1/COMMITTED'],
          },
          called: 'Any fill is taken',
          claim: [{ guarantee: 'C1', is: 'broken' }],
          others: [{ called: 'Fill with a lease', fixes: { fill: 'lease' } }],
          measures: ['stale-hits', 'different-keys', 'loads'],
        },
      ],
    },
  ],
};
