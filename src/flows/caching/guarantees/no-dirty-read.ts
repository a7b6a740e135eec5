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
  if (seen.kind !== 'fact') return { state };
  const { fact, op } = seen;
  const { key, value } = fact as { key?: string; value?: string };
  const isIt = (each: OpenWrite): boolean => each.key === key && each.value === value;
  switch (fact.type) {
    case 'invoked': {
      if (fact['kind'] !== 'write') return { state };
      const fresh = { op, key: key ?? '', value: value ?? '', failed: false, readBy: null };
      return { state: [...state.slice(1 - MOST_OPEN), fresh] };
    }
    case 'acknowledged':
    case 'committed':
      return { state: state.some(isIt) ? state.filter((each) => !isIt(each)) : state };
    case 'answered':
      return judged(state, isIt, (each) => ({ ...each, readBy: each.readBy ?? op }));
    case 'failed':
      if (fact['outcome'] !== 'error') return { state };
      return judged(state, isIt, (each) => ({ ...each, failed: true }));
    default:
      return { state };
  }
}

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
