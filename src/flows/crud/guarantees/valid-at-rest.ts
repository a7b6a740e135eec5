/** C5: every row keeps schema and rule. C6: no more is sold than there is. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import type { Tables } from '../machines/table.ts';
import { TENANT } from '../protocol.ts';
import { isValid } from '../rules.ts';
import { factIn, remembering } from './seen.ts';

/** Which operation wrote an item last. */
type Writers = readonly { readonly key: string; readonly op: string }[];

export const validAtRest: Guarantee = {
  id: 'valid-at-rest',
  ref: 'C5',
  title: 'Every row is valid',
  explain:
    'In the end each row has a title of its own and a quantity that is a whole number from 0 to 100.',
  workloads: ['direct-post', 'form-post', 'one-import'],
  monitor: () => ({ kind: 'eventually', over: 'orders', start: [], on, atRest }),
};

function on(state: Writers, seen: Seen): Judged<Writers> {
  const found = factIn(seen);
  if (found === null || (found.fact.type !== 'created' && found.fact.type !== 'changed')) {
    return { state };
  }
  const key = String(found.fact['key']);
  const others = state.filter((each) => each.key !== key);
  return { state: remembering(others, { key, op: found.op }) };
}

function atRest(state: Writers, look: Look): Violation | null {
  const tables = look('db') as Tables | undefined;
  const rows = (tables?.rows ?? []).filter(({ deleted, tenant }) => !deleted && tenant === TENANT);
  const because = (id: string): string[] =>
    state
      .filter(({ key }) => key === `item:${id}`)
      .flatMap(({ op }) => [`${op}/created`, `${op}/changed`]);
  for (const row of rows) {
    if (!isValid(row)) {
      const { id, title, qty } = row;
      return {
        say: `Row ${id} is not valid: title "${title}", quantity ${qty}.`,
        because: because(id),
      };
    }
    const twin = rows.find((each) => each.title === row.title && each.id !== row.id);
    if (twin !== undefined) {
      return {
        say: `Rows ${row.id} and ${twin.id} have the same title, "${row.title}".`,
        because: [...because(row.id), ...because(twin.id)],
      };
    }
  }
  return null;
}

interface Sales {
  readonly key: string;
  readonly sold: number;
  /** As many as there are to sell, in all. */
  readonly stock: number;
}

export const noOversell: Guarantee = {
  id: 'no-oversell',
  ref: 'C6',
  title: 'No more is sold than there is',
  explain: 'Of no item are there more sales than units.',
  workloads: ['two-sales', 'sale-after-sale'],
  monitor: ({ stock = 0 }) => ({
    kind: 'always',
    over: 'orders',
    start: [],
    on: (state, seen) => onSale(state, seen, stock),
  }),
};

function onSale(state: readonly Sales[], seen: Seen, stock: number): Judged<readonly Sales[]> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const key = String(fact['key']);
  const known = state.find((each) => each.key === key) ?? { key, sold: 0, stock };
  const put = (next: Sales): readonly Sales[] =>
    remembering(
      state.filter((each) => each.key !== key),
      next,
    );
  if (fact.type === 'created' || fact.type === 'changed') {
    const qty = Number(fact['qty']);
    return { state: put({ ...known, stock: known.sold + qty }) };
  }
  if (fact.type !== 'sold') return { state };
  const next = { ...known, sold: known.sold + 1 };
  if (next.sold <= known.stock) return { state: put(next) };
  const say = `${op} is sale ${next.sold} of ${key.replace(':', ' ')}, but there were ${known.stock}.`;
  return { state: put(known), violation: { say, because: [`${op}/based`, `${op}/sold`] } };
}
