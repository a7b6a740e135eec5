/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  cacheLoss: {
    title: 'Lose what is cached',
    explain: 'The cache forgets everything: counters, sessions, users.',
    nodes: ['cache'],
  },
};
