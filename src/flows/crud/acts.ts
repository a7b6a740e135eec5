/** What a person can make a user do. */
import type { ActSpec } from '../../flow/flow.ts';

export const acts: Readonly<Record<string, ActSpec>> = {
  list: {
    title: 'List the items',
    explain: 'The browser asks for the first page.',
    op: 'list',
    event: () => ({ type: 'list', page: 1 }),
  },
  open: {
    title: 'Open item 42',
    explain: 'The browser asks for the item.',
    op: 'open',
    event: () => ({ type: 'open', id: '42' }),
  },
  edit: {
    title: 'Change item 42',
    explain: 'The browser saves a new quantity, made from what it shows.',
    op: 'edit',
    event: (n) => ({ type: 'edit', id: '42', qty: 10 + (n % 90) }),
  },
  create: {
    title: 'Create an item',
    explain: 'The browser creates a new item.',
    op: 'create',
    event: (n) => ({ type: 'create', title: `Thing ${n}`, qty: 1, ownerId: '1' }),
  },
  post: {
    title: 'Post without a title',
    explain: 'A script sends an item without a title, past the form.',
    op: 'post',
    event: () => ({ type: 'create', title: '', qty: 'lots', ownerId: '1', direct: true }),
  },
  sell: {
    title: 'Buy a unit of item 42',
    explain: 'The browser asks for one unit.',
    op: 'sell',
    event: () => ({ type: 'sell', id: '42' }),
  },
  remove: {
    title: 'Delete item 42',
    explain: 'The browser deletes the item.',
    op: 'remove',
    event: () => ({ type: 'remove', id: '42' }),
  },
};
