/** E5: no useless retry. E6: bounded attempts. And what retries are for: a short outage is not noticed. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { broken, factIn, rowOf, type Table, withoutRow, withRow } from './seen.ts';

/** What is wrong with the request itself, and stays wrong however often it is sent. */
const LASTING = ['absent', 'input', 'right', 'unique', 'foreignKey'];
const LASTING_STATUSES = [400, 403, 404, 409, 412, 413, 415, 422];

type Prospect = 'open' | 'useless' | 'token';

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
  const put = (prospect: Prospect): Judged<Table<Prospect>> => ({
    state: withRow(state, op, prospect),
  });
  switch (fact.type) {
    case 'asked':
      return { state: withoutRow(state, op) };
    case 'sent': {
      const before = rowOf(state, op) ?? 'open';
      if (before === 'open') return put('open');
      const say = `${op} was sent again, though nothing about it had changed.`;
      return broken(put('open').state, op, say, 'trouble', 'answered', 'sent');
    }
    case 'renewed':
    case 'done':
      return put('open');
    case 'trouble': {
      const cause = String(fact['cause']);
      if (cause === 'token') return put('token');
      return put(LASTING.includes(cause) ? 'useless' : 'open');
    }
    case 'answered':
      return LASTING_STATUSES.includes(Number(fact['status'])) ? put('useless') : { state };
    default:
      return { state };
  }
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
  if (found === null || found.fact.type !== 'called') return { state };
  const { op } = found;
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
  readonly sent: number;
  readonly transient: boolean;
}

export const recovers: Guarantee = {
  id: 'short-outage-unnoticed',
  ref: 'RECOVERY',
  title: 'A short outage is not noticed',
  explain: 'Nobody is sent away because of a passing failure while attempts are left.',
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
  const now = rowOf(state, op) ?? { sent: 0, transient: false };
  switch (fact.type) {
    case 'asked':
      return { state: withoutRow(state, op) };
    case 'sent': {
      const sent = Math.min(now.sent + 1, attempts);
      return { state: withRow(state, op, { sent, transient: false }) };
    }
    case 'trouble': {
      const cause = String(fact['cause']);
      const transient = cause === 'transient' || cause.startsWith('external');
      return { state: withRow(state, op, { ...now, transient }) };
    }
    case 'charged':
    case 'replayed':
    case 'done':
      return { state: withRow(state, op, { ...now, transient: false }) };
    case 'shown': {
      if (!now.transient || fact['tone'] !== 'failure' || now.sent >= attempts) return { state };
      const say = `${op} was given up after ${now.sent} of ${attempts} attempts, for a failure that passes.`;
      return broken(state, op, say, 'trouble', 'shown');
    }
    default:
      return { state };
  }
}
