/** E7: an order is charged at most once. E8: in the end it is charged if, and only if, it is there and paid. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { paidNow } from './mapping.ts';
import { broken, factIn, rowOf, type Table, withRow } from './seen.ts';

export const oneCharge: Guarantee = {
  id: 'charged-once',
  ref: 'E7',
  title: 'Nobody pays twice',
  explain: 'What is charged for an order, less what was given back, is never more than its price.',
  workloads: ['one-order', 'one-order-far'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on: onCharge }),
};

function onCharge(state: Table<number>, seen: Seen): Judged<Table<number>> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const net = rowOf(state, op) ?? 0;
  if (fact.type === 'refunded') return { state: withRow(state, op, Math.max(net - 1, 0)) };
  if (fact.type !== 'charged') return { state };
  if (net === 0) return { state: withRow(state, op, 1) };
  return broken(withRow(state, op, 2), op, `${op} is charged a second time.`, 'asked', 'charged');
}

interface Half {
  readonly net: number;
  readonly paid: readonly string[];
}

export const noHalfState: Guarantee = {
  id: 'charged-if-ordered',
  ref: 'E8',
  title: 'Charged and ordered, or neither',
  explain:
    'In the end a card is charged if, and only if, its order is there and paid; one charge pays for one order.',
  workloads: ['one-order', 'one-order-far'],
  monitor: () => ({ kind: 'eventually', over: 'orders', start: [], on: onHalf, atRest: halves }),
};

function onHalf(state: Table<Half>, seen: Seen): Judged<Table<Half>> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const { net, paid } = rowOf(state, op) ?? { net: 0, paid: [] };
  switch (fact.type) {
    case 'charged':
      return { state: withRow(state, op, { paid, net: Math.min(net + 1, 2) }) };
    case 'refunded':
      return { state: withRow(state, op, { paid, net: Math.max(net - 1, 0) }) };
    case 'orderIs': {
      const now = paidNow(paid, String(fact['order']), fact['status'] === 'PAID');
      return { state: withRow(state, op, { net, paid: now }) };
    }
    default:
      return { state };
  }
}

function halves(state: Table<Half>): Violation | null {
  for (const [op, { net, paid }] of state) {
    if (net > 0 === paid.length > 0 && net >= Math.min(paid.length, 2)) continue;
    return {
      say: sayOf(op, net, paid.length),
      because: [`${op}/charged`, `${op}/refunded`, `${op}/orderIs`],
    };
  }
  return null;
}

function sayOf(op: string, net: number, paid: number): string {
  if (paid === 0) return `${op} is charged, and there is no paid order.`;
  if (net === 0) return `${op} is an order that nobody paid.`;
  return `${op} is charged once, and there are ${paid} paid orders.`;
}
