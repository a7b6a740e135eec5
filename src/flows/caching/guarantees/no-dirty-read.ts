/** C4. No read returns a value whose write failed, or never ended, and that never entered the database. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';

/** A write that was neither acknowledged nor committed so far. */
interface OpenWrite {
  readonly op: string;
  readonly key: string;
  readonly value: string;
  /** It ended with an error that says it was not done. */
  readonly failed: boolean;
  /** The first read that returned its value. */
  readonly readBy: string | null;
  /** The cache holds it, and the database is to have it later. */
  readonly held: boolean;
  /** What took its place in the cache since: once the database has that, it has this behind it. */
  readonly replacedBy: readonly string[];
}

type State = readonly OpenWrite[];

/** So many are remembered: the latest. */
const MOST_OPEN = 256;

export const noDirtyRead: Guarantee = {
  id: 'no-dirty-read',
  ref: 'C4',
  title: 'Nobody sees a write that failed',
  explain: 'A value that a read returned was acknowledged, or is in the database, in the end.',
  workloads: ['one-write', 'two-writes'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on, atRest }),
};

function on(state: State, seen: Seen): Judged<State> {
  if (seen.kind !== 'fact') {
    return { state: seen.kind === 'down' && seen.node === 'cache' ? dropped(state) : state };
  }
  const { fact, op } = seen;
  const { key, value } = fact as { key?: string; value?: string };
  const isIt = (each: OpenWrite): boolean => each.key === key && each.value === value;
  switch (fact.type) {
    case 'invoked': {
      if (fact['kind'] !== 'write') return { state };
      const fresh = { op, key: key ?? '', value: value ?? '', failed: false, readBy: null };
      const open = { ...fresh, held: false, replacedBy: [] };
      return { state: [...state.slice(1 - MOST_OPEN), open] };
    }
    case 'stored':
      if (fact['dirty'] === true) return { state: held(state, key, value ?? '') };
      return { state: dropped(state, key) };
    case 'recovered':
      return { state: held(state, key, value ?? '') };
    case 'evicted':
    case 'expired':
      return { state: dropped(state, key) };
    case 'emptied':
      return { state: dropped(state) };
    case 'acknowledged':
      return { state: state.some(isIt) ? state.filter((each) => !isIt(each)) : state };
    case 'committed': {
      const isThere = (each: OpenWrite): boolean =>
        isIt(each) || (each.key === key && each.replacedBy.includes(value ?? ''));
      return { state: state.some(isThere) ? state.filter((each) => !isThere(each)) : state };
    }
    case 'answered':
      return judged(state, isIt, (each) => ({ ...each, readBy: each.readBy ?? op }));
    case 'failed':
      if (fact['outcome'] !== 'error') return { state };
      return judged(state, isIt, (each) => ({ ...each, failed: true }));
    default:
      return { state };
  }
}

/** A dirty value takes the place of what the cache held for the key. */
function held(state: State, key: string | undefined, value: string): State {
  if (!state.some((each) => each.key === key && (each.held || each.value === value))) return state;
  return state.map((each) => {
    if (each.key !== key) return each;
    if (each.value === value) return { ...each, held: true };
    return each.held && !each.replacedBy.includes(value)
      ? { ...each, replacedBy: [...each.replacedBy, value] }
      : each;
  });
}

/** The cache holds it no longer: what comes after does not stand on it. */
const dropped = (state: State, key?: string): State =>
  state.some((each) => each.held && (key === undefined || each.key === key))
    ? state.map((each) => (key === undefined || each.key === key ? { ...each, held: false } : each))
    : state;

function judged(
  state: State,
  isIt: (each: OpenWrite) => boolean,
  change: (each: OpenWrite) => OpenWrite,
): Judged<State> {
  const at = state.findIndex(isIt);
  const write = state[at];
  if (write === undefined) return { state };
  const next = change(write);
  if (!next.failed || next.readBy === null) return { state: state.with(at, next) };
  return { state: state.toSpliced(at, 1), violation: violationBy(next, 'failed') };
}

function atRest(state: State): Violation | null {
  const dirty = state.find(({ readBy }) => readBy !== null);
  return dirty === undefined ? null : violationBy(dirty, 'was never acknowledged');
}

const violationBy = ({ op, key, value, readBy }: OpenWrite, end: string): Violation => ({
  say: `${readBy} returned ${value} for ${key}, but ${op} ${end}, and the database never had it.`,
  because: [`${op}/invoked`, `${op}/failed`, `${readBy}/answered`],
});
