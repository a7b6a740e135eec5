/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  wipe: {
    title: 'Wipe all entries',
    explain: 'Everything leaves the cache, its tombstones too; it stays up.',
    nodes: ['cache'],
  },
};
