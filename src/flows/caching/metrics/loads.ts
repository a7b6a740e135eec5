/** What reaches the database. */
import { counting } from '../../../flow/metrics.ts';
import type { Metric } from '../../../flow/property.ts';
import { type Micros, MS, SECOND } from '../../../kernel/time.ts';

export const loads = counting(
  'loads',
  'Loads',
  '',
  'How many loads from the database there were so far.',
  'loadStarted',
);

/** Loads in tenths of a second, the latest last. */
interface Recent {
  readonly tenth: number;
  readonly counts: readonly number[];
}

const TENTH = 100 * MS;
const KEPT = SECOND / TENTH;

export const loadsPerSecond: Metric = {
  id: 'loads-per-second',
  title: 'Loads in a second',
  unit: '/s',
  explain: 'How many loads from the database began in the last second.',
  start: { tenth: 0, counts: [] },
  on: (state: Recent, seen, atUs): Recent => {
    if (seen.kind !== 'fact' || seen.fact.type !== 'loadStarted') return state;
    const { tenth, counts } = upTo(state, atUs);
    return { tenth, counts: [...counts.slice(0, -1), (counts.at(-1) ?? 0) + 1] };
  },
  value: (state: Recent, atUs) => upTo(state, atUs).counts.reduce((sum, each) => sum + each, 0),
};

/** The same, seen from a later instant. */
function upTo({ tenth, counts }: Recent, atUs: Micros): Recent {
  const now = Math.floor(atUs / TENTH);
  const passed = Math.min(now - tenth, KEPT);
  const all = [...counts, ...Array<number>(passed).fill(0)];
  return { tenth: now, counts: all.length === 0 ? [0] : all.slice(-KEPT) };
}

interface Concurrent {
  readonly open: readonly { readonly key: string; readonly op: string; readonly node: string }[];
  readonly most: number;
}

export const concurrentLoads: Metric = {
  id: 'concurrent-loads',
  title: 'Largest herd',
  unit: '',
  explain: 'How many loads of the same key were under way at the same time, at most.',
  start: { open: [], most: 0 },
  on: ({ open, most }: Concurrent, seen): Concurrent => {
    if (seen.kind !== 'fact') {
      return { open: open.filter(({ node }) => node !== seen.node), most };
    }
    const { fact, op, node } = seen;
    if (fact.type === 'loadEnded') {
      const at = open.findIndex((each) => each.op === op && each.node === node);
      return at < 0 ? { open, most } : { open: open.toSpliced(at, 1), most };
    }
    if (fact.type !== 'loadStarted') return { open, most };
    const key = String(fact['key']);
    const count = open.reduce((sum, each) => sum + (each.key === key ? 1 : 0), 1);
    return { open: [...open, { key, op, node }], most: Math.max(most, count) };
  },
  value: ({ most }: Concurrent) => most,
};
