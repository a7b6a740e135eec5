/** Faults beyond those of the kernel. */
import type { OwnFaultSpec } from '../../flow/flow.ts';

export const faults: Readonly<Record<string, OwnFaultSpec>> = {
  restart503: {
    title: 'Restart, answering 503',
    explain:
      'The server restarts for a new version: connections and memory are gone, and until it has booted it answers 503.',
    nodes: ['hub'],
  },
  acceptThenClose: {
    title: 'Crash loop',
    explain: 'From now on the server accepts connections, and closes each a moment later.',
    nodes: ['hub'],
  },
  logOut: {
    title: 'Log everybody out',
    explain: 'No login is valid any more: connections are closed, and new ones refused with 401.',
    nodes: ['hub'],
  },
  stall: {
    title: 'Stop reading for a while',
    explain: 'The client is too busy to read: what the server sends has to wait.',
    nodes: ['client-a', 'client-b', 'client-c'],
  },
};
