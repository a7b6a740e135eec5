/** What a person can make a client or the producer do. */
import type { ActSpec } from '../../flow/flow.ts';

export const acts: Readonly<Record<string, ActSpec>> = {
  publish: {
    title: 'Publish an event',
    explain: 'The producer has news.',
    op: 'publish',
    event: () => ({ type: 'publish' }),
  },
  connect: {
    title: 'Connect now',
    explain: 'The client connects, if it has no connection, without waiting any longer.',
    op: 'connect',
    event: () => ({ type: 'connect' }),
  },
  close: {
    title: 'Close the connection',
    explain: 'The page calls close() itself.',
    op: 'close',
    event: () => ({ type: 'close' }),
  },
};
