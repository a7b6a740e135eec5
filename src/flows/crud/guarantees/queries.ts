/** C8: a page takes at most two queries. C9: nobody gets rows that are not theirs, or deleted. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn } from './seen.ts';

const QUERIES_MAX = 2;

export const queryBudget: Guarantee = {
  id: 'query-budget',
  ref: 'C8',
  title: 'A page takes two queries',
  explain: 'However many rows a page has, it takes at most two queries.',
  workloads: ['one-page'],
  monitor: () => ({ kind: 'always', over: 'orders', start: null, on: onQuery }),
};

function onQuery(state: null, seen: Seen): Judged<null> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'queried' || found.fact['of'] !== 'page')
    return { state };
  const n = Number(found.fact['n']);
  // Told at the first that is too many.
  if (n !== QUERIES_MAX + 1) return { state };
  const say = `${found.op} makes its query ${n} for one page; ${QUERIES_MAX} are enough.`;
  return { state, violation: { say, because: [`${found.op}/asked`, `${found.op}/queried`] } };
}

export const scopedReads: Guarantee = {
  id: 'scoped-reads',
  ref: 'C9',
  title: 'Nobody sees foreign or deleted rows',
  explain: 'No answer holds a row that is another tenant’s, or was deleted when it was read.',
  workloads: ['delete-and-list'],
  monitor: () => ({ kind: 'always', over: 'orders', start: null, on: onReturn }),
};

interface Returned {
  readonly id: string;
  readonly tenant: string;
  readonly deleted: boolean;
}

function onReturn(state: null, seen: Seen): Judged<null> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'returned') return { state };
  const { op, fact } = found;
  const rows = fact['rows'] as unknown as readonly Returned[];
  const wrong = rows.find(({ tenant, deleted }) => deleted || tenant !== fact['tenant']);
  if (wrong === undefined) return { state };
  const why = wrong.deleted ? 'is deleted' : `belongs to ${wrong.tenant}`;
  const say = `${op} was answered with row ${wrong.id}, which ${why}.`;
  return { state, violation: { say, because: [`${op}/asked`, `${op}/returned`] } };
}
