/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  evict: {
    title: 'Evict an entry',
    explain: 'The entry that is next in turn leaves the cache, as if there were no room.',
    nodes: ['cache'],
  },
  expire: {
    title: 'Expire an entry',
    explain: 'The time to live of one entry is over now: with LRU, of the one that was used last.',
    nodes: ['cache'],
  },
  wipe: {
    title: 'Wipe all entries',
    explain:
      'Everything leaves the cache, which stays up; what is dirty and pinned, once it is flushed.',
    nodes: ['cache'],
  },
  powerLoss: {
    title: 'Cut the power',
    explain:
      'The machine of the cache goes dark for a moment: memory is gone, and what the log had not on disk.',
    nodes: ['cache'],
  },
};
