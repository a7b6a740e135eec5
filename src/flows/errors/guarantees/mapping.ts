/** E1: each cause has its status. E3: what failed is not called a success, nor the other way round. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { broken, factIn, rowOf, type Table, withRow } from './seen.ts';

/** The document's table. Of an external service the seed's 500, or what tells its failures apart. */
const STATUSES: Readonly<Record<string, readonly number[]>> = {
  absent: [404],
  input: [400],
  token: [401],
  right: [403],
  unique: [409],
  foreignKey: [409, 400],
  limit: [429],
  transient: [503],
  database: [500],
  'external-bad': [500, 502],
  'external-down': [500, 503],
  'external-late': [500, 504],
  'service-down': [500, 503],
  'service-late': [500, 504],
};

export const mapped: Guarantee = {
  id: 'each-cause-its-status',
  ref: 'E1',
  title: 'Each error has its status',
  explain: 'What went wrong is answered with the status of its class, and nothing else with a 2xx.',
  workloads: [
    'conflict',
    'same-name',
    'not-found',
    'validation',
    'authentication',
    'authorization',
    'rate-limit',
    'database',
    'one-order',
  ],
  monitor: () => ({ kind: 'always', over: 'orders', start: null, on: onMapped }),
};

function onMapped(state: null, seen: Seen): Judged<null> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'replied' || found.fact['cause'] === '')
    return { state };
  const { fact, op } = found;
  const right = STATUSES[String(fact['cause'])] ?? [];
  if (right.includes(Number(fact['status']))) return { state };
  const say = `${op} was answered with ${fact['status']}, where ${right.join(' or ')} belongs.`;
  return broken(state, op, say, 'trouble', 'replied');
}

interface Outcome {
  /** Of the latest answer; 0: none. */
  readonly status: number;
  readonly tone: string;
  /** Less what was given back. */
  readonly net: number;
  /** The orders that are paid. */
  readonly paid: readonly string[];
  /** An item was created. */
  readonly stored: boolean;
}
const NEW: Outcome = { status: 0, tone: '', net: 0, paid: [], stored: false };

export const notSwallowed: Guarantee = {
  id: 'no-error-swallowed',
  ref: 'E3',
  title: 'No error is swallowed',
  explain: 'What failed is never reported as a success; what succeeded is not shown as failed.',
  workloads: ['not-found', 'database', 'one-order', 'one-item'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: [],
    on: onOutcome,
    atRest: saidToHaveFailed,
  }),
};

function onOutcome(state: Table<Outcome>, seen: Seen): Judged<Table<Outcome>> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const now = rowOf(state, op) ?? NEW;
  const put = (patch: Partial<Outcome>): Judged<Table<Outcome>> => ({
    state: withRow(state, op, { ...now, ...patch }),
  });
  switch (fact.type) {
    case 'sent':
      return put({ status: 0 });
    case 'charged':
      return put({ net: Math.min(now.net + 1, 2) });
    case 'refunded':
      return put({ net: Math.max(now.net - 1, 0) });
    case 'orderIs':
      return put({ paid: paidNow(now.paid, String(fact['order']), fact['status'] === 'PAID') });
    case 'done':
      return fact['stored'] === true ? put({ stored: true }) : { state };
    case 'replied': {
      const status = Number(fact['status']);
      if (status >= 300 || fact['cause'] === '') return { state };
      const say = `${op} failed, and was answered with ${status}.`;
      return broken(state, op, say, 'trouble', 'replied');
    }
    case 'answered':
      return put({ status: Number(fact['status']) });
    case 'shown': {
      const tone = String(fact['tone']);
      const after = put({ tone }).state;
      if (tone !== 'success' || (now.status >= 200 && now.status < 300)) return { state: after };
      return broken(after, op, `${op} failed, and the page says “${fact['text']}”`, 'shown');
    }
    default:
      return { state };
  }
}

function saidToHaveFailed(state: Table<Outcome>): Violation | null {
  for (const [op, { tone, net, paid, stored }] of state) {
    if (tone !== 'failure' || (net === 0 && paid.length === 0 && !stored)) continue;
    return {
      say: `The page says that ${op} failed, and ${whatIs(net, paid)}.`,
      because: [`${op}/charged`, `${op}/orderIs`, `${op}/done`, `${op}/shown`],
    };
  }
  return null;
}

function whatIs(net: number, paid: readonly string[]): string {
  if (net > 0) return 'the card is charged';
  return paid.length > 0 ? 'the order is there' : 'the item is there';
}

export const paidNow = (
  paid: readonly string[],
  order: string,
  isPaid: boolean,
): readonly string[] => {
  const others = paid.filter((each) => each !== order);
  return isPaid ? [...others, order].sort() : others;
};
