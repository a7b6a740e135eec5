/** Write-back: what the database does not have yet, and what it will never have. */
import type { Metric } from '../../../flow/property.ts';
import type { Seen } from '../../../kernel/monitor.ts';

export const dirtyEntries: Metric = {
  id: 'dirty-entries',
  title: 'Dirty entries',
  unit: '',
  explain: 'How many entries of the cache the database does not have yet.',
  start: 0,
  on: (count: number, seen) => {
    if (seen.kind !== 'fact') return seen.kind === 'down' && seen.node === 'cache' ? 0 : count;
    return (seen.fact['dirtyCount'] as number | undefined) ?? count;
  },
  value: (count: number) => count,
};

export const flushLag: Metric = {
  id: 'flush-lag',
  title: 'Longest flush lag',
  unit: 'ms',
  explain: 'How long a write waited until the database had it, at most.',
  start: null,
  on: (most: number | null, seen) =>
    seen.kind === 'fact' && seen.fact.type === 'cleaned'
      ? Math.max(most ?? 0, seen.fact['lagUs'] as number)
      : most,
  value: (most: number | null) => (most === null ? null : most / 1_000),
};

interface Write {
  readonly key: string;
  readonly value: string;
  readonly acknowledged: boolean;
  /** The cache has it, and may be about to say so. */
  readonly held: boolean;
  /** The memory that held it is gone. */
  readonly gone: boolean;
}

/** Not in the database yet, in the order in which they were invoked. */
type Writes = readonly Write[];

export const lostWrites: Metric = {
  id: 'lost-writes',
  title: 'Acknowledged writes lost',
  unit: '',
  explain: 'How many acknowledged writes left the cache, and the database never had them.',
  start: [],
  on: onWrite,
  value: (writes: Writes) => writes.filter(({ acknowledged, gone }) => acknowledged && gone).length,
};

function onWrite(writes: Writes, seen: Seen): Writes {
  if (seen.kind !== 'fact') {
    return seen.kind === 'down' && seen.node === 'cache' ? lose(writes) : writes;
  }
  const { fact } = seen;
  const { key = '', value = '' } = fact as { key?: string; value?: string };
  const at = (): number => writes.findIndex((each) => each.key === key && each.value === value);
  switch (fact.type) {
    case 'invoked': {
      if (fact['kind'] !== 'write') return writes;
      return [...writes, { key, value, acknowledged: false, held: false, gone: false }];
    }
    case 'stored':
      if (fact['dirty'] === true) return mark(writes, at(), { held: true, gone: false });
      // A fill has replaced what was dirty.
      return writes.some((each) => each.key === key && each.held)
        ? writes.map((each) => (each.key === key && each.held ? { ...each, gone: true } : each))
        : writes;
    case 'evicted':
    case 'expired': {
      if (fact['dirty'] !== true) return writes;
      const last = at();
      return writes.map((each, i) =>
        each.key === key && i <= last && each.held ? { ...each, gone: true } : each,
      );
    }
    case 'acknowledged':
      return mark(writes, at(), { acknowledged: true });
    case 'failed': {
      const failed = at();
      return failed < 0 ? writes : writes.toSpliced(failed, 1);
    }
    // What was written to the key before has been replaced, unless it was lost already. What was on
    // its way to the database when it left the cache has replaced what was lost with it.
    case 'committed': {
      const last = at();
      const wasUnderWay = writes[last]?.gone === true;
      const stays = (each: Write, i: number) =>
        each.key !== key || i > last || (each.gone && i < last && !wasUnderWay);
      return last < 0 ? writes : writes.filter(stays);
    }
    case 'recovered': {
      const last = at();
      return writes.map((each, i) =>
        each.key === key && i <= last ? { ...each, gone: false } : each,
      );
    }
    case 'emptied':
      return lose(writes);
    default:
      return writes;
  }
}

function mark(writes: Writes, at: number, more: Partial<Write>): Writes {
  const known = writes[at];
  return known === undefined ? writes : writes.with(at, { ...known, ...more });
}

/** What is only on its way to the cache is not lost, and its acknowledgement may be on its way back. */
const lose = (writes: Writes): Writes =>
  writes.map((each) => (each.acknowledged || each.held ? { ...each, gone: true } : each));
