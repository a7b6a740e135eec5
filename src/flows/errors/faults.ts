/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  flood: {
    title: 'Use up the limit',
    explain: 'Others send so much that the rate limit of this window is used up.',
    nodes: ['api'],
  },
  expireTokens: {
    title: 'Tokens expire',
    explain: 'Every token that was given out so far is no longer valid.',
    nodes: ['service'],
  },
  diskFull: {
    title: 'Disk full',
    explain: 'The database can read and no longer write.',
    nodes: ['db'],
  },
  deadlock: {
    title: 'Deadlock',
    explain: 'The next transaction that writes ends in a deadlock.',
    nodes: ['db'],
  },
  outage: {
    title: 'Provider is down',
    explain: 'The payment provider answers each call with 503.',
    nodes: ['payment'],
  },
  garble: {
    title: 'Garbled replies',
    explain: 'The payment provider does what it is asked, and nobody can read what it answers.',
    nodes: ['payment'],
  },
  recover: {
    title: 'Recover',
    explain: 'It works again.',
    nodes: ['db', 'payment'],
  },
};
