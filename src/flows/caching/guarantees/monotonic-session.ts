/** C5. Two reads of one client, one after the other, never go back from a write to an older one. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { findKey, putKey } from '../keyed.ts';
import { shown } from '../messages/words.ts';
import type { Value } from '../protocol.ts';

interface KeyWrites {
  readonly key: string;
  /** In the order in which they were invoked. */
  readonly writes: readonly {
    readonly value: string;
    /** The writes that were not acknowledged when this one was invoked: they are not older. */
    readonly beside: readonly string[];
  }[];
  readonly open: readonly string[];
  /** Too many writes without an outcome: nothing is judged any more. */
  readonly blurred: boolean;
}

interface LastRead {
  readonly session: string;
  readonly key: string;
  readonly value: Value;
  readonly op: string;
}

interface State {
  /** In the order of their keys. */
  readonly keys: readonly KeyWrites[];
  readonly last: readonly LastRead[];
}

const MOST_WRITES = 64;
const MOST_OPEN = 32;

export const monotonicSession: Guarantee = {
  id: 'monotonic-session',
  ref: 'C5',
  title: 'Nobody goes back in time',
  explain: 'Who has seen a value never sees an older one in the next read.',
  workloads: ['session', 'two-writes-three-reads'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { keys: [], last: [] }, on }),
};

function on(state: State, seen: Seen): Judged<State> {
  if (seen.kind !== 'fact') return { state };
  const { fact, op } = seen;
  const key = String(fact['key']);
  switch (fact.type) {
    case 'invoked':
      return fact['kind'] === 'write'
        ? { state: { ...state, keys: invoked(state.keys, key, String(fact['value'])) } }
        : { state };
    case 'acknowledged': {
      const value = String(fact['value']);
      const known = findKey(state.keys, key);
      if (known === undefined) return { state };
      const open = known.open.filter((each) => each !== value);
      return { state: { ...state, keys: putKey(state.keys, { ...known, open }) } };
    }
    case 'answered': {
      if (fact['session'] !== true) return { state };
      const read = { session: seen.actor, key, value: fact['value'] as Value, op };
      const before = state.last.find((each) => each.session === seen.actor && each.key === key);
      const last = [...state.last.filter((each) => each !== before), read];
      const next = { ...state, last };
      const known = findKey(state.keys, key);
      if (before === undefined || !isOlder(known, read.value, before.value)) return { state: next };
      const say = `${op} returned ${shown(read.value)} for ${key}, though ${before.op} of the same client had returned ${before.value}, which is newer.`;
      return {
        state: next,
        violation: { say, because: [`${before.op}/answered`, `${op}/answered`] },
      };
    }
    default:
      return { state };
  }
}

/** a was acknowledged before b was invoked, or is the value at the start, which is no write. */
function isOlder(known: KeyWrites | undefined, a: Value, b: Value): boolean {
  if (known === undefined || known.blurred || a === b) return false;
  const at = known.writes.findIndex(({ value }) => value === b);
  const newer = known.writes[at];
  if (newer === undefined || (a !== null && newer.beside.includes(a))) return false;
  return !known.writes.slice(at).some(({ value }) => value === a);
}

function invoked(keys: State['keys'], key: string, value: string): State['keys'] {
  const { writes, open, blurred } = findKey(keys, key) ?? { writes: [], open: [], blurred: false };
  return putKey(keys, {
    key,
    writes: [...writes.slice(1 - MOST_WRITES), { value, beside: open }],
    open: [...open.slice(1 - MOST_OPEN), value],
    blurred: blurred || open.length >= MOST_OPEN,
  });
}
