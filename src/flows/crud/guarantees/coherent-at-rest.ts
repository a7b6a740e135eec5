/** C7. In the end the cache holds what the database holds. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import type { CacheContext, CacheEntry } from '../machines/cache.ts';
import type { Tables } from '../machines/table.ts';
import { isPage, TENANT } from '../protocol.ts';
import { factIn } from './seen.ts';

/** The operations that filled the cache last, and wrote last. */
interface State {
  readonly filled: string;
  readonly wrote: string;
}

export const coherentAtRest: Guarantee = {
  id: 'coherent-at-rest',
  ref: 'C7',
  title: 'The cache agrees with the database',
  explain: 'When nothing is under way any more, each entry of the cache is what the database has.',
  workloads: ['read-and-edit', 'read-and-two-edits'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: { filled: '', wrote: '' },
    on,
    atRest,
  }),
};

function on(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  if (fact.type === 'cached') return { state: { ...state, filled: op } };
  const writes = ['created', 'changed', 'taken', 'deleted'].includes(fact.type);
  return { state: writes ? { ...state, wrote: op } : state };
}

function atRest({ filled, wrote }: State, look: Look): Violation | null {
  // Nothing was ever cached: there may be no cache.
  if (filled === '') return null;
  const cache = look('cache') as CacheContext | undefined;
  const tables = look('db') as Tables | undefined;
  if (cache === undefined || tables === undefined) return null;
  const wrong = cache.entries.find((entry) => !agrees(entry, tables));
  if (wrong === undefined) return null;
  return {
    say: `The cache holds ${wrong.key.replaceAll(':', ' ')} as it was before commit ${tables.commits}.`,
    because: [`${filled}/cached`, `${wrote}/changed`, `${wrote}/created`, `${wrote}/deleted`],
  };
}

function agrees({ key, found }: CacheEntry, { rows }: Tables): boolean {
  const asNow = found.rows.every((row) => {
    const now = rows.find(({ id }) => id === row.id);
    return now?.version === row.version && now.deleted === row.deleted;
  });
  if (!asNow || !isPage(key)) return asNow;
  // Whether or not the query looked at tenant and deletion.
  const visible = rows.filter(({ deleted, tenant }) => !deleted && tenant === TENANT).length;
  return found.total === visible || found.total === rows.length;
}
