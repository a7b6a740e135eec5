/** What a person can make a client do. */
import type { ActSpec } from '../../flow/flow.ts';

export const acts: Readonly<Record<string, ActSpec>> = {
  read: {
    title: 'Read the cart',
    explain: 'The browser asks for the cart.',
    op: 'read',
    event: () => ({ type: 'read', key: 'cart:1' }),
  },
  write: {
    title: 'Save the cart',
    explain: 'The browser saves a new value of the cart.',
    op: 'write',
    event: (n) => ({ type: 'write', key: 'cart:1', value: `h${n}` }),
  },
};
