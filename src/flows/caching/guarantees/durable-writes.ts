/** C2. At rest, the value in the database is not older than any acknowledged write. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import { rowOf } from '../machines/rows.ts';
import { shown } from '../messages/words.ts';
import {
  acknowledgedValues,
  acknowledgements,
  type Histories,
  isFresh,
  writeAcknowledged,
  writeInvoked,
} from './history.ts';

export const durableWrites: Guarantee = {
  id: 'durable-writes',
  ref: 'C2',
  title: 'Every acknowledged write survives',
  explain: 'In the end the database has each write that was acknowledged, or a newer one.',
  workloads: ['one-write', 'two-writes'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: [],
    on: on,
    atRest: atRest,
  }),
};

function on(state: Histories, seen: Seen): Judged<Histories> {
  if (seen.kind !== 'fact') return { state };
  const { fact, op } = seen;
  const key = String(fact['key']);
  const value = String(fact['value']);
  if (fact.type === 'acknowledged') return { state: writeAcknowledged(state, key, value) };
  if (fact.type === 'invoked' && fact['kind'] === 'write') {
    return { state: writeInvoked(state, key, value, op) };
  }
  return { state };
}

function atRest(state: Histories, look: Look): Violation | null {
  const database = look('db');
  if (database === undefined) return null;
  for (const history of state) {
    const { value } = rowOf(database.rows, history.key);
    if (isFresh(history, value)) continue;
    return {
      say: `The database has ${shown(value)} for ${history.key}, though ${acknowledgedValues(history)} was acknowledged.`,
      because: acknowledgements(history),
    };
  }
  return null;
}
