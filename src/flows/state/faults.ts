/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  quotaExceeded: {
    title: 'Fill the disk',
    explain: 'From now on nothing more fits: QuotaExceededError.',
    nodes: ['outbox'],
  },
  eviction: {
    title: 'Evict the storage',
    explain: 'The browser needs room, and deletes what the page has stored.',
    nodes: ['outbox'],
  },
};
