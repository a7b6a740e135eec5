/** What the family counts live: the four rows of the comparison of direct and presigned, and what lies around. */
import { counting, which } from '../../flow/metrics.ts';
import type { Metric } from '../../flow/property.ts';
import { SECOND } from '../../kernel/time.ts';
import { MIB } from './settings.ts';

interface Peak {
  readonly now: number;
  readonly most: number;
}

const serverMemory: Metric = {
  id: 'server-memory',
  title: 'Server memory, at most',
  unit: 'MiB',
  explain: 'The most that bodies have taken of the memory of the API.',
  start: { now: 0, most: 0 },
  on: ({ now, most }: Peak, seen): Peak => {
    if (seen.kind !== 'fact' || seen.fact.type !== 'memory') return { now, most };
    const bytes = Number(seen.fact['bytes']);
    return { now: bytes, most: Math.max(most, bytes) };
  },
  value: ({ most }: Peak) => most / MIB,
};

interface Pace {
  /** By operation; an upload that has ended leaves. */
  readonly open: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly lastUs: number;
}

const scalability: Metric = {
  id: 'scalability',
  title: 'Files made ready (scalability)',
  unit: 'MiB/s',
  explain:
    'How much was uploaded for each second, of all people together, until the last was done.',
  start: { open: {}, bytes: 0, lastUs: 0 },
  on: (state: Pace, seen, atUs): Pace => {
    if (seen.kind !== 'fact') return state;
    const { fact, op } = seen;
    if (fact.type === 'selected') {
      return { ...state, open: { ...state.open, [op]: Number(fact['sizeBytes']) } };
    }
    if (fact.type !== 'shown') return state;
    const { [op]: size = 0, ...open } = state.open;
    if (fact['sign'] !== 'done') return { ...state, open };
    return { open, bytes: state.bytes + size, lastUs: atUs };
  },
  value: ({ bytes, lastUs }: Pace) => (lastUs === 0 ? null : bytes / MIB / (lastUs / SECOND)),
};

interface Again {
  readonly open: Readonly<Record<string, { readonly size: number; readonly sent: number }>>;
  readonly bytes: number;
}

const resumability: Metric = {
  id: 'sent-again',
  title: 'Sent again (resumability)',
  unit: 'MiB',
  explain: 'What browsers have sent beyond the sizes of their files, because a connection dropped.',
  start: { open: {}, bytes: 0 },
  on: (state: Again, seen): Again => {
    if (seen.kind !== 'fact') return state;
    const { fact, op } = seen;
    if (fact.type === 'selected') {
      const open = { ...state.open, [op]: { size: Number(fact['bodyBytes']), sent: 0 } };
      return { ...state, open };
    }
    const known = state.open[op];
    if (known === undefined) return state;
    if (fact.type === 'shown') {
      const { [op]: _gone, ...open } = state.open;
      return { ...state, open };
    }
    if (fact.type !== 'sent') return state;
    const sent = known.sent + Number(fact['bytes']);
    const more = Math.max(0, sent - known.size) - Math.max(0, known.sent - known.size);
    return { open: { ...state.open, [op]: { ...known, sent } }, bytes: state.bytes + more };
  },
  value: ({ bytes }: Again) => bytes / MIB,
};

/** Adds up a field of a fact, in MiB. */
const summing = (
  id: string,
  title: string,
  explain: string,
  type: string,
  field: string,
): Metric => ({
  id,
  title,
  unit: 'MiB',
  explain,
  start: 0,
  on: (sum: number, seen) =>
    seen.kind === 'fact' && seen.fact.type === type ? sum + Number(seen.fact[field]) : sum,
  value: (sum: number) => sum / MIB,
});

interface Stored {
  readonly objects: Readonly<Record<string, number>>;
  readonly ready: Readonly<Record<string, string>>;
}

/** Objects by their keys, and the keys of which a row says READY. */
function onStored(state: Stored, seen: Parameters<Metric['on']>[1]): Stored {
  if (seen.kind !== 'fact') return state;
  const { fact } = seen;
  const key = String(fact['key']);
  switch (fact.type) {
    case 'stored':
      return { ...state, objects: { ...state.objects, [key]: Number(fact['sizeBytes']) } };
    case 'deleted': {
      const { [key]: _gone, ...objects } = state.objects;
      return { ...state, objects };
    }
    case 'recorded':
      if (fact['status'] !== 'READY') return state;
      return { ...state, ready: { ...state.ready, [String(fact['id'])]: key } };
    case 'removed': {
      const { [String(fact['id'])]: _gone, ...ready } = state.ready;
      return { ...state, ready };
    }
    default:
      return state;
  }
}

const stored = { start: { objects: {}, ready: {} } as never, on: onStored } as const;

const orphans: Metric = {
  ...stored,
  id: 'orphans',
  title: 'Files without a READY row',
  unit: 'MiB',
  explain: 'What lies in storage, and is paid for, while no row says READY of it.',
  value: ({ objects, ready }: Stored) => {
    const found = new Set(Object.values(ready));
    const alone = Object.entries(objects).filter(([key]) => !found.has(key));
    return alone.reduce((sum, [, bytes]) => sum + bytes, 0) / MIB;
  },
};

const readyFiles: Metric = {
  ...stored,
  id: 'ready',
  title: 'Files that can be had',
  unit: '',
  explain: 'Of how many a row says READY, and they lie in storage.',
  value: ({ objects, ready }: Stored) =>
    Object.values(ready).filter((key) => objects[key] !== undefined).length,
};

export const metrics: readonly Metric[] = [
  serverMemory,
  scalability,
  resumability,
  summing(
    'server-traffic',
    'Through the server (cost)',
    'What went into the API and out of it again: each byte of a direct upload goes through twice.',
    'through',
    'bytes',
  ),
  summing(
    'sent',
    'Sent by browsers',
    'All that left the browsers, in vain or not.',
    'sent',
    'bytes',
  ),
  counting(
    'done',
    'Uploads done',
    '',
    'How many a person has seen done.',
    which('shown', ({ sign }) => sign === 'done'),
  ),
  counting(
    'not-done',
    'Uploads failed or unknown',
    '',
    'How many ended in another way, and were not cancelled.',
    which('shown', ({ sign }) => sign === 'failed' || sign === 'unknown'),
  ),
  counting(
    'interruptions',
    'Interruptions',
    '',
    'Bodies that were not taken whole.',
    'interrupted',
  ),
  counting(
    'expired',
    'URLs expired',
    '',
    'Requests that began after their URL had expired.',
    'urlExpired',
  ),
  counting(
    'out-of-memory',
    'Out of memory',
    '',
    'How often the system ended the API.',
    'outOfMemory',
  ),
  orphans,
  readyFiles,
];
