/**
 * C1. A read may not return write a (or the value at the start) if a write b was acknowledged
 * before the read was invoked, and a was acknowledged before b was invoked.
 */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { shown } from '../messages/words.ts';
import {
  acknowledgedValues,
  acknowledgements,
  type Histories,
  historyOf,
  writeAcknowledged,
  writeInvoked,
} from './history.ts';

/** A read that began when there was something old to see. */
interface OpenRead {
  readonly op: string;
  readonly node: string;
  readonly key: string;
  /** The values that were not old then, and those written since. */
  readonly fresh: readonly string[];
  readonly acknowledged: string;
  readonly because: readonly string[];
}

interface State {
  readonly histories: Histories;
  readonly reads: readonly OpenRead[];
}

/** A read in whose time more writes come than this is not judged. */
const MOST_FRESH = 64;

export const freshReads: Guarantee = {
  id: 'fresh-reads',
  ref: 'C1',
  title: 'Reads see what was saved before',
  explain: 'Once a save is acknowledged, no read that begins later returns an older value.',
  workloads: ['one-write', 'two-writes'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: { histories: [], reads: [] },
    on: on,
  }),
};

function on(state: State, seen: Seen): Judged<State> {
  if (seen.kind !== 'fact') {
    const reads = state.reads.filter(({ node }) => node !== seen.node);
    return { state: reads.length === state.reads.length ? state : { ...state, reads } };
  }
  const { fact, op, node } = seen;
  const key = String(fact['key']);
  switch (fact.type) {
    case 'invoked': {
      if (fact['kind'] === 'read') return { state: readInvoked(state, op, node, key) };
      const value = String(fact['value']);
      const reads = state.reads
        .map((read) => (read.key === key ? { ...read, fresh: [...read.fresh, value] } : read))
        .filter(({ fresh }) => fresh.length <= MOST_FRESH);
      return { state: { histories: writeInvoked(state.histories, key, value, op), reads } };
    }
    case 'acknowledged': {
      const histories = writeAcknowledged(state.histories, key, String(fact['value']));
      return { state: { ...state, histories } };
    }
    case 'answered': {
      const read = state.reads.find((each) => each.op === op);
      if (read === undefined) return { state };
      const next = { ...state, reads: state.reads.filter((each) => each !== read) };
      const value = fact['value'] as string | null;
      if (value !== null && read.fresh.includes(value)) return { state: next };
      const say = `${op} returned ${shown(value)} for ${key}, though ${read.acknowledged} had been acknowledged before it began.`;
      return {
        state: next,
        violation: { say, because: [...read.because, `${op}/invoked`, `${op}/answered`] },
      };
    }
    case 'failed':
      return { state: { ...state, reads: state.reads.filter((each) => each.op !== op) } };
    default:
      return { state };
  }
}

function readInvoked(state: State, op: string, node: string, key: string): State {
  const history = historyOf(state.histories, key);
  if (history === undefined || !history.startIsOld || history.blurred) return state;
  const read: OpenRead = {
    op,
    node,
    key,
    fresh: history.writes.map(({ value }) => value),
    acknowledged: acknowledgedValues(history),
    because: acknowledgements(history),
  };
  return { ...state, reads: [...state.reads, read] };
}
