/** C3. At rest, what the cache holds for a key is what the database has, or it holds nothing. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Look, Violation } from '../../../kernel/monitor.ts';
import { isThere } from '../machines/cache/entries.ts';
import type { Entry } from '../machines/cache/turn.ts';
import { rowOf } from '../machines/rows.ts';
import { shown } from '../messages/words.ts';

export const convergence: Guarantee = {
  id: 'convergence',
  ref: 'C3',
  title: 'Cache and database agree in the end',
  explain: 'When nothing is under way any more, the cache holds what the database has, or nothing.',
  workloads: ['one-write', 'two-writes'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: null,
    on: (state) => ({ state }),
    atRest: (_, look) => atRest(look),
  }),
};

function atRest(look: Look): Violation | null {
  const cache = look('cache');
  const database = look('db');
  if (cache === undefined || database === undefined) return null;
  for (const entry of cache.entries as readonly Entry[]) {
    if (!isThere(entry)) continue;
    const { key, value } = entry;
    const row = rowOf(database.rows, key);
    if (row.value === value) continue;
    return {
      say: `The cache holds ${shown(value)} for ${key}, the database has ${shown(row.value)}.`,
      because: [],
    };
  }
  return null;
}
