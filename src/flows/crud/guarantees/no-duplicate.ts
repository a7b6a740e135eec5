/** C1. What a user wanted once is done once: one row, one sale, each row of an import. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, remembering } from './seen.ts';

/** How many rows an operation may still make. */
interface Due {
  readonly op: string;
  readonly type: 'created' | 'sold';
  readonly left: number;
}

export const noDuplicate: Guarantee = {
  id: 'no-duplicate',
  ref: 'C1',
  title: 'Nothing is created twice',
  explain:
    'However often a request is sent, it makes one row or one sale; of an import, as many rows as there are in the file.',
  workloads: ['one-create', 'sale-after-sale', 'one-import'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on }),
};

function on(state: readonly Due[], seen: Seen): Judged<readonly Due[]> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  if (fact.type === 'importAsked') {
    const isAgain = state.some((each) => each.op === op);
    const left = Number(fact['count']);
    return { state: isAgain ? state : remembering(state, { op, type: 'created', left }) };
  }
  const { type } = fact;
  if (type !== 'created' && type !== 'sold') return { state };
  const due = state.find((each) => each.op === op && each.type === type);
  if (due === undefined) return { state: remembering(state, { op, type, left: 0 }) };
  if (due.left > 0) {
    const less = { ...due, left: due.left - 1 };
    return { state: state.map((each) => (each === due ? less : each)) };
  }
  const what = String(fact['key']).replace(':', ' ');
  const say =
    type === 'sold'
      ? `${op} has sold a second unit of ${what}.`
      : `${op} has created a row that it has created before, ${what}.`;
  return { state, violation: { say, because: [`${op}/asked`, `${op}/${type}`] } };
}
