/**
 * C7. While the cache is down, reads still succeed, and no more loads reach the database than it
 * can work on. Reads that the app turns away by itself, so as not to overload it, are no failures.
 */
import type { Params } from '../../../flow/flow.ts';
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { type Micros, SECOND } from '../../../kernel/time.ts';
import { workMs } from '../settings.ts';

interface State {
  readonly down: boolean;
  /** Loads since the beginning of the present second. */
  readonly since: Micros;
  readonly count: number;
  /** Reads that were turned away, until their client hears of it. */
  readonly shed: readonly string[];
  /** Reads that began to load while the cache was down, until their client has an end of them. */
  readonly loading: readonly string[];
}

export const readsSurvive: Guarantee = {
  id: 'reads-survive-cache-loss',
  ref: 'C7',
  title: 'The database carries the load alone',
  explain:
    'While the cache is down, reads go on, and no more of them reach the database than it can take.',
  workloads: ['cache-loss'],
  variants: ['cache-aside', 'write-through'],
  monitor: (params) => ({
    kind: 'always',
    over: 'timed',
    start: { down: false, since: 0, count: 0, shed: [], loading: [] },
    on: (state, seen, atUs) => on(state, seen, atUs, capacityPerSecond(params)),
  }),
};

/** How many queries the database finishes in a second when it always has work. */
function capacityPerSecond({ dbConcurrency = 1, dbRttMs = 0 }: Params): number {
  const busyMs = workMs({ dbConcurrency, dbRttMs });
  return busyMs === 0 ? Number.POSITIVE_INFINITY : (dbConcurrency * 1_000) / busyMs;
}

function on(state: State, seen: Seen, atUs: Micros, capacity: number): Judged<State> {
  if (seen.kind !== 'fact') {
    if (seen.node !== 'cache') return { state };
    return { state: { ...state, down: seen.kind === 'down', since: atUs, count: 0 } };
  }
  const { fact, op } = seen;
  if (fact.type === 'shed') return { state: { ...state, shed: [...state.shed, op] } };
  if (fact.type === 'answered' || fact.type === 'failed') {
    const next = { ...state, shed: without(state.shed, op), loading: without(state.loading, op) };
    if (fact.type === 'answered' || fact['kind'] !== 'read') return { state: next };
    if (next.shed.length < state.shed.length) return { state: next };
    const wasLoading = next.loading.length < state.loading.length;
    if (!state.down && !wasLoading) return { state: next };
    const say = state.down
      ? `${op} failed while the cache was down.`
      : `${op} failed: it had to do without the cache, which was down.`;
    return { state: next, violation: { say, because: [`${op}/failed`] } };
  }
  if (fact.type !== 'loadStarted' || !state.down) return { state };
  const begins = atUs - state.since >= SECOND;
  const next = {
    ...state,
    since: begins ? atUs : state.since,
    count: begins ? 1 : state.count + 1,
    loading: [...without(state.loading, op), op],
  };
  // Told once a second, when the limit is passed.
  if (next.count !== Math.floor(capacity) + 1) return { state: next };
  const say = `More than ${Math.floor(capacity)} loads in a second reached the database while the cache was down: more than it can take.`;
  return { state: next, violation: { say, because: [`${op}/loadStarted`] } };
}

const without = (ops: readonly string[], op: string): readonly string[] =>
  ops.includes(op) ? ops.filter((each) => each !== op) : ops;
