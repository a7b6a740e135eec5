/** People at their browsers, and what they do: all to one cart. */
import type { ClientSpec } from '../../../flow/flow.ts';
import type { Act } from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';

const KEY = 'cart:1';

export const shopper = (letter: string): ClientSpec => ({
  id: `shopper-${letter.toLowerCase()}`,
  title: `Shopper ${letter}`,
});

export const read = (n: number, node: string, atMs: number): Act => ({
  op: `read-${n}`,
  node,
  atUs: atMs * MS,
  event: { type: 'read', key: KEY },
});

export const write = (n: number, node: string, atMs: number): Act => ({
  op: `write-${n}`,
  node,
  atUs: atMs * MS,
  event: { type: 'write', key: KEY, value: `v${n}` },
});
