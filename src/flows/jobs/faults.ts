/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  poison: {
    title: 'Poison a job',
    explain: 'The job that is next in the queue becomes one that makes every worker fail.',
    nodes: ['broker'],
  },
  redrive: {
    title: 'Redrive the dead letters',
    explain: 'Somebody puts the jobs of the dead-letter queue back into the queue.',
    nodes: ['broker'],
  },
  outage: {
    title: 'Effect service fails',
    explain: 'From now on the effect service answers every call with an error.',
    nodes: ['service'],
  },
  recover: {
    title: 'Effect service recovers',
    explain: 'The effect service works again.',
    nodes: ['service'],
  },
};
