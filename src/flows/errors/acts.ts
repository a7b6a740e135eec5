/** What a person can make a page do: each class of error has an act that meets it. */
import type { ActSpec } from '../../flow/flow.ts';

export const acts: Readonly<Record<string, ActSpec>> = {
  buy: {
    title: 'Order a lamp',
    explain: 'The card is charged, and an order is stored.',
    op: 'buy',
    event: () => ({ type: 'buy', item: 'lamp', qty: 1 }),
  },
  look: {
    title: 'Look at the lamp',
    explain: 'An item that is there.',
    op: 'look',
    event: () => ({ type: 'look', id: 'lamp' }),
  },
  lookGone: {
    title: 'Look at a deleted item',
    explain: 'NotFoundError: the item is not there.',
    op: 'look',
    event: () => ({ type: 'look', id: 'vase' }),
  },
  create: {
    title: 'Create an item',
    explain: 'A name that is free.',
    op: 'create',
    event: (n) => ({ type: 'create', name: `chair ${n}`, qty: 3 }),
  },
  createNone: {
    title: 'Create an item, quantity 0',
    explain: 'ValidationError: the quantity must be at least 1.',
    op: 'create',
    event: (n) => ({ type: 'create', name: `stool ${n}`, qty: 0 }),
  },
  createTwice: {
    title: 'Create an item whose name is taken',
    explain: 'ConflictError: there is a lamp already.',
    op: 'create',
    event: () => ({ type: 'create', name: 'lamp', qty: 3 }),
  },
  createLong: {
    title: 'Create an item with a long name',
    explain: 'DatabaseError: the name does not fit into its column, and nobody looked.',
    op: 'create',
    event: (n) => ({ type: 'create', name: `a very comfortable sofa ${n}`, qty: 3 }),
  },
  remove: {
    title: 'Delete an item that was ordered',
    explain: 'ConflictError: an order refers to the desk.',
    op: 'remove',
    event: () => ({ type: 'remove', id: 'desk' }),
  },
  signOut: {
    title: 'Sign out',
    explain: 'The page forgets its tokens: AuthenticationError from now on.',
    op: 'session',
    event: () => ({ type: 'signOut' }),
  },
  signIn: {
    title: 'Sign in',
    explain: 'The page has a token again.',
    op: 'session',
    event: () => ({ type: 'signIn' }),
  },
};
