/** E5: no useless retry. E6: bounded attempts. And what retries are for: a short outage is not noticed. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { broken, factIn, rowOf, type Table, withoutRow, withRow } from './seen.ts';

/** What is wrong with the request itself, and stays wrong however often it is sent. */
const LASTING = ['absent', 'input', 'right', 'unique', 'foreignKey'];
const LASTING_STATUSES = [400, 403, 404, 409, 412, 413, 415, 422];

/** What the backend last replied, and whether another attempt has any hope. */
interface Prospect {
  readonly cause: string;
  readonly status: number;
  readonly hope: 'some' | 'none' | 'with a new token';
}
const UNTRIED: Prospect = { cause: '', status: 0, hope: 'some' };

export const noUselessRetry: Guarantee = {
  id: 'no-useless-retry',
  ref: 'E5',
  title: 'Nothing is sent again in vain',
  explain: 'A request that cannot go well is sent once; after an expired token once more.',
  workloads: ['validation', 'conflict', 'not-found', 'authorization', 'authentication'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on: onRetry }),
};

function onRetry(state: Table<Prospect>, seen: Seen): Judged<Table<Prospect>> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const now = rowOf(state, op) ?? UNTRIED;
  const put = (patch: Partial<Prospect>): Table<Prospect> =>
    withRow(state, op, { ...now, ...patch });
  switch (fact.type) {
    case 'asked':
      return { state: withoutRow(state, op) };
    case 'sent': {
      const next = put(UNTRIED);
      if (now.hope === 'some') return { state: next };
      const say = `${op} was sent again, though nothing about it had changed.`;
      return broken(next, op, say, 'replied', 'answered', 'sent');
    }
    case 'renewed':
      return { state: put({ hope: 'some' }) };
    case 'replied':
      return { state: put({ cause: String(fact['cause']), status: Number(fact['status']) }) };
    case 'answered':
      return { state: put({ hope: hopeAfter(now, Number(fact['status'])) }) };
    default:
      return { state };
  }
}

/** A reply that was given to a copy of the request says nothing about this one. */
function hopeAfter({ cause, status: replied }: Prospect, status: number): Prospect['hope'] {
  if (LASTING_STATUSES.includes(status)) return 'none';
  if (status !== replied) return 'some';
  if (cause === 'token') return 'with a new token';
  return LASTING.includes(cause) ? 'none' : 'some';
}

export const boundedAttempts: Guarantee = {
  id: 'bounded-attempts',
  ref: 'E6',
  title: 'Retries do not multiply',
  explain:
    'The payment provider is called no more often for one order than one layer would call it.',
  workloads: ['one-order'],
  monitor: ({ attempts = 3 }) => ({
    kind: 'always',
    over: 'orders',
    start: [],
    on: (state, seen) => onCall(attempts, state, seen),
  }),
};

function onCall(attempts: number, state: Table<number>, seen: Seen): Judged<Table<number>> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  // Who presses again wants it anew.
  if (fact.type === 'pressedAgain') return { state: withoutRow(state, op) };
  if (fact.type !== 'called') return { state };
  const calls = (rowOf(state, op) ?? 0) + 1;
  // Told once, when the limit is passed.
  if (calls > attempts + 1) return { state };
  const next = withRow(state, op, calls);
  if (calls <= attempts) return { state: next };
  return broken(
    next,
    op,
    `The provider was called ${calls} times for ${op}; ${attempts} are allowed.`,
    'asked',
    'called',
  );
}

interface Recovery {
  readonly tried: number;
  /** Of the last failure; empty: none. */
  readonly cause: string;
}
const UNFAILED: Recovery = { tried: 1, cause: '' };
/** A page of something in front of the backend. */
const GATEWAY = [502, 503, 504];

export const recovers: Guarantee = {
  id: 'short-outage-unnoticed',
  ref: 'RECOVERY',
  title: 'A short outage is not noticed',
  explain:
    'While attempts are left, nobody is sent away because of a deadlock, or because provider, service or network fail for a moment.',
  workloads: ['one-order', 'one-item'],
  monitor: ({ attempts = 3 }) => ({
    kind: 'always',
    over: 'orders',
    start: [],
    on: (state, seen) => onRecovery(attempts, state, seen),
  }),
};

function onRecovery(attempts: number, state: Table<Recovery>, seen: Seen): Judged<Table<Recovery>> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const now = rowOf(state, op) ?? UNFAILED;
  const put = (patch: Partial<Recovery>): Table<Recovery> =>
    withRow(state, op, { ...now, ...patch });
  switch (fact.type) {
    case 'asked':
      return { state: withoutRow(state, op) };
    case 'sent':
      return { state: put({ cause: '' }) };
    case 'waits':
      return { state: put({ tried: Math.min(now.tried + 1, attempts) }) };
    case 'replied':
      return { state: put({ cause: String(fact['cause']) }) };
    case 'answered': {
      const isGateway = now.cause === '' && GATEWAY.includes(Number(fact['status']));
      return { state: isGateway ? put({ cause: 'external-bad' }) : state };
    }
    case 'unanswered':
      return { state: put({ cause: 'external-late' }) };
    case 'shown': {
      const next = withoutRow(state, op);
      const isFailure = fact['tone'] === 'failure' || fact['tone'] === 'unknown';
      if (!passes(now.cause) || !isFailure || now.tried >= attempts) return { state: next };
      const say = `${op} was given up after ${now.tried} of ${attempts} attempts, for a failure that passes.`;
      return broken(next, op, say, 'replied', 'unanswered', 'shown');
    }
    default:
      return { state };
  }
}

/** A moment later the same may go well. */
const passes = (cause: string): boolean =>
  cause === 'transient' || cause.startsWith('external') || cause.startsWith('service');
