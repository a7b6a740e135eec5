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
}

interface Writes {
  /** Not in the database yet, in the order in which they were invoked. */
  readonly open: readonly Write[];
  /** Acknowledged, and gone with the memory that held them. */
  readonly lost: readonly Write[];
}

export const lostWrites: Metric = {
  id: 'lost-writes',
  title: 'Acknowledged writes lost',
  unit: '',
  explain: 'How many acknowledged writes went down with the cache before the database had them.',
  start: { open: [], lost: [] },
  on: onWrite,
  value: ({ lost }: Writes) => lost.length,
};

function onWrite(state: Writes, seen: Seen): Writes {
  if (seen.kind !== 'fact') {
    return seen.kind === 'down' && seen.node === 'cache' ? lose(state) : state;
  }
  const { fact } = seen;
  const { key = '', value = '' } = fact as { key?: string; value?: string };
  const isIt = (each: Write): boolean => each.key === key && each.value === value;
  switch (fact.type) {
    case 'invoked':
      if (fact['kind'] !== 'write') return state;
      return { ...state, open: [...state.open, { key, value, acknowledged: false }] };
    case 'acknowledged': {
      const at = state.open.findIndex(isIt);
      if (at < 0) return state;
      return { ...state, open: state.open.with(at, { key, value, acknowledged: true }) };
    }
    case 'failed':
      return { ...state, open: state.open.filter((each) => !isIt(each)) };
    case 'committed': {
      // What was written to the key before has been replaced, not lost.
      const at = state.open.findIndex(isIt);
      if (at < 0) return state;
      return { ...state, open: state.open.filter((each, i) => each.key !== key || i > at) };
    }
    case 'recovered': {
      const back = state.lost.filter((each) => each.key === key);
      if (back.length === 0) return state;
      return {
        open: [...state.open, ...back],
        lost: state.lost.filter((each) => each.key !== key),
      };
    }
    case 'emptied':
      return lose(state);
    default:
      return state;
  }
}

function lose({ open, lost }: Writes): Writes {
  return {
    open: open.filter(({ acknowledged }) => !acknowledged),
    lost: [...lost, ...open.filter(({ acknowledged }) => acknowledged)],
  };
}
