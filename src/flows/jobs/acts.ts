/** What a person can make a client do. */
import type { ActSpec } from '../../flow/flow.ts';

export const acts: Readonly<Record<string, ActSpec>> = {
  order: {
    title: 'Place an order',
    explain: 'The browser asks for a job.',
    op: 'order',
    event: () => ({ type: 'order', group: 'customer-1', priority: 1 }),
  },
  urgent: {
    title: 'Place an urgent order',
    explain: 'The browser asks for a job of the most urgent class.',
    op: 'urgent',
    event: () => ({ type: 'order', group: 'customer-1', priority: 0 }),
  },
};
